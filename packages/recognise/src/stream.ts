/**
 * The recogniser as a stream: the same as `signspan/recognise/stream.py`, which explains it;
 * `tests/vectors/stream.json` holds both to it.
 */
import constants from "./constants";
import { Activity } from "./activity";
import type { Reader } from "./classifier";
import type { GlossSeen, Recognised, UnsureSeen } from "./events";
import { Pauses } from "./pauses";
import { Spans } from "./spans";
import { type Decoded, judge, type Thresholds } from "./verdict";

const MAX_FPS = constants.stream.max_fps; // what comes faster is thinned
const MAX_S = constants.spans.max_s; // nobody signs for so long without a pause

/** What a stream is made with; streams share it. */
export interface Models {
  readonly reader: Reader;
  readonly thresholds: Thresholds;
}

export class SignStream {
  readonly #models: Models;
  readonly #spans: Spans;
  readonly #pauses = new Pauses();
  #activity = new Activity();
  #found: Decoded[] = [];
  #committed = 0;
  #frameS = -Infinity;
  #pausedS = Infinity;

  constructor(models: Models) {
    this.#models = models;
    this.#spans = new Spans(models.reader);
  }

  /** One body frame (543, 3) captured at `atS` seconds; frames come in order, one call at a time. */
  async feed(points: Float32Array, aspect: number, atS: number): Promise<Recognised[]> {
    if (this.#activity.feed(points, aspect, atS)) return await this.#rest(aspect, this.#activity.signedS, atS);
    if (!this.#activity.signing || atS - this.#frameS < 0.9 / MAX_FPS) return [];
    if (this.#spans.length === 0) this.#pausedS = atS;
    this.#frameS = atS;
    this.#spans.add(points, atS);
    let pauseS = this.#pauses.feed(points, aspect, atS);
    if (pauseS === undefined && atS - this.#pausedS >= MAX_S) pauseS = atS; // this bounds what is kept
    if (pauseS === undefined) return [];
    this.#pausedS = pauseS;
    this.#found.push(...await this.#spans.pause(pauseS, aspect));
    return this.#sure();
  }

  /** The frames end here, for good or for a while: what was being signed is decided now. */
  async finish(aspect: number, atS: number): Promise<Recognised[]> {
    const { signedS } = this.#activity;
    this.#activity = new Activity();
    return this.#spans.length > 0 ? await this.#rest(aspect, signedS, atS) : [];
  }

  /** The signs that can be committed already: sure ones, up to the first unsure one. */
  #sure(): GlossSeen[] {
    const emitted: GlossSeen[] = [];
    for (const sign of this.#found.slice(this.#committed)) {
      const verdict = this.#judge(sign, false);
      if (verdict?.kind !== "gloss") break;
      emitted.push(verdict);
      this.#committed += 1;
    }
    return emitted;
  }

  async #rest(aspect: number, signedS: number, atS: number): Promise<Recognised[]> {
    this.#found.push(...await this.#spans.end(signedS, aspect));
    const signed = this.#committed > 0 || this.#found.some((sign) => this.#judge(sign, false) !== undefined);
    const among = signed && this.#found.length > 1;
    const verdicts = this.#found.slice(this.#committed).map((sign) => this.#judge(sign, among));
    this.#spans.clear();
    this.#pauses.clear();
    this.#found = [];
    this.#committed = 0;
    this.#frameS = -Infinity;
    return [...verdicts.filter((verdict) => verdict !== undefined), { kind: "idle", atS }];
  }

  #judge(sign: Decoded, among: boolean): GlossSeen | UnsureSeen | undefined {
    return judge(sign, this.#models.reader.classes, this.#models.thresholds, among);
  }
}
