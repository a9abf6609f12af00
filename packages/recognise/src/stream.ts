/**
 * The recogniser as a stream: the same as `signspan/recognise/stream.py`, which explains it;
 * `tests/vectors/stream.json` holds both to it.
 */
import constants from "./constants";
import { Activity } from "./activity";
import type { Reader } from "./classifier";
import { type Decoded, Decoder } from "./decode";
import type { GlossSeen, Recognised, UnsureSeen } from "./events";
import type { Gate } from "./gate";
import { MAX_FPS, Ticker } from "./ticker";
import { judge, type Thresholds } from "./verdict";
import { windowOfBody } from "./window";

const MAX_FRAMES = constants.stream.max_frames; // of a stretch read as one sign: three seconds
const MIN_FRAMES = constants.stream.min_frames;

const likeliest = ({ alternatives }: GlossSeen | UnsureSeen): number => alternatives[0]?.probability ?? 0;

/** What a stream is made with; the gate is this stream's own. */
export interface Models {
  readonly reader: Reader;
  readonly gate: Gate;
  readonly thresholds: Thresholds;
}

export class SignStream {
  readonly #models: Models;
  readonly #ticker: Ticker;
  #activity = new Activity();
  readonly #decoder = new Decoder();
  #frames: { readonly points: Float32Array; readonly atS: number }[] = [];
  #found: Decoded[] = [];
  #committed = 0;

  constructor(models: Models) {
    this.#models = models;
    this.#ticker = new Ticker(models.reader);
  }

  /** One body frame (543, 3) captured at `atS` seconds; frames come in order, one call at a time. */
  async feed(points: Float32Array, aspect: number, atS: number): Promise<Recognised[]> {
    if (this.#activity.feed(points, aspect, atS)) return await this.#rest(aspect, atS);
    const last = this.#frames.at(-1);
    if (!this.#activity.signing || (last !== undefined && atS - last.atS < 0.9 / MAX_FPS)) return [];
    this.#frames = [...this.#frames, { points, atS }].slice(-MAX_FRAMES);
    const evidence = await this.#ticker.feed(points, aspect, atS);
    if (evidence === undefined) return [];
    const decoded = this.#decoder.tick(await this.#models.gate.feed(evidence), atS);
    if (decoded !== undefined) this.#found.push(decoded);
    return this.#sure();
  }

  /** The frames end here, for good or for a while: what was being signed is decided now. */
  async finish(aspect: number, atS: number): Promise<Recognised[]> {
    this.#activity = new Activity();
    return this.#frames.length > 0 ? await this.#rest(aspect, atS) : [];
  }

  /** Signs found that can be committed in flight: sure ones, before any that is not. */
  #sure(): GlossSeen[] {
    const emitted: GlossSeen[] = [];
    for (const sign of this.#found.slice(this.#committed)) {
      const verdict = this.#judge(sign);
      if (verdict?.kind !== "gloss") break;
      emitted.push(verdict);
      this.#committed += 1;
    }
    return emitted;
  }

  async #rest(aspect: number, atS: number): Promise<Recognised[]> {
    const decoded = this.#decoder.end();
    if (decoded !== undefined) this.#found.push(decoded);
    let signs: readonly Decoded[] = this.#found.slice(this.#committed);
    if (this.#found.length < 2 && this.#committed === 0) {
      signs = this.#frames.length < MIN_FRAMES ? [] : [await this.#whole(aspect)];
    }
    const signed = this.#committed > 0 || (this.#found.length > 1 && signs.some((sign) => this.#judge(sign) !== undefined));
    let emitted = signs.map((sign) => this.#judge(sign, signed))
      .filter((verdict) => verdict !== undefined);
    if (this.#found.length > 1 && this.#committed === 0 && this.#frames.length >= MIN_FRAMES && !emitted.some(({ kind }) => kind === "gloss")) {
      // the stretch as one sign, where no piece of it is sure and it is as sure as any: slow signs come to pieces
      const instead = this.#judge(await this.#stretch(aspect));
      const surest = Math.max(...emitted.map(likeliest));
      if (instead?.kind === "gloss" || (instead !== undefined && emitted.length > 0 && likeliest(instead) >= surest)) emitted = [instead];
    }
    this.#frames = [];
    this.#found = [];
    this.#committed = 0;
    this.#ticker.clear();
    this.#models.gate.clear();
    return [...emitted, { kind: "idle", atS }];
  }

  /** The stretch read as one sign; what the gate found of it has its say. */
  async #whole(aspect: number): Promise<Decoded> {
    const whole = await this.#stretch(aspect);
    const probabilities = this.#found.reduce(
      (mean, found) => mean.map((value, at) => (value + (found.probabilities[at] ?? 0)) / 2),
      whole.probabilities,
    );
    return { ...whole, probabilities };
  }

  async #stretch(aspect: number): Promise<Decoded> {
    const window = windowOfBody(this.#frames.map(({ points }) => points), aspect);
    const [reading] = await this.#models.reader.readAll([window]);
    const probabilities = reading?.probabilities ?? new Float32Array(this.#models.reader.classes.length);
    return { probabilities, startS: this.#frames[0]?.atS ?? 0, endS: this.#frames.at(-1)?.atS ?? 0 };
  }

  #judge(sign: Decoded, among = false): GlossSeen | UnsureSeen | undefined {
    return judge(sign, this.#models.reader.classes, this.#models.thresholds, among);
  }
}
