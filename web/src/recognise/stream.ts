/**
 * The recogniser as a stream, the same as `signspan/recognise/stream.py`: body frames in; glosses,
 * questions and rests out. Time comes in with the frames; the classifier may be asynchronous.
 */

import { LEFT_HAND, RIGHT_HAND } from '../perceive/topology';
import { Activity } from './activity';
import { Consensus, type GlossEvent, type UnsureEvent } from './consensus';
import { HAND_VALUES, type Hands, prepare, resample, type Window } from './window';

const WINDOW = 48;
const FEWEST = 8;
const TICK_S = 0.2;
const MOST_FPS = 25;
const KEPT = 4;

export interface IdleEvent {
  kind: 'idle';
  atS: number;
}

export type Recognised = GlossEvent | UnsureEvent | IdleEvent;

/** Calibrated probabilities of one window. */
export type Classify = (window: Window) => Promise<Float32Array>;

export class SignStream {
  private readonly activity = new Activity();
  private readonly consensus: Consensus;
  private frames: { hands: Hands; atS: number }[] = [];
  private since = 0;
  private tickedS = -Infinity;

  constructor(
    classes: readonly string[],
    private readonly classify: Classify,
  ) {
    this.consensus = new Consensus(classes);
  }

  /** One body frame (543 × 3) captured at `atS` seconds. Await it before feeding the next. */
  async feed(landmarks: Float32Array, aspect: number, atS: number): Promise<Recognised[]> {
    if (this.activity.feed(landmarks, aspect, atS)) return this.rest(aspect, atS);
    const newest = this.frames.at(-1);
    if (!this.activity.signing || (newest && atS - newest.atS < 0.9 / MOST_FPS)) return [];
    this.frames = [...this.frames, { hands: handsOf(landmarks), atS }].slice(-WINDOW);
    this.since += 1;
    if (this.frames.length < FEWEST || atS - this.tickedS < TICK_S) return [];
    this.tickedS = atS;
    const gloss = this.consensus.tick(await this.probabilities(aspect), this.frames[0]!.atS, atS);
    if (!gloss) return [];
    this.frames = this.frames.slice(-KEPT);
    this.since = 0;
    return [gloss];
  }

  private async rest(aspect: number, atS: number): Promise<Recognised[]> {
    let decided: GlossEvent | UnsureEvent | null = null;
    if (this.frames.length >= FEWEST) {
      const [startS, endS] = [this.frames[0]!.atS, this.frames.at(-1)!.atS];
      const inFlight = this.consensus.tick(await this.probabilities(aspect), startS, endS);
      const late = this.consensus.rest(this.since, startS, endS);
      decided = inFlight ?? late;
    } else {
      this.consensus.rest(0, atS, atS);
    }
    this.frames = [];
    this.since = 0;
    return [...(decided ? [decided] : []), { kind: 'idle', atS }];
  }

  private probabilities(aspect: number): Promise<Float32Array> {
    const prepared = prepare(
      this.frames.map((frame) => frame.hands),
      aspect,
    );
    return this.classify(resample(prepared));
  }
}

/** Right hand, then left hand, of a body frame. */
function handsOf(landmarks: Float32Array): Hands {
  const hands = new Float32Array(2 * HAND_VALUES);
  hands.set(landmarks.subarray(RIGHT_HAND * 3, RIGHT_HAND * 3 + HAND_VALUES));
  hands.set(landmarks.subarray(LEFT_HAND * 3, LEFT_HAND * 3 + HAND_VALUES), HAND_VALUES);
  return hands;
}
