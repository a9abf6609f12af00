/** The page's recogniser with its real models, on the real landmarks that hold it to Python's. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { EMPTY_BOOK } from "@signspan/recognise/book";
import { Classifier, type Labels } from "@signspan/recognise/classifier";
import { AXES, LEFT_HAND, LEFT_SHOULDER, POINTS, POSE, RIGHT_HAND, RIGHT_SHOULDER } from "@signspan/recognise/topology";
import * as ort from "onnxruntime-web/wasm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BodyFrame } from "../perceive/frame";
import type { FromRecogniser } from "./messages";
import { Recogniser } from "./recogniser";

const root = new URL("../../../", import.meta.url);
const read = (path: string): Buffer => readFileSync(fileURLToPath(new URL(path, root)));
const labels = JSON.parse(read("signspan/recognise/weights/isolated.json").toString()) as Labels;

type Nested = number | null | Nested[];
const flat = (values: Nested): number[] => (Array.isArray(values) ? values.flatMap(flat) : [values ?? NaN]);

interface StreamVector {
  readonly fps: number;
  readonly aspect: number;
  /** Both hands, then left and right shoulder. */
  readonly frames: readonly Nested[];
  readonly steps: readonly { readonly kind: string }[][];
}

const { fps, aspect, frames, steps } = JSON.parse(read("tests/vectors/stream.json").toString()) as StreamVector;

function seen(frame: Nested, number: number): BodyFrame {
  const kept = Float32Array.from(flat(frame));
  const points = new Float32Array(POINTS * AXES).fill(NaN);
  const rows = [RIGHT_HAND.start, LEFT_HAND.start, POSE.start + LEFT_SHOULDER, POSE.start + RIGHT_SHOULDER];
  const ends = [0, 63, 126, 129, 132];
  for (const [part, row] of rows.entries()) points.set(kept.subarray(ends[part], ends[part + 1]), row * AXES);
  return { points, aspect, capturedS: number / fps, perceivedS: number / fps + 0.02 };
}

/** The frame after which the hands first rest, and how many events there are until then. */
const rest = steps.findIndex((events) => events.some(({ kind }) => kind === "idle"));
const committed = steps.slice(0, rest + 1).flat().filter(({ kind }) => kind !== "idle").length;

let reader: Classifier;
let recogniser: Recogniser;

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  reader = await Classifier.load(ort, read("signspan/recognise/weights/isolated.onnx"), labels, "everyday");
});
beforeEach(() => {
  recogniser = new Recogniser({ reader, thresholds: { sure: labels.thresholds.sure, inSet: labels.thresholds.in_set } });
});

/** Shows the first frames, and what was recognised of them. */
async function show(count: number): Promise<FromRecogniser[]> {
  const found: FromRecogniser[] = [];
  for (const [number, frame] of frames.slice(0, count).entries()) found.push(...await recogniser.see(seen(frame, number)));
  return found;
}

const kinds = (messages: readonly FromRecogniser[]): string[] =>
  messages.map((message) => (message.type === "recognised" ? message.event.kind : message.type));

describe("frames that stop before the hands rest", () => {
  it("have what was being signed decided, as resting would, and the signer is idle", async () => {
    expect(rest).toBeGreaterThan(0);
    const before = await show(rest - 2);
    expect(kinds(before)).not.toContain("idle");
    const decided = await recogniser.finish(100);
    expect(kinds(decided).at(-1)).toBe("idle");
    expect([...before, ...decided].length - 1).toBe(committed);
    expect(decided.at(-1)).toMatchObject({ event: { atS: 100 }, capturedS: (rest - 3) / fps });
  });

  it("are decided once", async () => {
    await show(rest - 2);
    expect(kinds(await recogniser.finish(100))).toContain("idle");
    expect(await recogniser.finish(101)).toEqual([]);
  });

  it("of which there were none decide nothing", async () => {
    expect(await recogniser.finish(100)).toEqual([]);
  });
});

it("decides what was being signed before it reads by another book", async () => {
  const before = await show(rest - 2);
  const decided = await recogniser.teach({ type: "book", book: EMPTY_BOOK });
  expect([...before, ...decided].length - 1).toBe(committed);
});
