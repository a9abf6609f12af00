/**
 * From a classifier's ticks to a gloss, a question, or nothing: the same as
 * `signspan/recognise/consensus.py`, which explains it; `tests/vectors/consensus.json` holds both to it.
 */
import type { Alternative, GlossSeen, UnsureSeen } from "./events";

const IDLE_CLASS = 0;
const AGREEING = 3; // ticks that must name the same gloss before a commitment in flight
const SURE_IN_FLIGHT = 0.8;
const SURE_AT_REST = 0.6;
const IDLE_MOST = 0.35;
const ASK_MASS = 0.15;
const OPTIONS = 4;
const LEAST_OPTION = 0.03;
const FEWEST_FRAMES = 8;
const TAIL_FRAMES = 14; // after a commitment, lowering the hands is not a sign

export class Consensus {
  readonly #classes: readonly string[];
  #ticks: Float32Array[] = [];
  #last: string | undefined;

  constructor(classes: readonly string[]) {
    this.#classes = classes;
  }

  /** Probabilities (C,) of the window from `startS` to `endS`; a gloss if it is certain already. */
  tick(probabilities: Float32Array, startS: number, endS: number): GlossSeen | undefined {
    this.#ticks = [...this.#ticks, probabilities].slice(-AGREEING);
    const tops = new Set(this.#ticks.map(argmax));
    if (this.#ticks.length < AGREEING || tops.size > 1 || tops.has(IDLE_CLASS)) return undefined;
    const mean = this.#mean();
    const top = argmax(probabilities);
    if ((mean[top] ?? 0) < SURE_IN_FLIGHT || this.#classes[top] === this.#last) return undefined;
    return this.#commit(mean, top, startS, endS);
  }

  /** The hands came to rest after `frames` frames since the last commitment. */
  rest(frames: number, startS: number, endS: number): GlossSeen | UnsureSeen | undefined {
    const decided = this.#decide(frames, startS, endS);
    this.#ticks = [];
    this.#last = undefined;
    return decided;
  }

  #decide(frames: number, startS: number, endS: number): GlossSeen | UnsureSeen | undefined {
    const fewest = this.#last === undefined ? FEWEST_FRAMES : TAIL_FRAMES;
    if (this.#ticks.length === 0 || frames < fewest) return undefined;
    const mean = this.#mean();
    const top = argmax(mean);
    if (top === IDLE_CLASS || this.#classes[top] === this.#last) return undefined;
    if ((mean[top] ?? 0) >= SURE_AT_REST) return this.#commit(mean, top, startS, endS);
    const alternatives = this.#alternatives(mean);
    const mass = alternatives.reduce((sum, option) => sum + option.probability, 0);
    const ask = (mean[IDLE_CLASS] ?? 1) < IDLE_MOST && mass >= ASK_MASS;
    return ask ? { kind: "unsure", alternatives, startS, endS } : undefined;
  }

  #commit(mean: Float32Array, top: number, startS: number, endS: number): GlossSeen {
    const gloss = this.#classes[top] ?? "";
    this.#last = gloss;
    this.#ticks = [];
    const probability = rounded(mean[top] ?? 0);
    return { kind: "gloss", gloss, probability, alternatives: this.#alternatives(mean), startS, endS };
  }

  #mean(): Float32Array {
    const count = this.#ticks.length;
    return Float32Array.from(this.#classes, (_, index) =>
      this.#ticks.reduce((sum, tick) => sum + (tick[index] ?? 0), 0) / count);
  }

  #alternatives(mean: Float32Array): Alternative[] {
    return Array.from(mean, (probability, index) => ({ probability, index }))
      .filter(({ index }) => index !== IDLE_CLASS)
      .sort((a, b) => b.probability - a.probability) // stable, as in Python
      .slice(0, OPTIONS)
      .filter(({ probability }) => probability >= LEAST_OPTION)
      .map(({ probability, index }) => ({ gloss: this.#classes[index] ?? "", probability: rounded(probability) }));
  }
}

function argmax(values: Float32Array): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? -Infinity) ? index : best), 0);
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
