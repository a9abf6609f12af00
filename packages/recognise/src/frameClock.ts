/**
 * Notices that the frames have stopped, so that what was being signed is decided by the clock: a camera that is turned
 * off and a hidden page send no frame in which the hands rest. The same as `signspan/serve/frame_clock.py`.
 */
import constants from "./constants";

const REST_S = constants.activity.rest_s;
const PATIENCE = constants.frame_clock.patience; // of the longest usual time between two frames: cameras differ and stutter
const DECAY = constants.frame_clock.decay; // of that time with each frame: a stutter is forgotten after a second or two
const MAX_GAP_S = constants.frame_clock.max_gap_s; // what is longer is a pause, not a rate
const FIRST_GAP_S = constants.frame_clock.first_gap_s; // before anything is known

/** Arrivals of one camera's frames, in seconds on one clock. */
export class FrameClock {
  #lastS: number | undefined;
  #gapS = FIRST_GAP_S;

  /** A frame arrived. */
  came(nowS: number): void {
    if (this.#lastS !== undefined) this.#gapS = Math.max(Math.min(nowS - this.#lastS, MAX_GAP_S), DECAY * this.#gapS);
    this.#lastS = nowS;
  }

  /** Whether the frames have stopped; said once until they come again. */
  stopped(nowS: number): boolean {
    if (this.#lastS === undefined || nowS - this.#lastS < REST_S + PATIENCE * this.#gapS) return false;
    this.#lastS = undefined;
    return true;
  }
}
