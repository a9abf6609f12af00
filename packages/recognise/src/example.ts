/** One signing of a sign, and how far two are apart: the same as `signspan/recognise/example.py`, which explains it. */
import constants from "./constants";
import { anchorOf } from "./anchor";
import { apart, type Path, pathOf, raised, trimmed } from "./path";
import { handsOf, type Window, windowOfBody } from "./window";

const PATHS = constants.example.paths;
const MIN_STEPS = constants.example.min_steps;
const COMPARED = constants.example.compared;
const HAND = 63; // floats of one hand

export interface Example {
  /** Trimmed. */
  readonly window: Window;
  /** Of unit length. */
  readonly embedding: Float32Array;
}

/** Many examples, laid out to be compared with one at once. */
export class Examples {
  readonly #embeddings: readonly Float32Array[];
  readonly #paths: readonly Path[];

  constructor(examples: readonly Example[]) {
    this.#embeddings = examples.map(({ embedding }) => embedding);
    this.#paths = examples.map(({ window }) => pathOf(window));
  }

  /** How far each is from `one`: 0 for the same, infinite beyond the `COMPARED` nearest by embedding. */
  distances(one: Example): number[] {
    const angles = this.#embeddings.map((embedding) => 1 - cosine(embedding, one.embedding));
    const near = [...angles.keys()].sort((a, b) => (angles[a] ?? 0) - (angles[b] ?? 0)).slice(0, COMPARED);
    const paths = apart(pathOf(one.window), near.map((at) => this.#paths[at] ?? new Float32Array()));
    const distances = angles.map(() => Infinity);
    for (const [rank, at] of near.entries()) distances[at] = (angles[at] ?? 0) + PATHS * (paths[rank] ?? Infinity);
    return distances;
  }
}

/** Of two vectors of unit length. */
export function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

/** The trimmed window of a whole recording, which may begin and end with the hands down; undefined without hands. */
export function taughtWindow(frames: readonly Float32Array[], aspect: number): Window | undefined {
  const anchor = anchorOf(frames, aspect);
  const hands = frames.map((points) => {
    const both = handsOf(points).map((value, at) => (at % 3 === 1 ? value : value * aspect));
    return [both.subarray(0, HAND), both.subarray(HAND)].filter((hand) => Number.isFinite(hand[0]));
  });
  const all = [...frames.keys()];
  const up = anchor[3] === 1 ? all.filter((at) => hands[at]?.some((hand) => raised(hand, anchor))) : [];
  const seen = up.length > 0 ? up : all.filter((at) => (hands[at]?.length ?? 0) > 0);
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const window = trimmed(windowOfBody(frames.slice(first, last + 1), aspect));
  const steps = window.present.filter((there, at) => at % 2 === 0 && there + (window.present[at + 1] ?? 0) > 0);
  return steps.length >= MIN_STEPS ? window : undefined;
}
