/** Seconds over which a thread is judged: a hiccup is not slowness. */
const WINDOW_S = 10;
/** Frames in that time below which nothing can be said. */
const MIN_FRAMES = 60;

/** Whether a thread is sent more frames than it can read. */
export class Overload {
  #sinceS = -Infinity;
  #came = 0;
  #dropped = 0;

  /** A frame came at `atS` seconds, for which so many that waited were dropped. True where most are dropped. */
  came(dropped: number, atS: number): boolean {
    const tooMuch = atS - this.#sinceS >= WINDOW_S && this.#came >= MIN_FRAMES && this.#dropped > this.#came / 2;
    if (atS - this.#sinceS >= WINDOW_S) {
      this.#sinceS = atS;
      this.#came = this.#dropped = 0;
    }
    this.#came += 1;
    this.#dropped += dropped;
    return tooMuch;
  }
}
