/**
 * The signs of a stretch of signing, cut along the best path: the same as `signspan/recognise/spans.py`, which explains
 * it; `tests/vectors/stream.json` holds both to it.
 */
import constants from "./constants";
import type { Reader } from "./classifier";
import type { Decoded } from "./verdict";
import { windowOfBody } from "./window";

const MIN_S = constants.spans.min_s; // of a sign
const MAX_S = constants.spans.max_s;
const MAX_PAUSES = constants.spans.max_pauses; // a span crosses fewer
const MAX_OPEN = constants.spans.max_open; // pauses that nothing is settled about; beyond, the best path is
const SIGN = constants.spans.sign; // what a further sign adds to a path's worth
const REPEAT = constants.spans.repeat; // what it costs that a sign is the one before: mostly it is one sign in two parts
const BETWEEN = constants.spans.between; // what a second between signs costs
const BEAM = constants.spans.beam; // a path worth so much less than the best can no longer win
const MIN_FRAMES = constants.spans.min_frames; // that a span needs to be read
const MIDDLE = constants.spans.middle; // share of a sign's time that is read once more, without its edges

/** The last span of a path: the number of the pause it comes from, and its likeliest gloss if it is a sign. */
interface Span {
  readonly start: number;
  readonly gloss: number | undefined;
}

/** A pause before a frame, the worth of the best path to it, and that path's last span. */
interface Pause {
  readonly frame: number;
  readonly worth: number;
  readonly span: Span | undefined;
}

const FIRST: Pause = { frame: 0, worth: 0, span: undefined };

export class Spans {
  readonly #reader: Reader;
  #frames: Float32Array[] = [];
  #times: number[] = [];
  /** The first is where the signs given out so far end. */
  #pauses: Pause[] = [];

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  get length(): number {
    return this.#frames.length;
  }

