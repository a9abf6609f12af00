import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as ort from "onnxruntime-web/wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { Activity } from "./activity";
import { AXES, LEFT_HAND, LEFT_SHOULDER, MIDDLE_MCP, POINTS, POSE, RIGHT_HAND, RIGHT_SHOULDER, WRIST } from "./topology";
import { Classifier, type Labels } from "./classifier";
import type { Recognised } from "./events";
import { Pauses } from "./pauses";
import { SignStream } from "./stream";
import { judge } from "./verdict";
import { windowOfBody } from "./window";

const root = new URL("../../../", import.meta.url);
const at = (path: string): string => fileURLToPath(new URL(path, root));
const json = (path: string): unknown => JSON.parse(readFileSync(at(path), "utf8"));

type Nested = number | null | Nested[];
const flat = (values: Nested): number[] => (Array.isArray(values) ? values.flatMap(flat) : [values ?? NaN]);

function farthest(found: ArrayLike<number>, wanted: readonly number[]): number {
  expect(found.length).toBe(wanted.length);
  return wanted.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (found[index] ?? NaN))), 0);
}

/** Body frames (543, 3) that hold the points the vectors keep: both hands, then left and right shoulder. */
function bodies(frames: readonly Nested[]): Float32Array[] {
  return frames.map((frame) => {
    const kept = Float32Array.from(flat(frame));
    const body = new Float32Array(POINTS * AXES).fill(NaN);
    const rows = [RIGHT_HAND.start, LEFT_HAND.start, POSE.start + LEFT_SHOULDER, POSE.start + RIGHT_SHOULDER];
    const ends = [0, 63, 126, 129, 132];
    for (const [part, row] of rows.entries()) body.set(kept.subarray(ends[part], ends[part + 1]), row * AXES);
    return body;
  });
}

interface WindowVector {
  aspect: number;
  frames: Nested[];
  hands: Nested;
  present: Nested;
  anchor: number[];
  probabilities: number[];
  embedding: number[];
}

interface StreamVector {
  fps: number;
  aspect: number;
  frames: Nested[];
  steps: Recognised[][];
  finish: Recognised[];
}

describe("the same landmarks in, the same out as in Python", () => {
  const labels = json("signspan/recognise/weights/isolated.json") as Labels;
  const weights = (name: string): Uint8Array => readFileSync(at(`signspan/recognise/weights/${name}`));
  beforeAll(() => {
    ort.env.wasm.numThreads = 1;
  });

  const vectors = json("tests/vectors/window.json") as WindowVector[];
  it.each(vectors.map((vector, index) => [index, vector] as const))("window %i", async (_, vector) => {
    const classifier = await Classifier.load(ort, weights("isolated.onnx"), labels);
    const window = windowOfBody(bodies(vector.frames), vector.aspect);
    expect(farthest(window.present, flat(vector.present))).toBe(0);
    expect(farthest(window.hands, flat(vector.hands))).toBeLessThan(1e-4);
    expect(farthest(window.anchor, vector.anchor)).toBeLessThan(1e-5);
    const { probabilities, embedding } = await classifier.read(window);
    expect(farthest(probabilities, vector.probabilities)).toBeLessThan(1e-3);
    expect(farthest(embedding, vector.embedding)).toBeLessThan(1e-3);
  });

  it("a stream tells the same events in the same frames", async () => {
    const { fps, aspect, frames, steps, finish } = json("tests/vectors/stream.json") as StreamVector;
    const stream = new SignStream({
      reader: await Classifier.load(ort, weights("isolated.onnx"), labels, "everyday"),
      thresholds: { sure: labels.thresholds.sure, inSet: labels.thresholds.in_set },
    });
    const found: Recognised[][] = [];
    for (const [number, points] of bodies(frames).entries()) found.push(await stream.feed(points, aspect, number / fps));
    expect(found.map(coarse)).toEqual(steps.map(coarse));
    expect(coarse(await stream.finish(aspect, frames.length / fps))).toEqual(coarse(finish));
    expect(steps.flat().some(({ kind }) => kind !== "idle")).toBe(true);
  });
});

interface VerdictVector {
  classes: string[];
  sure: number;
  rows: { in_set: number; among: boolean; probabilities: number[]; event: Recognised | null }[];
}

it("judges as Python does", () => {
  const { classes, sure, rows } = json("tests/vectors/verdict.json") as VerdictVector;
  for (const [number, row] of rows.entries()) {
    const sign = { probabilities: Float32Array.from(row.probabilities), startS: 1, endS: 2 };
    const found = judge(sign, classes, { sure, inSet: row.in_set }, row.among);
    expect(coarse(found ?? null), `row ${number}`).toEqual(coarse(row.event));
  }
  expect(new Set(rows.map(({ event }) => event?.kind))).toEqual(new Set([undefined, "gloss", "unsure"]));
});

/** Rounded to a hundredth: runtimes differ in the last digits, and those of a stream add up. */
function coarse(event: unknown): unknown {
  return JSON.parse(JSON.stringify(event), (_, value: unknown) =>
    typeof value === "number" ? Math.round(value * 100) / 100 : value);
}

interface HandVector {
  fps: number;
  aspect: number;
  points: Record<"right_wrist" | "right_knuckle" | "left_wrist" | "left_knuckle" | "left_shoulder" | "right_shoulder",
    (number | null)[][]>;
}

/** A body of the few points that are looked at, in one frame of a vector. */
function lookedAt({ points }: HandVector, frame: number): Float32Array {
  const rows = [
    ["right_wrist", RIGHT_HAND.start + WRIST], ["right_knuckle", RIGHT_HAND.start + MIDDLE_MCP],
    ["left_wrist", LEFT_HAND.start + WRIST], ["left_knuckle", LEFT_HAND.start + MIDDLE_MCP],
    ["left_shoulder", POSE.start + LEFT_SHOULDER], ["right_shoulder", POSE.start + RIGHT_SHOULDER],
  ] as const;
  const body = new Float32Array(POINTS * AXES).fill(NaN);
  for (const [name, row] of rows) body.set((points[name][frame] ?? []).map((value) => value ?? NaN), row * AXES);
  return body;
}

interface ActivityVector extends HandVector {
  states: [boolean, boolean][];
}

interface PausesVector extends HandVector {
  found: Record<string, (number | null)[]>;
}

it("finds the pauses that Python finds, when Python does", () => {
  const vector = json("tests/vectors/pauses.json") as PausesVector;
  for (const [step, wanted] of Object.entries(vector.found)) {
    const pauses = new Pauses();
    const found = wanted.map((_, frame) =>
      pauses.feed(lookedAt(vector, frame * Number(step)), vector.aspect, frame * Number(step) / vector.fps) ?? null);
    expect(found.map(coarse)).toEqual(wanted.map(coarse));
    expect(wanted.some((atS) => atS !== null)).toBe(true);
  }
});

it("sees signing begin and end as Python does", () => {
  const vector = json("tests/vectors/activity.json") as ActivityVector;
  const { fps, aspect, states } = vector;
  const activity = new Activity();
  const found = states.map((_, frame) => {
    const ended = activity.feed(lookedAt(vector, frame), aspect, frame / fps);
    return [ended, activity.signing];
  });
  const wanted = states.map((pair) => [...pair]);
  expect(wanted.some(([first]) => first)).toBe(true);
  expect([wanted, wanted.map(([a, b]) => [b, a])]).toContainEqual(found);
});
