/**
 * Is somebody signing? The same code as `signspan/recognise/activity.py`, held to it by
 * `tests/vectors/activity.json`.
 */

import { LEFT_HAND, LEFT_SHOULDER, POSE, RIGHT_HAND, RIGHT_SHOULDER } from '../perceive/topology';

const REACH = 1.55;
const HOLD_S = 1.2;
const REST_S = 0.35;
const STILL = 0.9;
const MIDDLE_MCP = 9;

/** x, y in image heights and palm length of one raised hand; NaN where it is not raised. */
type Raised = readonly [number, number, number];

export class Activity {
  signing = false;
  private seenS = -Infinity;
  private movedS = -Infinity;
  private last: { raised: readonly [Raised, Raised]; atS: number } | null = null;

  /** One body frame (543 × 3); true in the frame in which signing ends. */
  feed(landmarks: Float32Array, aspect: number, atS: number): boolean {
    const raised = raisedHands(landmarks, aspect);
    if (raised) {
      this.seenS = atS;
      if (this.moves(raised, atS) || !this.signing) this.movedS = atS;
    } else {
      this.last = null;
    }
    const was = this.signing;
    this.signing = atS - this.seenS < REST_S && atS - this.movedS < HOLD_S;
    return was && !this.signing;
  }

  /** Whether a wrist moved faster than `STILL` palms a second since a sample at least 0.1 s ago. */
  private moves(raised: readonly [Raised, Raised], atS: number): boolean {
    const before = this.last;
    if (!before) {
      this.last = { raised, atS };
      return true;
    }
    const elapsed = atS - before.atS;
    if (elapsed < 0.1) return false;
    this.last = { raised, atS };
    return raised.some((hand, side) => {
      const old = before.raised[side]!;
      if (Number.isNaN(hand[0]) !== Number.isNaN(old[0])) return true;
      const path = Math.hypot(hand[0] - old[0], hand[1] - old[1]);
      return path / Math.max(hand[2], 1e-3) / elapsed > STILL;
    });
  }
}

function raisedHands(landmarks: Float32Array, aspect: number): readonly [Raised, Raised] | null {
  const left = (POSE + LEFT_SHOULDER) * 3;
  const right = (POSE + RIGHT_SHOULDER) * 3;
  let lowest = Infinity;
  if (!Number.isNaN(landmarks[left]!) && !Number.isNaN(landmarks[right]!)) {
    const width = Math.hypot((landmarks[left]! - landmarks[right]!) * aspect, landmarks[left + 1]! - landmarks[right + 1]!);
    lowest = (landmarks[left + 1]! + landmarks[right + 1]!) / 2 + REACH * width;
  }
  const hand = (start: number): Raised => {
    const wrist = start * 3;
    const knuckle = (start + MIDDLE_MCP) * 3;
    const [x, y] = [landmarks[wrist]!, landmarks[wrist + 1]!];
    if (Number.isNaN(x) || y >= lowest) return [NaN, NaN, NaN];
    const palm = Math.hypot((landmarks[knuckle]! - x) * aspect, landmarks[knuckle + 1]! - y);
    return [x * aspect, y, palm];
  };
  const hands = [hand(RIGHT_HAND), hand(LEFT_HAND)] as const;
  return Number.isNaN(hands[0][0]) && Number.isNaN(hands[1][0]) ? null : hands;
}