  /** One body frame (543, 3); a stretch's first one is a pause. */
  add(points: Float32Array, atS: number): void {
    if (this.#pauses.length === 0) this.#pauses.push(FIRST);
    this.#frames.push(points);
    this.#times.push(atS);
  }

  /** The stretch may be cut before the frame of `atS`: the signs that are settled by now, in order. */
  async pause(atS: number, aspect: number): Promise<Decoded[]> {
    await this.#reach(this.#times.filter((each) => each < atS).length, aspect);
    return await this.#settle(this.#open(), aspect);
  }

  /** The stretch ends after the frame of `signedS`: its remaining signs, in order. */
  async end(signedS: number, aspect: number): Promise<Decoded[]> {
    if (this.#frames.length === 0) return [];
    await this.#reach(this.#times.filter((each) => each < signedS + 1e-6).length, aspect);
    return await this.#settle([this.#pauses.length - 1], aspect);
  }

  /** Forgets everything: what follows is another stretch. */
  clear(): void {
    this.#frames = [];
    this.#times = [];
    this.#pauses = [];
  }

  /** Adds a pause before `frame`, with the best path to it. */
  async #reach(frame: number, aspect: number): Promise<void> {
    const last = this.#pauses.length - 1;
    const from = this.#at(last);
    if (frame <= from.frame) return;
    let best: Pause = { frame, worth: from.worth - BETWEEN * this.#seconds(from.frame, frame), span: { start: last, gloss: undefined } };
    const starts = this.#near().filter((at) => this.#couldBeSign(at, frame, last));
    const windows = starts.map((at) => windowOfBody(this.#frames.slice(this.#at(at).frame, frame), aspect));
    const readings = windows.length === 0 ? [] : await this.#reader.readAll(windows, true);
    for (const [number, start] of starts.entries()) {
      const glosses = (readings[number]?.probabilities ?? new Float32Array()).subarray(1);
      const gloss = glosses.reduce((most, value, at) => (value > (glosses[most] ?? 0) ? at : most), 0);
      const { worth: before, span } = this.#at(start);
      const worth = before + Math.log((glosses[gloss] ?? 0) + 1e-6) + SIGN - (span?.gloss === gloss ? REPEAT : 0);
      if (worth > best.worth) best = { frame, worth, span: { start, gloss } };
    }
    this.#pauses.push(best);
  }

  /** The newest pauses, which a span may still begin at. */
  #near(): number[] {
    return [...this.#pauses.keys()].slice(-MAX_PAUSES);
  }

  /** Long enough, and not longer than a sign, unless no pause lies within. */
  #couldBeSign(start: number, frame: number, last: number): boolean {
    const first = this.#at(start).frame;
    const seconds = this.#seconds(first, frame);
    return frame - first >= MIN_FRAMES && seconds >= MIN_S && (seconds <= MAX_S || start === last);
  }

  /** The pauses from which the best path may still go on. */
  #open(): number[] {
    const newest = this.#pauses.length - 1;
    if (newest > MAX_OPEN) return [newest];
    const { frame, worth } = this.#at(newest);
    return this.#near().filter((at) => this.#at(at).worth > worth - BEAM && this.#seconds(this.#at(at).frame, frame) <= MAX_S);
  }

  /** The signs that the paths to all of `ends` share, each read once more and with care. */
  async #settle(ends: readonly number[], aspect: number): Promise<Decoded[]> {
    const paths = ends.map((end) => new Set(this.#path(end)));
    const shared = [...paths[0] ?? []].filter((at) => paths.every((path) => path.has(at))).sort((a, b) => a - b);
    const signs: Decoded[] = [];
    for (const at of shared) {
      const { frame, span } = this.#at(at);
      if (span?.gloss !== undefined) signs.push(await this.#read(this.#at(span.start).frame, frame, aspect));
    }
    const settled = shared.at(-1);
    if (settled !== undefined) this.#forget(settled);
    return signs;
  }

  /** The pauses of the best path to `end`, the last first, without the first of all. */
  #path(end: number): number[] {
    const path: number[] = [];
    for (let at = end, { span } = this.#at(at); span !== undefined; { span } = this.#at(at)) {
      path.push(at);
      at = span.start;
    }
    return path;
  }

  /** Drops what lies before a settled pause, and every path that does not pass through it. */
  #forget(settled: number): void {
    const kept = [...this.#pauses.keys()].filter((at) => at > settled && this.#path(at).includes(settled));
    const number = new Map([settled, ...kept].map((at, n) => [at, n]));
    const { frame, worth } = this.#at(settled);
    this.#pauses = [FIRST, ...kept.map((at) => {
      const old = this.#at(at);
      const span = old.span === undefined ? undefined : { ...old.span, start: number.get(old.span.start) ?? 0 };
      return { frame: old.frame - frame, worth: old.worth - worth, span };
    })];
    this.#frames = this.#frames.slice(frame);
    this.#times = this.#times.slice(frame);
  }

  /** A span as a sign: the mean of the whole and its middle, each with its mirror image. */
  async #read(start: number, stop: number, aspect: number): Promise<Decoded> {
    const edge = Math.floor(((stop - start) * (1 - MIDDLE)) / 2);
    const cuts = [[start, stop], [start + edge, stop - edge]] as const;
    const readings = await this.#reader.readAll(cuts.map((cut) => windowOfBody(this.#frames.slice(...cut), aspect)));
    const [whole, middle] = readings.map(({ probabilities }) => probabilities);
    const probabilities = Float32Array.from(whole ?? [], (value, at) => (value + (middle?.[at] ?? 0)) / 2);
    return { probabilities, startS: this.#times[start] ?? 0, endS: this.#times[stop - 1] ?? 0 };
  }

  #at(number: number): Pause {
    return this.#pauses[number] ?? FIRST;
  }

  /** How long the frames from `start` on and before `stop` last. */
  #seconds(start: number, stop: number): number {
    return (this.#times[stop - 1] ?? 0) - (this.#times[start] ?? 0);
  }
}
