/**
 * A signer of another page as time goes by: frames arrive unevenly and are shown evenly. They are shown so much later
 * than they could be that the next one is usually there, and between two the points move straight.
 */
import { AXES } from "@signspan/recognise/topology";
import { WireError } from "@signspan/room/codec";
import { type LandmarkPacket, LandmarkPacketReader } from "./landmarkPacket";

const KEPT = 16;
const MIN_DELAY_S = 0.02;
const MAX_DELAY_S = 0.25;
/** Of the way to a new delay that one frame takes it: a sudden change would be a jump. */
const EASE = 0.2;
/** Seconds without a frame after which the figure fades. */
const STALE_S = 1;
const FADE_S = 0.5;

interface Arrived extends LandmarkPacket {
  readonly atS: number;
}

export interface Seen {
  /** (543, 3) in image fractions, NaN where nothing was seen. */
  readonly points: Float32Array;
  /** Image width over height. */
  readonly aspect: number;
  /** 1 while frames come, less when they have stopped. */
  readonly opacity: number;
}

export class JitterBuffer {
  readonly #reader = new LandmarkPacketReader();
  #frames: readonly Arrived[] = [];
  #delayS = MIN_DELAY_S;

  /** A packet came: whether there is something new in it. Anything else is ignored. */
  came(packet: Uint8Array, nowS: number): boolean {
    const frame = this.#read(packet);
    if (frame === undefined) return false;
    const last = this.#frames.at(-1);
    const gapMs = frame.capturedMs - (last?.capturedMs ?? 0);
    const apart = gapMs <= 0 || gapMs > STALE_S * 1000; // another page, or a pause: nothing to join it to
    this.#frames = [...(apart ? [] : this.#frames.slice(1 - KEPT)), { ...frame, atS: nowS }];
    const offsetS = this.#offsetS();
    const wanted = this.#frames.slice(1).map(({ atS }, before) => atS - offsetS - (this.#frames[before]?.capturedMs ?? 0) / 1000);
    const delayS = Math.min(MAX_DELAY_S, Math.max(MIN_DELAY_S, ...wanted));
    this.#delayS += (delayS - this.#delayS) * EASE;
    return true;
  }

  /** What to show now; nothing once the figure has faded. */
  at(nowS: number): Seen | undefined {
    const last = this.#frames.at(-1);
    if (last === undefined) return undefined;
    const opacity = Math.min(1, 1 - (nowS - last.atS - STALE_S) / FADE_S);
    if (opacity <= 0) {
      this.#frames = [];
      return undefined;
    }
    const dueMs = (nowS - this.#offsetS() - this.#delayS) * 1000;
    const next = this.#frames.findIndex(({ capturedMs }) => capturedMs > dueMs);
    const to = this.#frames[next] ?? last;
    const from = next < 0 ? last : this.#frames[next - 1] ?? to;
    const share = from === to ? 1 : (dueMs - from.capturedMs) / (to.capturedMs - from.capturedMs);
    return { points: between(from.points, to.points, share), aspect: last.aspect, opacity };
  }

  /** This page's clock less the other's, by the frame that was fastest. */
  #offsetS(): number {
    return Math.min(...this.#frames.map(({ atS, capturedMs }) => atS - capturedMs / 1000));
  }

  #read(packet: Uint8Array): LandmarkPacket | undefined {
    try {
      return this.#reader.read(packet);
    } catch (error) {
      if (error instanceof WireError) return undefined;
      throw error;
    }
  }
}

/** Straight from one to the other; what only one of them has is where that one has it, for its half of the time. */
function between(from: Float32Array, to: Float32Array, share: number): Float32Array {
  const near = share < 0.5 ? from : to;
  return from.map((value, index) => {
    const x = index - (index % AXES);
    const both = !Number.isNaN(from[x]) && !Number.isNaN(to[x]);
    return both ? value + ((to[index] ?? NaN) - value) * share : near[index] ?? NaN;
  });
}
