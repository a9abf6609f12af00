/**
 * Is somebody signing? The same state machine as `signspan/recognise/activity.py`, which explains it;
 * `tests/vectors/activity.json` holds both to it.
 */
import constants from "./constants";
import { AXES, LEFT_SHOULDER, POSE, RIGHT_SHOULDER } from "./topology";
import { type Wrist, wrists } from "./wrists";

const REACH = constants.activity.reach; // shoulder widths under the shoulders
const HOLD_S = constants.activity.hold_s;
const HELD_S = constants.activity.held_s; // so much of a hold belongs to the sign
const REST_S = constants.activity.rest_s;
const STILL = constants.activity.still; // palm lengths a second: slower than this, a hand is held
const SAMPLE_S = constants.activity.sample_s;

/** A raised wrist in image heights with its palm length; null where the hand is down or unseen. */
type Raised = Wrist | null;
type Pair = readonly [Raised, Raised];

export class Activity {
  signing = false;
  #seenS = -Infinity;
  #movedS = -Infinity;
  #last: { readonly raised: Pair; readonly atS: number } | undefined;

  /** One body frame (543, 3); returns true in the frame in which signing ends. */
  feed(points: Float32Array, aspect: number, atS: number): boolean {
    const raised = raisedHands(points, aspect);
    if (raised[0] !== null || raised[1] !== null) {
      this.#seenS = atS;
      if (this.#moves(raised, atS) || !this.signing) this.#movedS = atS;
    } else {
      this.#last = undefined;
    }
    const was = this.signing;
    this.signing = atS - this.#seenS < REST_S && atS - this.#movedS < HOLD_S;
    return was && !this.signing;
  }

  /** When a raised hand was last seen and not yet held for longer than `HELD_S`. */
  get signedS(): number {
    return Math.min(this.#seenS, this.#movedS + HELD_S);
  }

  #moves(raised: Pair, atS: number): boolean {
    const last = this.#last;
    if (last === undefined) {
      this.#last = { raised, atS };
      return true;
    }
    if (atS - last.atS < SAMPLE_S) return false;
    this.#last = { raised, atS };
    return raised.some((hand, slot) => {
      const before = last.raised[slot] ?? null;
      if (hand === null || before === null) return hand !== before;
      const path = Math.hypot(hand.x - before.x, hand.y - before.y);
      return path / Math.max(hand.palm, 1e-3) / (atS - last.atS) > STILL;
    });
  }
}

function raisedHands(points: Float32Array, aspect: number): Pair {
  const at = (index: number): readonly [number, number] => {
    const row = (POSE.start + index) * AXES;
    return [points[row] ?? NaN, points[row + 1] ?? NaN];
  };
  const [leftX, leftY] = at(LEFT_SHOULDER);
  const [rightX, rightY] = at(RIGHT_SHOULDER);
  let lowest = Infinity;
  if (Number.isFinite(leftX) && Number.isFinite(rightX)) {
    const width = Math.hypot((leftX - rightX) * aspect, leftY - rightY);
    lowest = (leftY + rightY) / 2 + REACH * width;
  }
  const raised = (wrist: Wrist): Raised => (!Number.isFinite(wrist.x) || wrist.y >= lowest ? null : wrist);
  const [right, left] = wrists(points, aspect);
  return [raised(right), raised(left)];
}
