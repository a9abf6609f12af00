/**
 * From one sign's distribution to a gloss, a question, or nothing: the same as
 * `signspan/recognise/verdict.py`, which explains it; `tests/vectors/verdict.json` holds both to it.
 */
import constants from "./constants";
import type { GlossSeen, UnsureSeen } from "./events";

const IDLE_MAX = constants.verdict.idle_max; // more than this and nobody signed
const IDLE_ASKED = constants.verdict.idle_asked; // a question needs more
const IDLE_AMONG = constants.verdict.idle_among; // for both where the stretch is known to hold signs
const MAX_OPTIONS = constants.verdict.max_options;
const MIN_MASS = constants.verdict.min_mass;
const MIN_OPTION = constants.verdict.min_option;

/** A sign: its distribution over glosses, class 0 idle, and its time. */
export interface Decoded {
  readonly probabilities: Float32Array;
  readonly startS: number;
  readonly endS: number;
}

export interface Thresholds {
  /** A gloss at least this likely is committed. */
  readonly sure: number;
  /** One at least this likely is in the 90 % set. */
  readonly inSet: number;
}

export function judge(
  { probabilities, startS, endS }: Decoded, classes: readonly string[], { sure, inSet }: Thresholds, among = false,
): GlossSeen | UnsureSeen | undefined {
  const idle = probabilities[0] ?? 1;
  if (idle > (among ? IDLE_AMONG : IDLE_MAX)) return undefined;
  const ranked = Array.from(probabilities, (share, at) => ({ probability: share / (1 - idle), gloss: classes[at] ?? "" }))
    .slice(1)
    .sort((a, b) => b.probability - a.probability) // stable, as in Python
    .slice(0, MAX_OPTIONS);
  const [top] = ranked;
  if (top === undefined) return undefined;
  const least = Math.max(MIN_OPTION, Math.min(inSet, top.probability));
  const alternatives = ranked
    .filter(({ probability }) => probability >= least)
    .map(({ gloss, probability }) => ({ gloss, probability: rounded(probability) }));
  if (top.probability >= sure) {
    return { kind: "gloss", gloss: top.gloss, probability: rounded(top.probability), alternatives, startS, endS };
  }
  const mass = ranked.reduce((sum, { probability }) => sum + probability, 0);
  if (mass < MIN_MASS || alternatives.length === 0 || (idle > IDLE_ASKED && !among)) return undefined;
  return { kind: "unsure", alternatives, startS, endS };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
