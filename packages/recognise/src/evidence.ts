/** What one tick offers: the same as `signspan/recognise/evidence.py`, which explains it. */
import constants from "./constants";
import { AXES, MIDDLE_MCP, WRIST } from "./topology";
import type { Slots } from "./window";

export const SPANS_S = constants.evidence.spans_s;
export const TICK_S = constants.evidence.tick_s;
export const MOTION_S = constants.evidence.motion_s;
const FASTEST = constants.evidence.fastest; // palm lengths a second that count as 1

export interface Evidence {
  readonly atS: number;
  /** Of each window (2, C). */
  readonly probabilities: readonly Float32Array[];
  /** (15). */
  readonly signals: Float32Array;
}

/** The evidence of one tick from its windows' probabilities, its motion (4) and the tick before. */
export function weigh(
  probabilities: readonly Float32Array[], motion: readonly number[], last: Evidence | undefined, atS: number,
): Evidence {
  const ranked = probabilities.map(topTwo);
  const signals = [
    ...ranked.map(([first]) => first),
    ...ranked.map(([first, second]) => first - second),
    ...probabilities.map(entropy),
    ...probabilities.map((row) => row[0] ?? 0),
    alike(probabilities[0], probabilities[1]),
    ...probabilities.map((row, window) => alike(row, (last ?? { probabilities }).probabilities[window])),
    ...motion,
  ];
  return { atS, probabilities, signals: Float32Array.from(signals) };
}

/** Speed of each hand in palm lengths a second over `FASTEST`, and its share of frames: (4). */
export function motionOf(slots: Slots, fps: number): number[] {
  const signals = slots.map((frames) => speedAndPresence(frames, fps));
  return [...signals.map(([speed]) => speed), ...signals.map(([, present]) => present)];
}

function speedAndPresence(frames: readonly Float32Array[], fps: number): readonly [number, number] {
  const seen = frames.map((hand, at) => ({ hand, at })).filter(({ hand }) => Number.isFinite(hand[WRIST]));
  const present = frames.length === 0 ? 0 : seen.length / frames.length;
  const first = seen[0];
  const last = seen.at(-1);
  if (first === undefined || last === undefined || seen.length < 2) return [0, present];
  const knuckle = MIDDLE_MCP * AXES;
  const palm = seen.reduce((sum, { hand }) => sum + apart(hand, knuckle, hand, WRIST), 0) / seen.length;
  const path = seen.slice(1).reduce((sum, { hand }, index) => sum + apart(hand, WRIST, seen[index]?.hand, WRIST), 0);
  return [Math.min(1, path / Math.max(palm, 1e-3) / ((last.at - first.at) / fps) / FASTEST), present];
}

function apart(a: Float32Array, at: number, b: Float32Array | undefined, to: number): number {
  return Math.hypot((a[at] ?? 0) - (b?.[to] ?? 0), (a[at + 1] ?? 0) - (b?.[to + 1] ?? 0));
}

/** The two likeliest glosses' probabilities; idle is none. */
function topTwo(row: Float32Array): readonly [number, number] {
  let first = 0;
  let second = 0;
  for (const value of row.subarray(1)) {
    if (value > first) [first, second] = [value, first];
    else if (value > second) second = value;
  }
  return [first, second];
}

function entropy(row: Float32Array): number {
  return -row.reduce((sum, value) => sum + value * Math.log(value + 1e-9), 0) / Math.log(row.length);
}

/** Cosine of two distributions. */
function alike(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) return 0;
  let both = 0;
  let [ownA, ownB] = [0, 0];
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    both += value * other;
    ownA += value * value;
    ownB += other * other;
  }
  return both / Math.sqrt(ownA * ownB + 1e-12);
}
