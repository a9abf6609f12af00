/** The clock of recognition: the same as `signspan/recognise/ticker.py`. */
import constants from "./constants";
import { anchorOf } from "./anchor";
import type { Reader } from "./classifier";
import { type Evidence, MOTION_S, motionOf, SPANS_S, TICK_S, weigh } from "./evidence";
import { handsOf, prepare, windowOf } from "./window";

export const MAX_FPS = constants.ticker.max_fps;
const MIN_FRAMES = constants.ticker.min_frames; // frames that a window needs
const MAX_S = Math.max(...SPANS_S);

interface Frame {
  readonly points: Float32Array;
  readonly atS: number;
}

export class Ticker {
  readonly #reader: Reader;
  #frames: Frame[] = [];
  #last: Evidence | undefined;
  #tickedS = -Infinity;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** One body frame (543, 3) captured at `atS`; evidence when a tick is due. */
  async feed(points: Float32Array, aspect: number, atS: number): Promise<Evidence | undefined> {
    const before = this.#frames.at(-1);
    if (before !== undefined && atS - before.atS < 0.9 / MAX_FPS) return undefined;
    this.#frames = [...this.#frames, { points, atS }].filter((frame) => atS - frame.atS <= MAX_S);
    if (this.#frames.length < MIN_FRAMES || atS - this.#tickedS < TICK_S - 1e-6) return undefined;
    this.#tickedS = atS;
    const frames = this.#frames;
    const anchor = anchorOf(frames.map((frame) => frame.points), aspect);
    const hands = frames.map((frame) => handsOf(frame.points));
    const since = (spanS: number): number => firstAt(frames, atS - spanS);
    const windows = SPANS_S.map((spanS) =>
      windowOf(hands.slice(Math.min(since(spanS), frames.length - MIN_FRAMES)), aspect, anchor));
    const fps = (frames.length - 1) / Math.max(atS - (frames[0]?.atS ?? atS), 1e-3);
    const motion = motionOf(prepare(hands.slice(since(MOTION_S)), aspect), fps);
    const readings = await this.#reader.readAll(windows, true);
    this.#last = weigh(readings.map(({ probabilities }) => probabilities), motion, this.#last, atS);
    return this.#last;
  }

  /** Forgets everything: what follows is another stretch of signing. */
  clear(): void {
    this.#frames = [];
    this.#last = undefined;
    this.#tickedS = -Infinity;
  }
}

/** The first frame not before `fromS`. */
function firstAt(frames: readonly Frame[], fromS: number): number {
  const found = frames.findIndex(({ atS }) => atS >= fromS);
  return found === -1 ? frames.length : found;
}
