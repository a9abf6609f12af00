/**
 * Where one sign may end and another begin: the same as `signspan/recognise/pauses.py`, which explains it;
 * `tests/vectors/pauses.json` holds both to it.
 */
import constants from "./constants";
import { type Wrist, wrists } from "./wrists";

const SMOOTH_S = constants.pauses.smooth_s; // speeds are averaged over as much before and after
const APART_S = constants.pauses.apart_s; // a pause is the slowest moment for as long before and after

interface Speed {
  readonly atS: number;
  /** Of the faster hand, in palm lengths a second. */
  readonly speed: number;
}

export class Pauses {
  #last: { readonly hands: readonly Wrist[]; readonly atS: number } | undefined;
  #speeds: Speed[] = [];
  #foundS = -Infinity;

  /** One body frame (543, 3); the time of a pause, if by now one is known to have been. */
  feed(points: Float32Array, aspect: number, atS: number): number | undefined {
    const hands = wrists(points, aspect);
    const last = this.#last;
    this.#last = { hands, atS };
    if (last !== undefined) {
      const seconds = Math.max(atS - last.atS, 1e-3);
      const speeds = hands.map(({ x, y, palm }, slot) => {
        const before = last.hands[slot];
        const path = Math.hypot(x - (before?.x ?? NaN), y - (before?.y ?? NaN));
        const speed = path / Math.max(palm, 1e-3) / seconds;
        return Number.isNaN(speed) ? 0 : speed;
      });
      this.#speeds.push({ atS, speed: Math.max(...speeds) });
    }
    while (atS - (this.#speeds[0]?.atS ?? atS) > 2 * (APART_S + SMOOTH_S)) this.#speeds.shift();
    return this.#slowest(atS);
  }

  /** Forgets everything: what follows is another stretch. */
  clear(): void {
    this.#last = undefined;
    this.#speeds = [];
    this.#foundS = -Infinity;
  }

  #slowest(nowS: number): number | undefined {
    const known = this.#speeds.filter(({ atS }) => atS <= nowS - SMOOTH_S);
    const [first] = this.#speeds;
    const last = this.#speeds.at(-1);
    if (known.length === 0 || first === undefined || last === undefined || last.atS - first.atS < 2 * APART_S) return undefined;
    let slowest = { atS: 0, speed: Infinity };
    for (const { atS } of known) {
      const near = this.#speeds.filter((each) => Math.abs(each.atS - atS) <= SMOOTH_S + 1e-6);
      const speed = near.reduce((sum, each) => sum + each.speed, 0) / near.length;
      if (speed < slowest.speed) slowest = { atS, speed };
    }
    const middle = nowS - SMOOTH_S - APART_S;
    const gap = Math.max(0, ...this.#speeds.slice(1).map(({ atS }, at) => atS - (this.#speeds[at]?.atS ?? atS))) / 2;
    if (Math.abs(slowest.atS - middle) > gap + 1e-6 || slowest.atS - this.#foundS < APART_S) return undefined;
    this.#foundS = slowest.atS;
    return slowest.atS;
  }
}
