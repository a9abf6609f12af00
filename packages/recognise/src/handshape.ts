/**
 * One spelling hand, frame by frame, to probabilities of letters: the same as
 * `signspan/recognise/handshape.py`, which explains it; `tests/vectors/spelling.json` holds both to it.
 */
import constants from "./constants";
import type * as Ort from "onnxruntime-web/wasm";
import { AXES, LEFT_HAND, RIGHT_HAND } from "./topology";

export const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** The class of hands that show no letter. */
export const NONE = LETTERS.length;
export const STEPS = constants.handshape.steps;
export const FOCUS = 7;
export const STEP_S = constants.handshape.step_s;
const MAX_GAP_S = constants.handshape.max_gap_s; // interpolated over; longer, and the hand was not there
const POINTS = 21;
export const HAND = POINTS * AXES; // floats of one hand

export type Side = "left" | "right";

/** A right hand (21, 3) in units of image height, y down, as it was seen at `atS`. */
export interface SeenHand {
  readonly atS: number;
  readonly points: Float32Array;
}

export interface LetterWindow {
  /** (15, 21, 3), zero where absent. */
  readonly hand: Float32Array;
  /** (15,), one where the hand is there. */
  readonly present: Float32Array;
}

/** One hand of a body frame (543, 3) as a right hand; undefined where unseen. */
export function sideOf(points: Float32Array, side: Side, aspect: number): Float32Array | undefined {
  const start = (side === "right" ? RIGHT_HAND : LEFT_HAND).start * AXES;
  const hand = points.slice(start, start + HAND);
  if (![0, 1, 2].every((axis) => Number.isFinite(hand[axis]))) return undefined;
  const wide = Math.fround(aspect);
  const x = side === "right" ? wide : -wide;
  return hand.map((value, index) => (index % AXES === 0 ? value * x : index % AXES === 1 ? value : value * wide));
}

/** The window round the moment `atS`. */
export function windowAt(seen: readonly SeenHand[], atS: number): LetterWindow {
  const hand = new Float32Array(STEPS * HAND);
  const present = new Float32Array(STEPS);
  for (let step = 0; step < STEPS; step += 1) {
    const points = handAt(seen, atS + (step - FOCUS) * STEP_S);
    if (points === undefined) continue;
    present[step] = 1;
    hand.set(points, step * HAND);
  }
  return { hand, present };
}

/** The hand at a moment, interpolated; undefined where it was not seen. */
export function handAt(seen: readonly SeenHand[], atS: number): Float32Array | undefined {
  if (seen.length === 0) return undefined;
  let place = seen.findIndex((one) => one.atS >= atS);
  if (place < 0) place = seen.length - 1;
  const after = seen[place];
  const before = seen[after !== undefined && after.atS > atS ? Math.max(place - 1, 0) : place];
  if (before === undefined || after === undefined) return undefined;
  const gap = after.atS - before.atS;
  const near = Math.min(Math.abs(atS - before.atS), Math.abs(after.atS - atS));
  const inside = atS >= (seen[0]?.atS ?? 0) && atS <= (seen.at(-1)?.atS ?? 0);
  if (near > STEP_S && !(gap <= MAX_GAP_S && inside)) return undefined;
  const share = Math.fround(Math.min(Math.max((atS - before.atS) / Math.max(gap, 1e-6), 0), 1));
  return before.points.map((value, axis) => value + ((after.points[axis] ?? NaN) - value) * share);
}

export interface LetterLabels {
  /** (26, 26): given a letter, the chance of reading another. */
  readonly confusions: readonly (readonly number[])[];
  /** Weights of what tells a double letter. */
  readonly double: readonly number[];
}

/** The shipped letter model: windows in, calibrated probabilities of A to Z and, last, of no letter out. */
export class LetterReader {
  readonly labels: LetterLabels;
  readonly #ort: typeof Ort;
  readonly #session: Ort.InferenceSession;

  private constructor(ort: typeof Ort, session: Ort.InferenceSession, labels: LetterLabels) {
    this.#ort = ort;
    this.#session = session;
    this.labels = labels;
  }

  static async load(ort: typeof Ort, model: Uint8Array, labels: LetterLabels): Promise<LetterReader> {
    const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
    return new LetterReader(ort, session, labels);
  }

  async read(windows: readonly LetterWindow[]): Promise<Float32Array[]> {
    if (windows.length === 0) return [];
    const hand = new Float32Array(windows.length * STEPS * HAND);
    const present = new Float32Array(windows.length * STEPS);
    for (const [row, window] of windows.entries()) {
      hand.set(window.hand, row * STEPS * HAND);
      present.set(window.present, row * STEPS);
    }
    const found = await this.#session.run({
      hand: new this.#ort.Tensor("float32", hand, [windows.length, STEPS, POINTS, AXES]),
      present: new this.#ort.Tensor("float32", present, [windows.length, STEPS]),
    });
    const data = found["probabilities"]?.data;
    const width = NONE + 1;
    if (!(data instanceof Float32Array) || data.length !== windows.length * width) {
      throw new Error(`expected ${windows.length * width} probabilities, got ${data?.length ?? 0}`);
    }
    return windows.map((_, row) => data.slice(row * width, (row + 1) * width));
  }
}
