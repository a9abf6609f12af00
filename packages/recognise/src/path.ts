/**
 * A sign as a path, and how far two paths are apart: the same as `signspan/recognise/path.py`, which
 * explains it; `tests/vectors/taught.json` holds both to it.
 */
import constants from "./constants";
import { AXES } from "./topology";
import { doing, resample, STEPS, type Window } from "./window";

const LENGTH = constants.path.length;
const BAND = constants.path.band;
const PLACE = constants.path.place;
const TAKES_PART = constants.path.takes_part;
const MIN_SHARE = constants.path.min_share;
const WAIST = constants.path.waist; // shoulder widths under the shoulders: a hand lower than this rests
const WIDTH_PER_PALM = constants.path.width_per_palm;

const PALM: readonly number[] = [0, 5, 9, 13, 17];
const BONE_FROM: readonly number[] = [0, 1, 2, 3, 0, 5, 6, 7, 0, 9, 10, 11, 0, 13, 14, 15, 0, 17, 18, 19]; // to points 1 to 20
const BONES = AXES * BONE_FROM.length;
const PER_HAND = BONES + 2 + 1;
const PER_STEP = 2 * PER_HAND;
const POINTS = 21;
const HAND = POINTS * AXES;

/** (16, 126), row by row. */
export type Path = Float32Array;

/** One hand (21, 3) of a window at a step. */
const handAt = ({ hands }: Window, step: number, slot: number): Float32Array =>
  hands.subarray((step * 2 + slot) * HAND, (step * 2 + slot + 1) * HAND);

/** The palm's middle, x or y. */
const palm = (hand: Float32Array, axis: number): number =>
  PALM.reduce((sum, point) => sum + (hand[point * AXES + axis] ?? NaN), 0) / PALM.length;

/** Whether a hand of (21, 3) in image heights is above the waist of the body at `anchor` (4). */
export function raised(hand: Float32Array, anchor: Float32Array): boolean {
  return (palm(hand, 1) - (anchor[1] ?? 0)) / (anchor[2] ?? 1) < WAIST;
}

/** The window without hands resting below the waist, and without the time before and after the sign. */
export function trimmed(window: Window): Window {
  const { present, anchor } = window;
  const there = (step: number, slot: number): boolean => (present[step * 2 + slot] ?? 0) > 0;
  const up = (step: number, slot: number): boolean => there(step, slot) && raised(handAt(window, step, slot), anchor);
  const steps = Array.from({ length: STEPS }, (_, step) => step);
  const judged = anchor[3] === 1 && steps.some((step) => up(step, 0) || up(step, 1));
  const kept = judged ? up : there;
  const seen = steps.filter((step) => kept(step, 0) || kept(step, 1));
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined) return window;
  const slots = [0, 1].map((slot) => steps.slice(first, last + 1).map((step) =>
    kept(step, slot) ? handAt(window, step, slot) : new Float32Array(HAND).fill(NaN))) as [Float32Array[], Float32Array[]];
  if (doing(slots[1]) > doing(slots[0])) slots.reverse();
  return { ...resample(slots), anchor };
}

/** The path of a trimmed window. */
export function pathOf(window: Window): Path {
  const path = new Float32Array(LENGTH * PER_STEP);
  const seen = [0, 1].map((slot) =>
    Array.from({ length: STEPS }, (_, step) => step).filter((step) => (window.present[step * 2 + slot] ?? 0) > 0));
  const enough = seen.map(({ length }) => length / STEPS >= MIN_SHARE);
  const takesPart = enough.includes(true) ? enough : seen.map(({ length }) => length > 0);
  if (!takesPart.includes(true)) return path;
  const { x, y, unit } = frameOfReference(window, seen.map((steps, slot) => (takesPart[slot] === true ? steps : [])));
  for (const [slot, steps] of seen.entries()) {
    if (takesPart[slot] !== true) continue;
    for (let at = 0; at < LENGTH; at += 1) {
      const hand = handAt(window, nearest(steps, Math.round((at * (STEPS - 1)) / (LENGTH - 1))), slot);
      const start = at * PER_STEP + slot * PER_HAND;
      path.set(bones(hand), start);
      path[start + BONES] = ((palm(hand, 0) - x) / unit) * PLACE;
      path[start + BONES + 1] = ((palm(hand, 1) - y) / unit) * PLACE;
      path[start + BONES + 2] = TAKES_PART;
    }
  }
  return path;
}

