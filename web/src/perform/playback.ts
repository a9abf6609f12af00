import type { Motion, Performing } from "../converse/state";
import { type Part, partOf, performingAt, stepped, type Turn, TurnQueue } from "./queue";

/** What plays clips on a figure; the stage's is `Player`. */
export interface ClipPlayer<Clip> {
  /** Position in the newest clip in seconds; undefined at rest. */
  readonly time: number | undefined;
  readonly play: (clip: Clip, fromS?: number, untilS?: number) => void;
  readonly rest: () => void;
  /** Returns whether the newest clip is at its end, also long after it got there. */
  readonly step: (seconds: number) => boolean;
}

/** A figure's player, and what reads motions for that figure. */
export interface Rig<Clip> {
  readonly player: ClipPlayer<Clip>;
  readonly clipOf: (motion: Motion) => Promise<Clip>;
}

export interface PlaybackEvents {
  /** Which sign is made now, every one in its order, however few frames there are; undefined at rest. */
  readonly onPerforming: (performing: Performing | undefined) => void;
  /** t6: the first frame of a turn is on the screen. */
  readonly onShown: (turn: Turn, atS: number) => void;
  /** A turn's motion cannot be read. Those after it are signed. */
  readonly onTurnFailed: (turn: Turn, reason: string) => void;
  /** A turn that waited is not signed: too many wait, or a person asked for something else. */
  readonly onSkipped: (turn: Turn) => void;
}

/** A turn as a whole, or one of its signs alone, whose end is held until something else is asked for. */
interface Request {
  readonly turn: Turn;
  readonly sign?: number;
}

type State =
  | { readonly name: "idle" }
  | { readonly name: "loading"; readonly request: Request }
  /** `emitted`: how many of its signs were reported; undefined before the first frame. */
  | { readonly name: "playing"; readonly request: Request; readonly emitted: number | undefined }
  | { readonly name: "held"; readonly request: Request };

const IDLE: State = { name: "idle" };

/**
 * What is signed, and when: one turn in one of four states, and those that wait. A turn that has left the queue is in
 * the state until it was signed, also while its motion is read: only a request to sign something else instead, or a
 * motion that cannot be read, gives it up.
 */
export class Playback<Clip> {
  readonly #events: PlaybackEvents;
  readonly #queue = new TurnQueue();
  #rig: Rig<Clip> | undefined;
  #state: State = IDLE;
  #performing: Performing | undefined;
  /** The turn whose first frame was stepped to and is still to be rendered. */
  #appearing: Turn | undefined;

  constructor(events: PlaybackEvents) {
    this.#events = events;
  }

  get state(): State["name"] {
    return this.#state.name;
  }

  /** Changes who signs; what was being signed begins again. Until there is a figure, everything waits. */
  set rig(rig: Rig<Clip>) {
    this.#rig = rig;
    if (this.#state.name === "idle") this.#next();
    else this.#load(rig, this.#state.request);
  }

  /** Signs after what waits already; what is said goes before a sign that is studied. */
  sign(turn: Turn): void {
    const skipped = this.#queue.push(turn);
    if (this.#state.name === "idle" || this.#state.request.sign !== undefined) this.#next();
    if (skipped !== undefined) this.#events.onSkipped(skipped);
  }

  /** Signs now, instead of what is being signed and of what waits. */
  replay(turns: readonly Turn[]): void {
    const skipped = this.#queue.replace(turns);
    this.#next();
    this.#skip(skipped, turns[0]?.key);
  }

  /** Makes the sign before or after the present one of a sentence alone, and holds its end. */
  stepSign(turns: readonly Turn[], by: number): void {
    const present = this.#present();
    const same = present !== undefined && present.turn.key === turns[0]?.key;
    const part = same ? stepped(turns, present.turn.index, present.sign, by) : stepped(turns, -1, -1, by);
    if (part === undefined || this.#rig === undefined) return;
    const skipped = this.#queue.replace([]);
    this.#load(this.#rig, part);
    this.#skip(skipped, part.turn.key);
  }

  /** Moves the figure on; `rendered` is to follow as soon as the figure is drawn. */
  step(seconds: number): void {
    const ended = this.#rig?.player.step(seconds) ?? false;
    switch (this.#state.name) {
      case "idle":
      case "loading": // the end of the clip before, which the player still reports, means nothing
        this.#report(undefined);
        break;
      case "playing":
        this.#follow(this.#state, ended);
        break;
      case "held":
        break;
    }
  }

  rendered(atS: number): void {
    const turn = this.#appearing;
    this.#appearing = undefined;
    if (turn !== undefined) this.#events.onShown(turn, atS);
  }

  /** Nothing is played or reported any more. */
  dispose(): void {
    this.#rig = undefined;
    this.#state = IDLE;
  }

  /** Reports what waited and is not signed, but for the sentence that is signed instead. */
  #skip(skipped: readonly Turn[], instead: string | undefined): void {
    for (const turn of skipped) if (turn.key !== instead) this.#events.onSkipped(turn);
  }

  #next(): void {
    const turn = this.#rig && this.#queue.next();
    if (this.#rig !== undefined && turn !== undefined) {
      this.#load(this.#rig, { turn });
    } else {
      this.#state = IDLE;
      this.#rig?.player.rest();
    }
  }

  #load(rig: Rig<Clip>, request: Request): void {
    const { turn, sign } = request;
    const loading: State = { name: "loading", request };
    this.#state = loading;
    rig.clipOf(turn.motion).then((clip) => {
      if (this.#state !== loading) return; // something else was asked for meanwhile
      const part = sign === undefined ? undefined : partOf(turn, sign);
      rig.player.play(clip, part?.fromS, part?.untilS);
      this.#state = { name: "playing", request, emitted: undefined };
    }).catch((error: unknown) => {
      if (this.#state !== loading) return;
      this.#next();
      this.#events.onTurnFailed(turn, String(error));
    });
  }

  /** Reports which signs were reached, none left out where one step passes several, and goes on at the end. */
  #follow(state: State & { readonly name: "playing" }, ended: boolean): void {
    const { request, emitted } = state;
    const { turn, sign } = request;
    const { key, index, motion: { signs } } = turn;
    if (emitted === undefined) this.#appearing = turn;
    const here = ended ? undefined : performingAt(turn, this.#rig?.player.time ?? 0)?.sign;
    const reached = sign ?? here ?? signs.length; // past the last sign: the hands go down
    const until = Math.min(reached + 1, signs.length);
    if (!ended) this.#state = { name: "playing", request, emitted: until };
    else if (sign !== undefined) this.#state = { name: "held", request };
    else this.#next();
    // Last, because a listener may at once ask for something else.
    for (let each = emitted ?? sign ?? 0; each < until; each += 1) this.#report({ key, motion: index, sign: each });
    if (reached === signs.length) this.#report(undefined);
  }

  /** The sign reported last of what is being signed, -1 before its first. */
  #present(): Part | undefined {
    const state = this.#state;
    if (state.name === "idle") return undefined;
    const { turn, sign } = state.request;
    return { turn, sign: sign ?? (state.name === "playing" ? (state.emitted ?? 0) - 1 : -1) };
  }

  #report(performing: Performing | undefined): void {
    if (performing === this.#performing) return;
    this.#performing = performing;
    this.#events.onPerforming(performing);
  }
}
