/** The avatar of the page: every new motion of the transcript is given to it once, and what it does goes back there. */
import type { ConversationState, Motion, TranscriptEntry } from "../converse/state";
import type { Shortcoming } from "../perform/figure";
import { keepLook, type Look, takeLook } from "../perform/look";
import type { Turn } from "../perform/queue";
import type { AvatarStage, StageEvents } from "../perform/stage";
import type { ConversationSession } from "./conversation";
import { Once } from "./once";
import { patch, type Readable, Store } from "./store";

export type FigureState =
  | { readonly name: "loading" | "no-webgl" }
  | { readonly name: "ready"; readonly lacks: readonly Shortcoming[] }
  | { readonly name: "failed"; readonly reason: string };

export interface StageState {
  readonly figure: FigureState;
  /** Of signing: 1 is as the motions are. */
  readonly speed: number;
  readonly look: Look;
}

/** The avatar as it is drawn on one canvas. */
export type Avatar = Pick<AvatarStage, "figure" | "view" | "skeleton" | "speed" | "sign" | "replay" | "stepSign" | "dispose">;

export interface StagePlatform {
  /** Throws where WebGL is missing. */
  readonly avatar: (canvas: HTMLCanvasElement, events: StageEvents) => Avatar;
  /** Has the page drawn before it returns. */
  readonly drawn: (change: () => void) => void;
}

/** What the stage reports on. */
export type StageListener = Pick<ConversationSession, "performing" | "presented" | "notSigned" | "skipped"> & {
  readonly state: Readable<ConversationState>;
};

/** Motions that are remembered as given: the thirty sentences that keep theirs, of 500 letters each, have not as many clauses. */
const GIVEN = 8192;

/** Of a motion that belongs to no sentence. */
const NO_SENTENCE = "shown";

export class StageSession {
  readonly state: Store<StageState>;
  readonly #platform: StagePlatform;
  readonly #listener: StageListener;
  readonly #given = new Once<string>(GIVEN);
  #entries: readonly TranscriptEntry[] = [];
  #avatar: Avatar | undefined;

  constructor(platform: StagePlatform, listener: StageListener) {
    this.#platform = platform;
    this.#listener = listener;
    this.state = new Store<StageState>({ figure: { name: "loading" }, speed: 1, look: takeLook() });
    listener.state.subscribe(() => { this.#give(listener.state.get().entries); });
  }

  /** Draws the avatar there until the answer is called. */
  mount(canvas: HTMLCanvasElement): () => void {
    const { performing, presented, notSigned, skipped } = this.#listener;
    let avatar: Avatar;
    try {
      avatar = this.#platform.avatar(canvas, {
        onReady: (lacks) => { patch(this.state, { figure: { name: "ready", lacks } }); },
        onFailed: (reason) => { patch(this.state, { figure: { name: "failed", reason } }); },
        // Drawn at once: React would draw signs that are reported within one of its turns as the last of them alone.
        onPerforming: (sign) => { this.#platform.drawn(() => { performing(sign); }); },
        onShown: ({ key }, atS) => { presented(key, atS); },
        onTurnFailed: (_, reason) => { notSigned(reason); },
        onSkipped: skipped,
      });
    } catch {
      patch(this.state, { figure: { name: "no-webgl" } });
      return () => undefined;
    }
    this.#avatar = avatar;
    const { speed, look: { figure, view, skeleton } } = this.state.get();
    Object.assign(avatar, { speed, figure, view, skeleton });
    return () => {
      avatar.dispose();
      if (this.#avatar === avatar) this.#avatar = undefined;
    };
  }

  readonly setSpeed = (speed: number): void => {
    patch(this.state, { speed });
    if (this.#avatar !== undefined) this.#avatar.speed = speed;
  };

  readonly setLook = (look: Look): void => {
    patch(this.state, { look });
    keepLook(look);
    const { figure, view, skeleton } = look;
    if (this.#avatar !== undefined) Object.assign(this.#avatar, { figure, view, skeleton });
  };

  /** Signs a sentence again, now. */
  readonly replay = (entry: TranscriptEntry): void => {
    this.#avatar?.replay(turnsOf(entry));
  };

  /** Makes the next sign of a sentence alone, or the one before. */
  readonly step = (entry: TranscriptEntry, by: 1 | -1): void => {
    this.#avatar?.stepSign(turnsOf(entry), by);
  };

  /** Signs a motion that belongs to no sentence, now. */
  readonly show = (motion: Motion): void => {
    this.#avatar?.replay([{ key: NO_SENTENCE, index: 0, motion }]);
  };

  #give(entries: readonly TranscriptEntry[]): void {
    if (entries === this.#entries) return;
    this.#entries = entries;
    for (const turn of entries.flatMap(turnsOf)) {
      if (this.#given.first(`${turn.key}/${turn.index}`)) this.#avatar?.sign(turn);
    }
  }
}

function turnsOf({ key, motions }: TranscriptEntry): Turn[] {
  return motions.map((motion, index) => ({ key, index, motion }));
}
