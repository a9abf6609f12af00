/**
 * From a letter model's ticks to the letters that were shown: the same as `signspan/recognise/letters.py`,
 * which explains it; `tests/vectors/spelling.json` holds both to it.
 */
import constants from "./constants";
import { LETTERS, NONE, STEP_S } from "./handshape";

const CHANGE = constants.letters.change; // nats
const FLOOR = constants.letters.floor;
const PALM = [0, 5, 9, 17];
export const MOVING = "JZ";

/** One letter shown; `chances` (26,) sum to one, `double` is the chance of two. */
export interface Letter {
  readonly letter: string;
  readonly probability: number;
  readonly startS: number;
  readonly endS: number;
  readonly chances: readonly number[];
  readonly double: number;
}

export type Place = readonly [number, number];

/** Where a hand is at each tick: the middle of its palm in its own palm lengths. Undefined: unseen. */
export function placesOf(hands: readonly (Float32Array | undefined)[]): Place[] {
  const palms = hands.map((hand) => (hand === undefined ? 0 : Math.max(...[5, 9, 17].map((point) => Math.hypot(
    ...[0, 1, 2].map((axis) => get(hand, point * 3 + axis) - get(hand, axis)))))));
  const unit = Math.max(median(palms.filter((palm) => palm > 0)) ?? 1, 1e-3);
  return hands.map((hand) => {
    const mean = (axis: number): number =>
      hand === undefined ? 0 : PALM.reduce((sum, point) => sum + get(hand, point * 3 + axis), 0) / PALM.length / unit;
    return [mean(0), mean(1)];
  });
}

/** Letters in ticks (T, 27), `STEP_S` apart from `startS` on, of a hand at `places` (T, 2). */
export function lettersOf(
  ticks: readonly Float32Array[], places: readonly Place[], startS: number, double: readonly number[],
): Letter[] {
  const spans = spansOf(pathOf(ticks)).filter(({ label }) => label !== NONE);
  const still = (label: number): boolean => !MOVING.includes(letterAt(label));
  return spans.map(({ start, end, label }, number) => {
    const others = spans.filter((span, at) => at !== number && still(span.label)).map((span) => span.end - span.start);
    const letterTraits = traits(places.slice(start, end), others);
    if (number + 1 === spans.length) letterTraits[1] = Math.min(letterTraits[1] ?? 0, 0); // the last letter is held by everybody
    const means = Array.from({ length: NONE }, (_, letter) =>
      ticks.slice(start, end).reduce((sum, tick) => sum + get(tick, letter), 0) / (end - start));
    const total = means.reduce((sum, mean) => sum + mean, 0);
    const drive = letterTraits.reduce((sum, trait, at) => sum + trait * (double[at] ?? 0), 0);
    return {
      letter: letterAt(label),
      probability: Math.round((means[label] ?? 0) * 1e4) / 1e4,
      startS: startS + start * STEP_S,
      endS: startS + end * STEP_S,
      chances: means.map((mean) => mean / total),
      double: still(label) ? 1 / (1 + Math.exp(-drive)) : 0,
    };
  });
}

/** One, how much longer than the median other letter, the hand's way aside, its dip. */
function traits(places: readonly Place[], others: readonly number[]): number[] {
  const [x0, y0] = places[0] ?? [0, 0];
  const [x1, y1] = places.at(-1) ?? [0, 0];
  const usual = median(others) ?? places.length;
  const last = Math.max(places.length - 1, 1);
  const dip = Math.max(...places.map(([x, y], at) =>
    Math.hypot(x - x0 - ((x1 - x0) * at) / last, y - y0 - ((y1 - y0) * at) / last)));
  const longer = Math.log(places.length / Math.max(usual, 1));
  return [1, Math.min(Math.max(longer, -1), 2), Math.min(Math.hypot(x1 - x0, y1 - y0), 1), Math.min(dip, 0.5)];
}

/** The likeliest class of every tick, given that changes are rare. */
function pathOf(ticks: readonly Float32Array[]): number[] {
  const said = ticks.map((tick) => Array.from(tick, (value) => Math.log(Math.max(value, FLOOR))));
  if (said.length === 0) return [];
  let score: readonly number[] = said[0] ?? [];
  const came: number[][] = [];
  for (const row of said.slice(1)) {
    const before: readonly number[] = score;
    const best = argmax(before);
    const changed = (before[best] ?? 0) - CHANGE;
    came.push(before.map((value, label) => (changed > value ? best : label)));
    score = before.map((value, label) => Math.max(changed, value) + (row[label] ?? 0));
  }
  const path = [argmax(score)];
  for (const step of came.reverse()) path.push(step[path.at(-1) ?? 0] ?? 0);
  return path.reverse();
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly label: number;
}

function spansOf(path: readonly number[]): Span[] {
  const spans: Span[] = [];
  for (const [tick, label] of path.entries()) {
    const last = spans.at(-1);
    if (last?.label === label) spans[spans.length - 1] = { ...last, end: tick + 1 };
    else spans.push({ start: tick, end: tick + 1, label });
  }
  return spans;
}

export function letterAt(label: number): string {
  return LETTERS[label] ?? "";
}

export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let at = 1; at < values.length; at += 1) if (get(values, at) > get(values, best)) best = at;
  return best;
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)];
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  return high === undefined || low === undefined ? undefined : (low + high) / 2;
}

function get(values: ArrayLike<number>, at: number): number {
  return values[at] ?? NaN;
}
