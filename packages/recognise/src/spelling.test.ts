import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as ort from "onnxruntime-web/wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { AXES, LEFT_HAND, POINTS, RIGHT_HAND } from "./topology";
import { glossOf, type SpellingEvent, SpellingStream } from "./fingerspelling";
import { handAt, type LetterLabels, LetterReader, type SeenHand, sideOf, windowAt } from "./handshape";
import { type Letter, lettersOf, placesOf } from "./letters";
import { raw, SpellingLexicon, wordsOf } from "./spelling";

const root = new URL("../../../", import.meta.url);
const read = (path: string): Buffer => readFileSync(fileURLToPath(new URL(path, root)));

type Hand = (number | null)[][];

interface Vector {
  fps: number;
  aspect: number;
  right: Hand[];
  left: Hand[];
  events: { frame: number; kind: string; letters?: string; text?: string; gloss?: string; probability?: number; options?: string[] }[];
  moments: number[];
  present: number[][];
  ticks: number[][];
  letters: { letter: string; probability: number; startS: number; double: number }[];
  words: { text: string; probability: number }[];
}

const vector = JSON.parse(read("tests/vectors/spelling.json").toString()) as Vector;

const bodies = vector.right.map((right, frame) => {
  const points = new Float32Array(POINTS * AXES).fill(NaN);
  points.set(right.flat().map((value) => value ?? NaN), RIGHT_HAND.start * AXES);
  points.set((vector.left[frame] ?? []).flat().map((value) => value ?? NaN), LEFT_HAND.start * AXES);
  return points;
});

describe("the same spelling hands in, the same letters and words out as in Python", () => {
  let reader: LetterReader;
  let lexicon: SpellingLexicon;
  beforeAll(async () => {
    ort.env.wasm.numThreads = 1;
    const labels = JSON.parse(read("signspan/recognise/weights/letters.json").toString()) as LetterLabels;
    reader = await LetterReader.load(ort, read("signspan/recognise/weights/letters.onnx"), labels);
    lexicon = new SpellingLexicon(read("signspan/recognise/weights/spelling.txt").toString());
  });

  it("reads windows, letters and a word alike", async () => {
    const half = Math.floor(bodies.length / 2);
    const seen = bodies.slice(0, half).flatMap((points, frame): SeenHand[] => {
      const hand = sideOf(points, "right", vector.aspect);
      return hand === undefined ? [] : [{ atS: frame / vector.fps, points: hand }];
    });
    const windows = vector.moments.map((moment) => windowAt(seen, moment));
    expect(windows.map(({ present }) => [...present])).toEqual(vector.present);
    const ticks = await reader.read(windows);
    for (const [at, tick] of ticks.entries()) {
      for (const [letter, value] of tick.entries()) expect(value).toBeCloseTo(vector.ticks[at]?.[letter] ?? NaN, 2);
    }
    const first = vector.moments[0] ?? 0;
    const count = Math.ceil(((seen.at(-1)?.atS ?? 0) - first) / 0.04);
    const moments = Array.from({ length: count }, (_, at) => first + at * 0.04);
    const every = await reader.read(moments.map((moment) => windowAt(seen, moment)));
    const letters = lettersOf(every, placesOf(moments.map((moment) => handAt(seen, moment))), first, reader.labels.double);
    expect(letters.map(({ letter }) => letter)).toEqual(vector.letters.map(({ letter }) => letter));
    for (const [at, { probability, startS, double }] of letters.entries()) {
      expect(probability).toBeCloseTo(vector.letters[at]?.probability ?? NaN, 2);
      expect(startS).toBeCloseTo(vector.letters[at]?.startS ?? NaN, 5);
      expect(double).toBeCloseTo(vector.letters[at]?.double ?? NaN, 1);
    }
    const words = wordsOf(letters, lexicon, reader.labels.confusions);
    expect(words[0]?.text).toBe(vector.words[0]?.text);
    expect(words[0]?.probability).toBeCloseTo(vector.words[0]?.probability ?? NaN, 1);
  });

  it("tells the same at the same frames, right hand and left", async () => {
    const stream = new SpellingStream(reader, lexicon);
    const emitted: { frame: number; event: SpellingEvent }[] = [];
    for (const [frame, points] of bodies.entries()) {
      const events = await stream.feed(points, vector.aspect, frame / vector.fps);
      emitted.push(...events.map((event) => ({ frame, event })));
    }
    emitted.push(...(await stream.finish(bodies.length / vector.fps)).map((event) => ({ frame: bodies.length, event })));
    // letters still on their way may differ in the last float; words, glosses, questions and rests may not
    const settled = emitted.filter(({ event }) => event.kind !== "spelled" || event.words.length > 0);
    const wanted = vector.events.filter(({ kind, text }) => kind !== "spelled" || (text ?? "") !== "");
    expect(settled.map(({ frame, event }) => [frame, event.kind, nameOf(event)]))
      .toEqual(wanted.map(({ frame, kind, text, gloss, options }) => [frame, kind, text ?? gloss ?? options?.[0] ?? ""]));
    expect(settled.filter(({ event }) => event.kind === "idle").length).toBeGreaterThan(2);
    expect(Math.abs(emitted.length - vector.events.length)).toBeLessThan(4);
  });

  it("keeps what no lexicon holds, as it was read", () => {
    const letters = Array.from("QWXZKV", (letter, at) => shown(letter, at));
    expect(wordsOf(letters, lexicon, reader.labels.confusions)[0]?.text).toBe("Qwxzkv");
  });
});

function nameOf(event: SpellingEvent): string {
  switch (event.kind) {
    case "spelled": return event.words[0]?.text ?? "";
    case "gloss": return event.gloss;
    case "unsure": return event.alternatives[0]?.gloss ?? "";
    case "idle": return "";
  }
}

function shown(letter: string, at: number, double = 0.02): Letter {
  const chances = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (other) => (other === letter ? 0.97 : 0.0012));
  return { letter, probability: 0.97, startS: at * 0.25, endS: at * 0.25 + 0.2, chances, double };
}

it("writes doubles where the hand showed them", () => {
  expect(raw([shown("A", 0), shown("N", 1, 0.9), shown("A", 2)])).toBe("ANNA");
});

it("joins a spelled word's letters with hyphens", () => {
  expect(glossOf("John")).toBe("J-o-h-n");
});