const nearest = (steps: readonly number[], wanted: number): number =>
  steps.reduce((best, step) => (Math.abs(step - wanted) < Math.abs(best - wanted) ? step : best), steps[0] ?? 0);

/** Unit vectors (20, 3) along the bones of a hand (21, 3), scaled so that together they have length one. */
function bones(hand: Float32Array): Float32Array {
  const found = new Float32Array(BONES);
  for (const [bone, from] of BONE_FROM.entries()) {
    const [x, y, z] = [0, 1, 2].map((axis) => (hand[(bone + 1) * AXES + axis] ?? 0) - (hand[from * AXES + axis] ?? 0)) as
      [number, number, number];
    const scale = 1 / (Math.max(Math.hypot(x, y, z), 1e-6) * Math.sqrt(BONE_FROM.length));
    found.set([x * scale, y * scale, z * scale], bone * AXES);
  }
  return found;
}

/** Where places count from, and their unit, in image heights: the shoulders, or else the hands seen at `steps`. */
function frameOfReference(window: Window, steps: readonly (readonly number[])[]): { x: number; y: number; unit: number } {
  const [x = 0, y = 0, width = 1, known = 0] = window.anchor;
  if (known === 1) return { x, y, unit: width };
  const hands = steps.flatMap((seen, slot) => seen.map((step) => handAt(window, step, slot)));
  const mean = (value: (hand: Float32Array) => number): number =>
    hands.reduce((sum, hand) => sum + value(hand), 0) / hands.length;
  const size = mean((hand) => PALM.slice(1).reduce((sum, point) => sum + Math.hypot(
    ...[0, 1, 2].map((axis) => (hand[point * AXES + axis] ?? 0) - (hand[axis] ?? 0))), 0) / (PALM.length - 1));
  return { x: mean((hand) => palm(hand, 0)), y: mean((hand) => palm(hand, 1)), unit: Math.max(size, 1e-3) * WIDTH_PER_PALM };
}

/** How far each of `others` is from `path`: 0 for the same. */
export function apart(path: Path, others: readonly Path[]): number[] {
  const views = viewsOf(path);
  return others.map((other) => Math.min(...views.map((view) => warped(view, other))));
}

/** Dynamic time warping, symmetric form, at most `BAND` steps out of step. */
function warped(a: Path, b: Path): number {
  const row = LENGTH + 1;
  const total = new Float64Array(row * row).fill(Infinity);
  total[0] = 0;
  for (let i = 0; i < LENGTH; i += 1) {
    for (let j = Math.max(0, i - BAND); j < Math.min(LENGTH, i + BAND + 1); j += 1) {
      const cost = between(a, i, b, j);
      const straight = (total[i * row + j] ?? Infinity) + 2 * cost;
      const aside = Math.min(total[i * row + j + 1] ?? Infinity, total[(i + 1) * row + j] ?? Infinity) + cost;
      total[(i + 1) * row + j + 1] = Math.min(straight, aside);
    }
  }
  return (total[row * row - 1] ?? Infinity) / (2 * LENGTH);
}

function between(a: Path, i: number, b: Path, j: number): number {
  let sum = 0;
  for (let at = 0; at < PER_STEP; at += 1) {
    const gap = (a[i * PER_STEP + at] ?? 0) - (b[j * PER_STEP + at] ?? 0);
    sum += gap * gap;
  }
  return Math.sqrt(sum);
}

/** The path, its mirror image, and both with the hands exchanged. */
function viewsOf(path: Path): Path[] {
  const swapped = path.map((_, at) => path[at + (at % PER_STEP < PER_HAND ? PER_HAND : -PER_HAND)] ?? 0);
  return [path, swapped].flatMap((view) => [view, view.map((value, at) => {
    const within = at % PER_HAND;
    return within <= BONES && within % AXES === 0 ? -value : value; // x of the bones, and then of the place
  })]);
}
