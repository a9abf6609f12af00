/** Seconds over which a thread is judged: a hiccup is not slowness. */
const WINDOW_S = 10;
/** Frames in that time below which nothing can be said. */
const FEWEST = 60;

/** Whether a thread keeps up with the frames that it is sent. */
export class Strain {
  #sinceS = -Infinity;
  #taken = 0;
  #dropped = 0;

  /** A frame came at `atS` seconds and was taken, or dropped because too many waited. True where most are dropped. */
  came(taken: boolean, atS: number): boolean {
    const tooMuch = atS - this.#sinceS >= WINDOW_S && this.#taken + this.#dropped >= FEWEST && this.#dropped > this.#taken;
    if (atS - this.#sinceS >= WINDOW_S) {
      this.#sinceS = atS;
      this.#taken = this.#dropped = 0;
    }
    if (taken) this.#taken += 1;
    else this.#dropped += 1;
    return tooMuch;
  }
}
