/**
 * Hands of a window in the one form the recogniser takes: the same code as `signspan/body/hands.py`,
 * held to it by `tests/vectors/window.json`.
 *
 * A hand is 21 points × (x, y, z), NaN where not seen. Frames hold the right hand first.
 */

export const STEPS = 32;
export const HAND_VALUES = 63;
const MAX_GAP = 6;
const MIDDLE_MCP = 9;

/** One frame: right and left hand, 2 × 21 × 3 values in image fractions (z in image widths). */
export type Hands = Float32Array;

export interface Window {
  /** 32 × 2 × 21 × 3, zero where absent. */
  hands: Float32Array;
  /** 32 × 2. */
  present: Float32Array;
}

/** Scales to image heights, fills short gaps and puts the busier hand first. */
export function prepare(frames: readonly Hands[], aspect: number): Hands[] {
  const scaled = frames.map((frame) => frame.map((value, index) => (index % 3 === 1 ? value : value * aspect)));
  for (let point = 0; point < 42; point += 1) fillGaps(scaled, point * 3);
  if (activity(scaled, 1) > activity(scaled, 0)) {
    return scaled.map((frame) => Float32Array.of(...frame.subarray(HAND_VALUES), ...frame.subarray(0, HAND_VALUES)));
  }
  return scaled;
}

/** Frames present plus the wrist's path in palm lengths, of one hand (0 or 1). */
function activity(frames: readonly Hands[], hand: number): number {
  const wrist = hand * HAND_VALUES;
  const knuckle = wrist + MIDDLE_MCP * 3;
  let seen = 0;
  let palms = 0;
  let path = 0;
  frames.forEach((frame, index) => {
    if (Number.isNaN(frame[wrist])) return;
    seen += 1;
    palms += Math.hypot(frame[knuckle]! - frame[wrist]!, frame[knuckle + 1]! - frame[wrist + 1]!);
    const before = index > 0 ? frames[index - 1] : undefined;
    if (before && !Number.isNaN(before[wrist])) {
      path += Math.hypot(frame[wrist]! - before[wrist]!, frame[wrist + 1]! - before[wrist + 1]!);
    }
  });
  return seen === 0 ? 0 : seen + path / Math.max(palms / seen, 1e-6);
}

/** Interpolates one point, whose x is at `at`, over gaps of at most `MAX_GAP` frames, in place. */
function fillGaps(frames: readonly Hands[], at: number): void {
  let last = -1;
  frames.forEach((frame, index) => {
    if (Number.isNaN(frame[at])) return;
    const gap = index - last - 1;
    if (last >= 0 && gap > 0 && gap <= MAX_GAP) {
      const before = frames[last]!;
      for (let missing = last + 1; missing < index; missing += 1) {
        const share = (missing - last) / (index - last);
        for (let axis = at; axis < at + 3; axis += 1) {
          frames[missing]![axis] = before[axis]! * (1 - share) + frame[axis]! * share;
        }
      }
    }
    last = index;
  });
}

/** Resamples prepared frames uniformly to 32 steps. */
export function resample(frames: readonly Hands[]): Window {
  const hands = new Float32Array(STEPS * 2 * HAND_VALUES);
  const present = new Float32Array(STEPS * 2);
  for (let step = 0; step < STEPS; step += 1) {
    const at = (step * (frames.length - 1)) / (STEPS - 1);
    const before = Math.floor(at);
    const after = Math.min(before + 1, frames.length - 1);
    const share = at - before;
    const nearest = frames[share < 0.5 ? before : after]!;
    for (let hand = 0; hand < 2; hand += 1) {
      const from = hand * HAND_VALUES;
      const to = (step * 2 + hand) * HAND_VALUES;
      for (let value = 0; value < HAND_VALUES; value += 1) {
        const mixed = frames[before]![from + value]! * (1 - share) + frames[after]![from + value]! * share;
        const chosen = Number.isNaN(mixed) ? nearest[from + value]! : mixed;
        hands[to + value] = chosen;
      }
      present[step * 2 + hand] = Number.isNaN(hands[to]!) ? 0 : 1;
      if (present[step * 2 + hand] === 0) hands.fill(0, to, to + HAND_VALUES);
    }
  }
  return { hands, present };
}
