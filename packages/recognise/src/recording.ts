/** One example being recorded: it begins when the hands rise and ends when they rest, or after `MAX_S`. */
import { Activity } from "./activity";

const MAX_S = 6;
const PATIENCE_S = 15; // without raised hands

/** A whole recording: body frames (543, 3), when each was captured in seconds, and the picture's width over its height. */
export interface Recorded {
  readonly frames: readonly Float32Array[];
  readonly timesS: readonly number[];
  readonly aspect: number;
}

export class Recording {
  readonly #activity = new Activity();
  #frames: Float32Array[] = [];
  #timesS: number[] = [];
  #aspect = 1;
  #sinceS: number | undefined;

  /** What was seen since the hands rose. */
  get recorded(): Recorded {
    return { frames: this.#frames, timesS: this.#timesS, aspect: this.#aspect };
  }

  feed(points: Float32Array, aspect: number, atS: number): "waiting" | "signing" | "ended" {
    this.#sinceS ??= atS;
    const ended = this.#activity.feed(points, aspect, atS);
    if (ended) return "ended";
    if (!this.#activity.signing) return atS - this.#sinceS > PATIENCE_S ? "ended" : "waiting";
    if (this.#frames.length === 0) this.#sinceS = atS;
    this.#frames.push(points);
    this.#timesS.push(atS);
    this.#aspect = aspect;
    return atS - this.#sinceS > MAX_S ? "ended" : "signing";
  }
}
