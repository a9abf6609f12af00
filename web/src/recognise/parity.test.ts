import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as ort from "onnxruntime-web/wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { Activity } from "./activity";
import { AXES, LEFT_HAND, LEFT_SHOULDER, MIDDLE_MCP, POINTS, POSE, RIGHT_HAND, RIGHT_SHOULDER, WRIST } from "../perceive/topology";
import { Classifier } from "./classifier";
import { Consensus } from "./consensus";
import type { Recognised } from "./events";
import { windowOf } from "./window";

const root = new URL("../../../", import.meta.url);
const at = (path: string): string => fileURLToPath(new URL(path, root));
const json = (path: string): unknown => JSON.parse(readFileSync(at(path), "utf8"));

type Nested = number | null | Nested[];
const flat = (values: Nested): number[] => (Array.isArray(values) ? values.flatMap(flat) : [values ?? NaN]);

function farthest(found: ArrayLike<number>, wanted: readonly number[]): number {
  expect(found.length).toBe(wanted.length);
  return wanted.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (found[index] ?? NaN))), 0);
}

interface WindowVector {
  aspect: number;
  frames: Nested[];
  hands: Nested;
  present: Nested;
  probabilities: number[];
}

describe("the same landmarks in, the same out as in Python", () => {
  let classifier: Classifier;
  beforeAll(async () => {
    ort.env.wasm.numThreads = 1;
    const labels = json("signspan/recognise/weights/isolated.json") as { classes: string[] };
    classifier = await Classifier.load(ort, readFileSync(at("signspan/recognise/weights/isolated.onnx")), labels);
  });

  const vectors = json("tests/vectors/window.json") as WindowVector[];
  it.each(vectors.map((vector, index) => [index, vector] as const))("window %i", async (_, vector) => {
    const window = windowOf(vector.frames.map((frame) => Float32Array.from(flat(frame))), vector.aspect);
    expect(farthest(window.present, flat(vector.present))).toBe(0);
    expect(farthest(window.hands, flat(vector.hands))).toBeLessThan(1e-4);
    expect(farthest(await classifier.probabilities(window), vector.probabilities)).toBeLessThan(1e-3);
  });
});

interface ConsensusVector {
  classes: string[];
  steps: { frames: number | null; probabilities: number[]; event: Recognised | null }[];
}

it("decides as Python does, step by step", () => {
  const { classes, steps } = json("tests/vectors/consensus.json") as ConsensusVector;
  const consensus = new Consensus(classes);
  for (const [number, { frames, probabilities, event }] of steps.entries()) {
    const found = frames === null
      ? consensus.tick(Float32Array.from(probabilities), number - 1, number)
      : consensus.rest(frames, number - 1, number);
    // Python's mean is float32: the fourth decimal may round the other way
    expect(coarse(found ?? null), `step ${number}`).toEqual(coarse(event));
  }
  expect(new Set(steps.map(({ event }) => event?.kind))).toEqual(new Set([undefined, "gloss", "unsure"]));
});

function coarse(event: Recognised | null): unknown {
  return JSON.parse(JSON.stringify(event), (_, value: unknown) =>
    typeof value === "number" ? Math.round(value * 1000) / 1000 : value);
}

interface ActivityVector {
  fps: number;
  aspect: number;
  points: Record<"right_wrist" | "right_knuckle" | "left_wrist" | "left_knuckle" | "left_shoulder" | "right_shoulder",
    (number | null)[][]>;
  states: [boolean, boolean][];
}

it("sees signing begin and end as Python does", () => {
  const { fps, aspect, points, states } = json("tests/vectors/activity.json") as ActivityVector;
  const rows = [
    ["right_wrist", RIGHT_HAND.start + WRIST], ["right_knuckle", RIGHT_HAND.start + MIDDLE_MCP],
    ["left_wrist", LEFT_HAND.start + WRIST], ["left_knuckle", LEFT_HAND.start + MIDDLE_MCP],
    ["left_shoulder", POSE.start + LEFT_SHOULDER], ["right_shoulder", POSE.start + RIGHT_SHOULDER],
  ] as const;
  const activity = new Activity();
  const found = states.map((_, frame) => {
    const body = new Float32Array(POINTS * AXES).fill(NaN);
    for (const [name, row] of rows) body.set((points[name][frame] ?? []).map((value) => value ?? NaN), row * AXES);
    const ended = activity.feed(body, aspect, frame / fps);
    return [ended, activity.signing];
  });
  const wanted = states.map((pair) => [...pair]);
  expect(wanted.some(([first]) => first)).toBe(true);
  expect([wanted, wanted.map(([a, b]) => [b, a])]).toContainEqual(found);
});
