import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as ort from "onnxruntime-web/wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { AXES, POINTS } from "./topology";
import { decodeBook } from "./book";
import { Classifier, type Labels } from "./classifier";
import { Taught } from "./enrolled";
import { taughtWindow } from "./example";
import { apart, pathOf, trimmed } from "./path";
import { windowOfBody } from "./window";

const root = new URL("../../../", import.meta.url);
const at = (path: string): string => fileURLToPath(new URL(path, root));
const json = (path: string): unknown => JSON.parse(readFileSync(at(path), "utf8"));

interface Read {
  readonly trimmed: readonly number[];
  readonly path: readonly (readonly number[])[];
  readonly apart: readonly number[];
  readonly taught: readonly number[];
  readonly alone: readonly number[];
}

interface Vectors {
  readonly aspect: number;
  readonly points: readonly number[];
  readonly clips: Readonly<Record<string, readonly (readonly (readonly (number | null)[])[])[]>>;
  readonly book: string;
  readonly unknown: number;
  readonly read: Readonly<Record<string, Read>>;
}

const vectors = json("tests/vectors/taught.json") as Vectors;

const frames = Object.fromEntries(Object.entries(vectors.clips).map(([name, clip]) => [name, clip.map((frame) => {
  const body = new Float32Array(POINTS * AXES).fill(NaN);
  for (const [index, point] of frame.entries()) {
    body.set(point.map((value) => value ?? NaN), (vectors.points[index] ?? 0) * AXES);
  }
  return body;
})]));

function farthest(found: ArrayLike<number>, wanted: readonly number[]): number {
  expect(found.length).toBe(wanted.length);
  return wanted.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (found[index] ?? NaN))), 0);
}

const paths = Object.fromEntries(Object.entries(frames).map(([name, clip]) => {
  const window = taughtWindow(clip, vectors.aspect);
  if (window === undefined) throw new Error(`expected hands in ${name}`);
  return [name, pathOf(window)];
}));

describe("the same taught signs, the same readings as in Python", () => {
  let adding: Taught;
  let standing: Taught;
  let known: number;
  beforeAll(async () => {
    ort.env.wasm.numThreads = 1;
    const labels = json("signspan/recognise/weights/isolated.json") as Labels;
    const classifier = await Classifier.load(ort, readFileSync(at("signspan/recognise/weights/isolated.onnx")), labels);
    const book = decodeBook(vectors.book);
    known = classifier.classes.length;
    adding = await Taught.of(classifier, { ...book, language: "ase" });
    standing = await Taught.of(classifier, book);
  });

  it.each(Object.entries(vectors.read))("%s", async (name, wanted) => {
    const clip = frames[name] ?? [];
    const window = windowOfBody(clip, vectors.aspect);
    const path = paths[name] ?? new Float32Array();
    const sums = Array.from({ length: 32 }, (_, step) =>
      trimmed(window).hands.subarray(step * 126, (step + 1) * 126).reduce((sum, value) => sum + value, 0));
    expect(farthest(sums, wanted.trimmed)).toBeLessThan(1e-3);
    for (const [index, step] of wanted.path.entries()) {
      expect(farthest(path.subarray(index * 5 * 126, (index * 5 + 1) * 126), step)).toBeLessThan(1e-3);
    }
    expect(farthest(apart(path, Object.values(paths)), wanted.apart)).toBeLessThan(5e-3);
    const [both] = await adding.readAll([window]);
    const [alone] = await standing.readAll([window]);
    expect(farthest(both?.probabilities.subarray(known) ?? [], wanted.taught)).toBeLessThan(0.01);
    expect(farthest(alone?.probabilities ?? [], wanted.alone)).toBeLessThan(0.01);
    expect(both?.probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
  });

  it("knows its signs, its scale and its neighbours", async () => {
    expect(standing.classes).toEqual(["<idle>", "كتاب", "no such sign"]);
    expect(standing.unknown).toBeCloseTo(vectors.unknown, 2);
    expect((await standing.neighbour("no such sign"))?.name).toBe("كتاب");
  });
});

it("learns nothing from a recording without hands", () => {
  const nobody = Array.from({ length: 20 }, () => new Float32Array(POINTS * AXES).fill(NaN));
  expect(taughtWindow(nobody, 4 / 3)).toBeUndefined();
});
