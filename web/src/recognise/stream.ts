/** The recogniser as a stream: the same as `signspan/recognise/stream.py`, which explains it. */
import { Activity } from "./activity";
import { Consensus } from "./consensus";
import type { GlossSeen, Recognised, UnsureSeen } from "./events";
import { type HandsFrame, handsOf, type Window, windowOf } from "./window";

const WINDOW = 48;
const FEWEST = 8;
const TICK_S = 0.2;
const MOST_FPS = 25;
const KEPT = 4; // frames kept after a commitment: the next sign grows out of the last one's end

/** One window's calibrated probabilities (C,). */
export type Classify = (window: Window) => Promise<Float32Array>;

export class SignStream {
  readonly #classify: Classify;
  readonly #consensus: Consensus;
  readonly #activity = new Activity();
  #frames: { readonly hands: HandsFrame; readonly atS: number }[] = [];
  #since = 0;
  #tickedS = -Infinity;

  constructor(classes: readonly string[], classify: Classify) {
    this.#classify = classify;
    this.#consensus = new Consensus(classes);
  }

  /** One body frame (543, 3) captured at `atS` seconds; frames come in order, one call at a time. */
  async feed(points: Float32Array, aspect: number, atS: number): Promise<Recognised[]> {
    if (this.#activity.feed(points, aspect, atS)) return await this.#rest(aspect, atS);
    if (!this.#activity.signing) return [];
    const last = this.#frames.at(-1);
    if (last !== undefined && atS - last.atS < 0.9 / MOST_FPS) return [];
    this.#frames = [...this.#frames, { hands: handsOf(points), atS }].slice(-WINDOW);
    this.#since += 1;
    if (this.#frames.length < FEWEST || atS - this.#tickedS < TICK_S) return [];
    this.#tickedS = atS;
    const gloss = await this.#tick(aspect);
    if (gloss === undefined) return [];
    this.#frames = this.#frames.slice(-KEPT);
    this.#since = 0;
    return [gloss];
  }

  async #tick(aspect: number): Promise<GlossSeen | undefined> {
    const window = windowOf(this.#frames.map(({ hands }) => hands), aspect);
    const probabilities = await this.#classify(window);
    return this.#consensus.tick(probabilities, this.#frames[0]?.atS ?? 0, this.#frames.at(-1)?.atS ?? 0);
  }

  async #rest(aspect: number, atS: number): Promise<Recognised[]> {
    let decided: GlossSeen | UnsureSeen | undefined;
    if (this.#frames.length >= FEWEST) {
      decided = await this.#tick(aspect);
      const startS = this.#frames[0]?.atS ?? atS;
      const late = this.#consensus.rest(this.#since, startS, this.#frames.at(-1)?.atS ?? atS);
      decided ??= late;
    } else {
      this.#consensus.rest(0, atS, atS);
    }
    this.#frames = [];
    this.#since = 0;
    return [...(decided === undefined ? [] : [decided]), { kind: "idle", atS }];
  }
}
