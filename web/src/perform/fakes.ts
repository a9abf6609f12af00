/** For the tests of `Playback`: a figure without a body, whose motions are read when the test says so. */
import type { Motion } from "../converse/state";
import { type ClipPlayer, Playback, type Rig } from "./playback";
import type { Turn } from "./queue";

const SIGN_S = 1;

/** A turn of so many signs of a second each, and a second in which the hands go down. */
export function turnOf(key: string, { index = 0, signs = 2 } = {}): Turn {
  const made = Array.from({ length: signs }, (_, at) => ({ gloss: `${key}${at}`, startS: at * SIGN_S, endS: (at + 1) * SIGN_S, source: "lexicon" }));
  return { key, index, motion: { signs: made, sentenceType: "statement", vrma: new Uint8Array() } };
}

/** Ends as `Player` does: it goes on reporting the end until something else is played. */
class FakePlayer implements ClipPlayer<Motion> {
  time: number | undefined;
  rests = 0;
  readonly played: { readonly gloss: string | undefined; readonly fromS: number; readonly untilS: number }[] = [];
  #untilS = 0;

  play(motion: Motion, fromS = 0, untilS = (motion.signs.length + 1) * SIGN_S): void {
    this.time = fromS;
    this.#untilS = untilS;
    this.played.push({ gloss: motion.signs[0]?.gloss, fromS, untilS });
  }

  rest(): void {
    this.time = undefined;
    this.rests += 1;
  }

  step(seconds: number): boolean {
    if (this.time === undefined) return false;
    this.time = Math.min(this.time + seconds, this.#untilS);
    return this.time >= this.#untilS;
  }
}

interface Reading {
  /** The first gloss of the motion that is read. */
  readonly gloss: string | undefined;
  /** It is read, and what waited for it is done. */
  readonly done: () => Promise<void>;
  readonly fail: () => Promise<void>;
}

const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

export class FakeRig implements Rig<Motion> {
  readonly player = new FakePlayer();
  readonly readings: Reading[] = [];

  clipOf(motion: Motion): Promise<Motion> {
    return new Promise((resolve, reject) => {
      this.readings.push({
        gloss: motion.signs[0]?.gloss,
        done: () => { resolve(motion); return settled(); },
        fail: () => { reject(new Error("expected a motion")); return settled(); },
      });
    });
  }
}

/** A playback on a figure, and what it reported: `a0` for a sign made, `-` for none, `shown a at 0`, `failed a: why`, `skipped a`. */
export class TestPlayback {
  readonly rig = new FakeRig();
  readonly events: string[] = [];
  /** What a listener asks for at once. */
  asks: (() => void) | undefined;

  readonly playback = new Playback<Motion>({
    onPerforming: (sign) => { this.#note(sign === undefined ? "-" : `${sign.key}${sign.sign}`); },
    onShown: ({ key }, atS) => { this.#note(`shown ${key} at ${atS}`); },
    onTurnFailed: ({ key }, reason) => { this.#note(`failed ${key}: ${reason}`); },
    onSkipped: ({ key }) => { this.#note(`skipped ${key}`); },
  });

  constructor({ standing = true } = {}) {
    if (standing) this.playback.rig = this.rig;
  }

  /** Glosses of the motions that were played, the first of each. */
  get played(): (string | undefined)[] {
    return this.rig.player.played.map(({ gloss }) => gloss);
  }

  frame(seconds: number, atS = 0): void {
    this.playback.step(seconds);
    this.playback.rendered(atS);
  }

  /** Reads what is to be read and plays to the end until nothing more is asked for. */
  async finish(): Promise<void> {
    for (let read = 0; this.playback.state === "loading" || this.playback.state === "playing"; read += 1) {
      if (read > 100) throw new Error("expected playback to come to an end");
      await this.rig.readings.at(-1)?.done();
      for (let frame = 0; frame < 100; frame += 1) this.frame(0.1);
    }
  }

  #note(what: string): void {
    this.events.push(what);
    const { asks } = this;
    this.asks = undefined;
    asks?.();
  }
}

/** A playback that is loading, playing or holding a turn `a`, after one frame or more. */
export async function inState(name: "loading" | "playing" | "held"): Promise<TestPlayback> {
  const fake = new TestPlayback();
  if (name === "held") fake.playback.stepSign([turnOf("a")], 1);
  else fake.playback.sign(turnOf("a"));
  if (name !== "loading") await fake.rig.readings[0]?.done();
  fake.frame(0.1);
  if (name === "held") fake.frame(1);
  if (fake.playback.state !== name) throw new Error(`expected a playback that is ${name}, got ${fake.playback.state}`);
  return fake;
}
