/**
 * From a classifier's ticks to what a person is told: a gloss, a question, or nothing. The same code
 * as `signspan/recognise/consensus.py`, held to it by `tests/vectors/consensus.json`.
 */

const IDLE_CLASS = 0;
const AGREEING = 3;
const SURE_IN_FLIGHT = 0.8;
const SURE_AT_REST = 0.5;
const IDLE_MOST = 0.35;
const ASK_MASS = 0.15;
const OPTIONS = 4;
const LEAST_OPTION = 0.03;
const FEWEST_FRAMES = 8;
const TAIL_FRAMES = 14;

export interface Alternative {
  gloss: string;
  probability: number;
}

export interface GlossEvent {
  kind: 'gloss';
  gloss: string;
  probability: number;
  startS: number;
  endS: number;
  alternatives: Alternative[];
}

export interface UnsureEvent {
  kind: 'unsure';
  startS: number;
  endS: number;
  alternatives: Alternative[];
}

export class Consensus {
  private ticks: Float32Array[] = [];
  private last: string | null = null;

  /** `classes` names the classifier's outputs; class 0 is idle and never committed. */
  constructor(private readonly classes: readonly string[]) {}

  /** Probabilities of the window from `startS` to `endS`; a gloss if it is certain already. */
  tick(probabilities: Float32Array, startS: number, endS: number): GlossEvent | null {
    this.ticks = [...this.ticks, probabilities].slice(-AGREEING);
    const tops = new Set(this.ticks.map(argmax));
    if (this.ticks.length < AGREEING || tops.size > 1 || tops.has(IDLE_CLASS)) return null;
    const mean = this.mean();
    const top = argmax(probabilities);
    if (mean[top]! < SURE_IN_FLIGHT || this.classes[top] === this.last) return null;
    return this.commit(mean, top, startS, endS);
  }

  /** The hands came to rest after `frames` frames since the last commitment. */
  rest(frames: number, startS: number, endS: number): GlossEvent | UnsureEvent | null {
    const decided = this.decide(frames, startS, endS);
    this.ticks = [];
    this.last = null;
    return decided;
  }

  private decide(frames: number, startS: number, endS: number): GlossEvent | UnsureEvent | null {
    if (this.ticks.length === 0 || frames < (this.last === null ? FEWEST_FRAMES : TAIL_FRAMES)) return null;
    const mean = this.mean();
    const top = argmax(mean);
    if (top === IDLE_CLASS || this.classes[top] === this.last) return null;
    if (mean[top]! >= SURE_AT_REST) return this.commit(mean, top, startS, endS);
    const alternatives = this.alternatives(mean);
    const mass = alternatives.reduce((sum, option) => sum + option.probability, 0);
    return mean[IDLE_CLASS]! < IDLE_MOST && mass >= ASK_MASS ? { kind: 'unsure', startS, endS, alternatives } : null;
  }

  private commit(mean: Float32Array, top: number, startS: number, endS: number): GlossEvent {
    const gloss = this.classes[top]!;
    this.last = gloss;
    this.ticks = [];
    const probability = round(mean[top]!);
    return { kind: 'gloss', gloss, probability, startS, endS, alternatives: this.alternatives(mean) };
  }

  private mean(): Float32Array {
    const count = this.ticks.length;
    return Float32Array.from(this.classes, (_, at) => this.ticks.reduce((sum, tick) => sum + tick[at]!, 0) / count);
  }

  private alternatives(mean: Float32Array): Alternative[] {
    return Array.from(mean, (probability, index) => ({ probability, index }))
      .filter(({ index }) => index !== IDLE_CLASS)
      .sort((a, b) => b.probability - a.probability || a.index - b.index)
      .slice(0, OPTIONS)
      .filter(({ probability }) => probability >= LEAST_OPTION)
      .map(({ probability, index }) => ({ gloss: this.classes[index]!, probability: round(probability) }));
  }
}

function argmax(values: Float32Array): number {
  return values.reduce((best, value, index) => (value > values[best]! ? index : best), 0);
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
