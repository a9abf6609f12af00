/**
 * A window of frames in the one form the recogniser takes: the same as `signspan/body/hands.py` and
 * `window.py`, which explain it; `tests/vectors/window.json` holds both to it.
 */
import { anchorOf } from "./anchor";
import { AXES, LEFT_HAND, MIDDLE_MCP, RIGHT_HAND, WRIST } from "./topology";

export const STEPS = 32;
const MAX_GAP = 6;
const POINTS = 21;
const HAND = POINTS * AXES; // floats of one hand in one frame

/** Two hands, each its frames of (21, 3). */
export type Slots = readonly [readonly Float32Array[], readonly Float32Array[]];

/** One frame's two hands (2, 21, 3), right hand first; NaN where not detected. */
export type HandsFrame = Float32Array;

export interface Window {
  /** (32, 2, 21, 3), zero where absent. */
  readonly hands: Float32Array;
  /** (32, 2), one where the hand is there. */
  readonly present: Float32Array;
  /** (4): see `anchor.ts`. */
  readonly anchor: Float32Array;
}

/** The window of body frames (543, 3) in image fractions: what a camera gives. */
export function windowOfBody(frames: readonly Float32Array[], aspect: number): Window {
  return windowOf(frames.map(handsOf), aspect, anchorOf(frames, aspect));
}

/** The same signing in a mirror: a left-handed signer's becomes a right-handed one's. */
export function mirrored({ hands, present, anchor }: Window): Window {
  return {
    hands: hands.map((value, at) => (at % AXES === 0 ? -value : value)),
    present,
    anchor: anchor.map((value, at) => (at === 0 ? -value : value)),
  };
}

/** The two hands of one body frame (543, 3). */
export function handsOf(points: Float32Array): HandsFrame {
  const hands = new Float32Array(2 * HAND);
  hands.set(points.subarray(RIGHT_HAND.start * AXES, RIGHT_HAND.start * AXES + HAND), 0);
  hands.set(points.subarray(LEFT_HAND.start * AXES, LEFT_HAND.start * AXES + HAND), HAND);
  return hands;
}

/** Hands in image fractions, on a body at `anchor`, to the model's inputs. `aspect` is image width over height. */
export function windowOf(frames: readonly HandsFrame[], aspect: number, anchor: Float32Array): Window {
  return { ...resample(prepare(frames, aspect)), anchor };
}

/** Each hand's frames in image heights, gaps filled, the busier hand first. */
export function prepare(frames: readonly HandsFrame[], aspect: number): Slots {
  const slots = [0, 1].map((slot) => {
    const hand = frames.map((frame) => scaled(frame.subarray(slot * HAND, (slot + 1) * HAND), aspect));
    fillGaps(hand);
    return hand;
  }) as [Float32Array[], Float32Array[]];
  if (doing(slots[1]) > doing(slots[0])) slots.reverse();
  return slots;
}

function scaled(hand: Float32Array, aspect: number): Float32Array {
  return hand.map((value, index) => (index % AXES === 1 ? value : value * Math.fround(aspect)));
}

/** Interpolates in place over runs of at most `MAX_GAP` frames in which a point is missing, point by point. */
function fillGaps(hand: readonly Float32Array[]): void {
  for (let point = 0; point < HAND; point += AXES) {
    let last: number | undefined;
    for (const [frame, values] of hand.entries()) {
      if (!Number.isFinite(values[point])) continue;
      if (last !== undefined && frame - last > 1 && frame - last - 1 <= MAX_GAP) bridge(hand, point, last, frame);
      last = frame;
    }
  }
}

function bridge(hand: readonly Float32Array[], point: number, from: number, to: number): void {
  for (let frame = from + 1; frame < to; frame += 1) {
    const share = (frame - from) / (to - from);
    for (let axis = point; axis < point + AXES; axis += 1) {
      const filled = get(hand, from, axis) * (1 - share) + get(hand, to, axis) * share;
      const values = hand[frame];
      if (values !== undefined) values[axis] = filled;
    }
  }
}

/** How much one hand does: frames present, plus its wrist's path in palm lengths. */
export function doing(hand: readonly Float32Array[]): number {
  let present = 0;
  let palms = 0;
  let path = 0;
  for (let frame = 0; frame < hand.length; frame += 1) {
    const x = get(hand, frame, WRIST);
    const y = get(hand, frame, WRIST + 1);
    if (!Number.isFinite(x)) continue;
    present += 1;
    palms += Math.hypot(get(hand, frame, MIDDLE_MCP * AXES) - x, get(hand, frame, MIDDLE_MCP * AXES + 1) - y);
    const beforeX = get(hand, frame - 1, WRIST);
    if (Number.isFinite(beforeX)) path += Math.hypot(x - beforeX, y - get(hand, frame - 1, WRIST + 1));
  }
  return present === 0 ? 0 : present + path / Math.max(palms / present, 1e-6);
}

/** Uniform in time to `STEPS`; at the edge of a presence the nearer frame speaks. */
export function resample(slots: Slots): Pick<Window, "hands" | "present"> {
  const hands = new Float32Array(STEPS * 2 * HAND);
  const present = new Float32Array(STEPS * 2);
  for (const [slot, hand] of slots.entries()) {
    for (let step = 0; step < STEPS; step += 1) {
      const at = (step * (hand.length - 1)) / (STEPS - 1);
      const before = Math.floor(at);
      const after = Math.min(before + 1, hand.length - 1);
      const share = at - before;
      const mixed = Float32Array.from({ length: HAND }, (_, axis) => {
        const blend = get(hand, before, axis) * (1 - share) + get(hand, after, axis) * share;
        return Number.isFinite(blend) ? blend : get(hand, share < 0.5 ? before : after, axis);
      });
      if (!Number.isFinite(mixed[WRIST])) continue;
      present[step * 2 + slot] = 1;
      hands.set(mixed, (step * 2 + slot) * HAND);
    }
  }
  return { hands, present };
}

function get(hand: readonly Float32Array[], frame: number, axis: number): number {
  return hand[frame]?.[axis] ?? NaN;
}
