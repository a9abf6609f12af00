/** One example being recorded: it begins when the hands rise and ends when they rest, or after `LONGEST_S`. */
import { Activity } from "./activity";

const LONGEST_S = 6;
const PATIENCE_S = 15; // without raised hands

export class Recording {
  readonly #activity = new Activity();
  #frames: Float32Array[] = [];
  #sinceS: number | undefined;

  /** Body frames (543, 3) since the hands rose. */
  get frames(): readonly Float32Array[] {
    return this.#frames;
  }

  feed(points: Float32Array, aspect: number, atS: number): "waiting" | "signing" | "ended" {
    this.#sinceS ??= atS;
    const ended = this.#activity.feed(points, aspect, atS);
    if (ended) return "ended";
    if (!this.#activity.signing) return atS - this.#sinceS > PATIENCE_S ? "ended" : "waiting";
    if (this.#frames.length === 0) this.#sinceS = atS;
    this.#frames.push(points);
    return atS - this.#sinceS > LONGEST_S ? "ended" : "signing";
  }
}
