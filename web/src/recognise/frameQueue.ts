/**
 * What a recogniser's thread has still to do, in order. At most `MAX_FRAMES` frames wait. When more come, waiting frames are
 * thinned, not cut off: the one goes whose neighbours are closest in time, so that what is left still covers the whole
 * stretch. The newest frame is never dropped, nor is anything that is no frame, so the end of a sign is never lost.
 */
import type { BodyFrame } from "../perceive/frame";

/** Frames that may wait: half a second of a camera, after which recognition would be late anyway. */
export const MAX_FRAMES = 16;

export class FrameQueue<Command extends object> {
  readonly #handle: (work: BodyFrame | Command) => Promise<void>;
  #waiting: (BodyFrame | Command)[] = [];
  #working = false;
  /** When the frame that was handled last was captured. */
  #handledS = -Infinity;

  /** `handle` does one thing at a time; what it throws is its own business. */
  constructor(handle: (work: BodyFrame | Command) => Promise<void>) {
    this.#handle = handle;
  }

  /** How many waiting frames were dropped for it. */
  push(work: BodyFrame | Command): number {
    this.#waiting.push(work);
    const dropped = this.#thin();
    if (!this.#working) void this.#work();
    return dropped;
  }

  #thin(): number {
    const frames = this.#waiting.filter(isFrame);
    if (frames.length <= MAX_FRAMES) return 0;
    const gaps = frames.slice(0, -1).map((_, at) =>
      (frames[at + 1]?.capturedS ?? Infinity) - (frames[at - 1]?.capturedS ?? this.#handledS));
    const dropped = frames[gaps.indexOf(Math.min(...gaps))];
    this.#waiting = this.#waiting.filter((each) => each !== dropped);
    return 1;
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let work = this.#waiting.shift(); work !== undefined; work = this.#waiting.shift()) {
      if (isFrame(work)) this.#handledS = work.capturedS;
      await this.#handle(work).catch(() => undefined);
    }
    this.#working = false;
  }
}

export function isFrame(work: object): work is BodyFrame {
  return "points" in work;
}
