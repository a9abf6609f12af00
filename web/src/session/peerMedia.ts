/**
 * What two people see and hear of each other beside words: landmarks, picture and voice. A picture or a voice is opened
 * and sent while both agree to it, and closed as soon as one does not.
 */
import { now } from "../clock";
import { CameraError, type CameraTrouble, closeStream } from "../perceive/camera";
import type { BodyFrame } from "../perceive/frame";
import { type Agreement, both, NO_AGREEMENT } from "../room/agreement";
import type { Medium } from "../room/direct";
import { JitterBuffer } from "../room/jitterBuffer";
import type { Talk, TalkEvents } from "../room/talk";
import { patch, Store } from "./store";

export type Tracks = Readonly<Partial<Record<Medium, MediaStreamTrack>>>;

export interface Trouble {
  readonly medium: Medium;
  readonly why: CameraTrouble;
}

export interface PeerMediaState {
  /** Whether this page's signer is shown to the others as landmarks. */
  readonly lines: boolean;
  readonly mine: Agreement;
  readonly theirs: Agreement;
  /** Why a picture or a voice is not sent after all. */
  readonly trouble: Trouble | undefined;
  /** Picture and voice of the partner, as far as both agreed. */
  readonly tracks: Tracks;
  /** Members whose landmarks come. */
  readonly buffers: ReadonlyMap<number, JitterBuffer>;
}

/** Opens a camera or a microphone for the partner. Rejects with a `CameraError`. */
export type OpenMedium = (medium: Medium, onLost: () => void) => Promise<MediaStream>;

/** What is said in the room, as far as media need it. */
export type MediaTalk = Pick<Talk, "show" | "agree" | "send">;

const KINDS = { video: "picture", audio: "voice" } as const satisfies Record<Medium, keyof Agreement>;

const ALONE: PeerMediaState = { lines: false, mine: NO_AGREEMENT, theirs: NO_AGREEMENT, trouble: undefined, tracks: {}, buffers: new Map() };

export class PeerMediaSession {
  readonly state = new Store(ALONE);
  readonly #open: OpenMedium;
  #talk: MediaTalk | undefined;
  /** What the partner sends, agreed or not. */
  #received: Tracks = {};
  /** What ends the sending of what is sent. */
  readonly #sending = new Map<Medium, () => void>();

  constructor(open: OpenMedium) {
    this.#open = open;
  }

  /** For the talk of the room. */
  readonly events: Pick<TalkEvents, "onShown" | "onAgreement" | "onParted" | "onTrack"> = {
    onShown: (member, packet) => {
      const { buffers } = this.state.get();
      const known = buffers.get(member);
      const buffer = known ?? new JitterBuffer();
      if (buffer.came(packet, now()) && known === undefined) patch(this.state, { buffers: new Map(buffers).set(member, buffer) });
    },
    onAgreement: (theirs) => { this.#change({ theirs }); },
    onParted: () => { this.#part(); },
    onTrack: (track) => {
      this.#received = { ...this.#received, [track.kind]: track };
      this.#change({});
    },
  };

  /** In a room, or in it again. */
  join(talk: MediaTalk): void {
    this.#talk = talk;
  }

  /** Nothing of anybody is sent or shown any longer. */
  leave(): void {
    this.#part();
    patch(this.state, { buffers: new Map() });
    this.#talk = undefined;
  }

  readonly showLines = (lines: boolean): void => {
    patch(this.state, { lines });
  };

  /** A frame of this page's signer. */
  readonly see = ({ points, aspect, capturedS }: BodyFrame): void => {
    if (this.state.get().lines) this.#talk?.show({ points, aspect }, capturedS);
  };

  /** Agrees to sending a picture or a voice, or no longer. */
  readonly agree = (mine: Agreement): void => {
    this.#talk?.agree(mine);
    this.#change({ mine, trouble: undefined });
  };

  /** That member's landmarks have stopped. */
  readonly faded = (member: number): void => {
    this.state.update((state) => {
      const buffers = new Map(state.buffers);
      return buffers.delete(member) ? { ...state, buffers } : state;
    });
  };

  #part(): void {
    this.#received = {};
    this.#change({ lines: false, mine: NO_AGREEMENT, theirs: NO_AGREEMENT, trouble: undefined });
  }

  /** Changes what was agreed or came, and what follows from it: what is sent, and what is shown. */
  #change(fields: Partial<PeerMediaState>): void {
    const { mine, theirs } = { ...this.state.get(), ...fields };
    const agreed = both(mine, theirs);
    const shown = Object.entries(this.#received).filter(([medium]) => agreed[KINDS[medium as Medium]]);
    patch(this.state, { ...fields, tracks: Object.fromEntries(shown) });
    for (const medium of ["video", "audio"] as const) {
      const wanted = agreed[KINDS[medium]];
      if (wanted && !this.#sending.has(medium)) this.#sending.set(medium, this.#send(medium));
      else if (!wanted) this.#stop(medium);
    }
  }

  #stop(medium: Medium): void {
    this.#sending.get(medium)?.();
    this.#sending.delete(medium);
  }

  /** Opens what is to be sent and sends it, until the answer is called; then it is closed. */
  #send(medium: Medium): () => void {
    let over = false;
    let sent: MediaStream | undefined;
    const fail = (why: CameraTrouble): void => {
      if (over) return;
      this.agree({ ...this.state.get().mine, [KINDS[medium]]: false });
      patch(this.state, { trouble: { medium, why } });
    };
    this.#open(medium, () => { fail("lost"); }).then((opened) => {
      if (over) {
        closeStream(opened);
        return;
      }
      sent = opened;
      this.#talk?.send(medium, opened.getTracks()[0]);
    }).catch((error: unknown) => { fail(error instanceof CameraError ? error.trouble : "busy"); });
    return () => {
      over = true;
      if (sent === undefined) return;
      this.#talk?.send(medium, undefined);
      closeStream(sent);
      sent = undefined;
    };
  }
}
