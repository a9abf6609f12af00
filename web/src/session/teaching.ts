/** The book of taught signs and the sign being taught. Examples stay in this browser. */
import { type Book, EMPTY_BOOK, MAX_EXAMPLES, type Sign, withoutSign, withSign } from "@signspan/recognise/book";
import { given } from "@signspan/recognise/consent";
import type { Neighbour } from "@signspan/recognise/enrolled";
import type { Recorded } from "@signspan/recognise/recording";
import { type Made, MotionError } from "../perform/motion";
import type { FromTeaching, Take, TeachingMessage } from "../recognise/messages";
import { patch, Store } from "./store";

/** Seconds between the button and the recording: the hands have to get from the one to the other. */
const COUNTDOWN = 3;

/** `counting`: seconds left. `unseen`: the last recording showed no hands. */
export type Recorder =
  | { readonly state: "idle" | "waiting" | "signing" | "unseen" }
  | { readonly state: "counting"; readonly left: number };

/** What the avatar makes of the latest recording; nothing, where nobody agreed to it. */
export type Making =
  | { readonly state: "none" | "making" | "unreached" }
  | { readonly state: "made"; readonly made: Made }
  | { readonly state: "poor"; readonly reason: string };

export interface TeachingState {
  readonly book: Book;
  readonly draft: Sign;
  readonly neighbour: Neighbour | undefined;
  readonly recorder: Recorder;
  /** The words in which whoever signs agreed that the avatar may move as they did. */
  readonly consent: string | undefined;
  readonly making: Making;
  /** The recogniser is there to be taught. */
  readonly able: boolean;
  /** The browser would not keep the book. */
  readonly unkept: boolean;
}

export interface TeachingPlatform {
  readonly takeBook: () => Promise<Book>;
  readonly keepBook: (book: Book) => Promise<void>;
  /** Rejects with a `MotionError` where a recording is too poor. */
  readonly motionOf: (gloss: string, recorded: Recorded, signal: AbortSignal) => Promise<Made>;
}

const BLANK: Sign = { name: "", label: "", examples: [] };
const IDLE: Recorder = { state: "idle" };
const NONE: Making = { state: "none" };

export class TeachingSession {
  readonly state = new Store<TeachingState>({
    book: EMPTY_BOOK, draft: BLANK, neighbour: undefined, recorder: IDLE, consent: undefined, making: NONE, able: false, unkept: false,
  });
  readonly #platform: TeachingPlatform;
  readonly #onBook: (book: Book) => void;
  /** To the recogniser's thread, while the camera is on. */
  #send: ((message: TeachingMessage) => void) | undefined;
  #countdown: ReturnType<typeof setTimeout> | undefined;
  /** The latest recording, in this page's memory until the sign is kept. */
  #take: Take | undefined;
  #making: AbortController | undefined;

  /** `onBook` hears of every book that is read from now on. */
  constructor(platform: TeachingPlatform, onBook: (book: Book) => void) {
    this.#platform = platform;
    this.#onBook = onBook;
    platform.takeBook().then((book) => { this.#hold(book); }).catch(() => { patch(this.state, { unkept: true }); });
  }

  // ---- the recogniser's thread -------------------------------------------------------------------

  connect(send: (message: TeachingMessage) => void): void {
    this.#send = send;
    send({ type: "book", book: this.state.get().book });
    patch(this.state, { able: true });
  }

  disconnect(): void {
    this.#send = undefined;
    clearTimeout(this.#countdown);
    patch(this.state, { able: false, recorder: IDLE });
  }

  receive(message: FromTeaching): void {
    if (message.type === "recording") {
      patch(this.state, { recorder: { state: message.signing ? "signing" : "waiting" } });
    } else if (message.example === undefined) {
      patch(this.state, { recorder: { state: "unseen" } });
    } else {
      const { draft } = this.state.get();
      const examples = [...draft.examples, message.example].slice(-MAX_EXAMPLES);
      patch(this.state, { draft: { ...draft, examples }, neighbour: message.neighbour, recorder: IDLE });
      this.#take = message.take;
      this.#make();
    }
  }

  // ---- the sign being taught ---------------------------------------------------------------------

  readonly describe = (name: string, label: string): void => {
    patch(this.state, { draft: { ...this.state.get().draft, name, label } });
  };

  /** Agrees to such words, or takes it back: then the motion goes. */
  readonly agree = (words: string | undefined): void => {
    const agreed = this.state.get().consent !== undefined;
    patch(this.state, { consent: words });
    if (agreed !== (words !== undefined)) this.#make();
  };

  readonly record = (): void => {
    this.#count(COUNTDOWN);
  };

  readonly cancel = (): void => {
    this.#send?.({ type: "cancel" });
    this.#clear();
  };

  readonly save = (): void => {
    const { book, draft, consent, making } = this.state.get();
    const motion = consent !== undefined && making.state === "made" ? { packed: making.made.packed, consent: given(consent) } : undefined;
    this.replace(withSign(book, { ...draft, name: draft.name.trim(), label: draft.label.trim(), motion }));
    this.#clear();
  };

  // ---- the book ----------------------------------------------------------------------------------

  readonly forget = (name: string): void => {
    this.replace(withoutSign(this.state.get().book, name));
  };

  readonly replace = (book: Book): void => {
    this.#hold(book);
    this.#platform.keepBook(book)
      .then(() => { patch(this.state, { unkept: false }); })
      .catch(() => { patch(this.state, { unkept: true }); });
  };

  /** Begins an empty book of a language. */
  readonly start = (language: string): void => {
    this.replace({ ...EMPTY_BOOK, language });
    this.#clear();
  };

  close(): void {
    clearTimeout(this.#countdown);
    this.#making?.abort();
  }

  #hold(book: Book): void {
    patch(this.state, { book });
    this.#send?.({ type: "book", book });
    this.#onBook(book);
  }

  #count(left: number): void {
    patch(this.state, { recorder: { state: "counting", left } });
    clearTimeout(this.#countdown);
    this.#countdown = setTimeout(() => {
      if (left > 1) {
        this.#count(left - 1);
        return;
      }
      patch(this.state, { recorder: { state: "waiting" } });
      this.#send?.({ type: "record", sign: this.state.get().draft });
    }, 1000);
  }

  #clear(): void {
    clearTimeout(this.#countdown);
    this.#take = undefined;
    // every sign is asked for anew
    patch(this.state, { draft: BLANK, neighbour: undefined, recorder: IDLE, consent: undefined });
    this.#make();
  }

  /** Has a motion made of the latest recording, if somebody agreed to it; what was being made before is of no use. */
  #make(): void {
    this.#making?.abort();
    this.#making = undefined;
    const take = this.#take;
    if (take === undefined || this.state.get().consent === undefined) {
      patch(this.state, { making: NONE });
      return;
    }
    const leaving = new AbortController();
    this.#making = leaving;
    patch(this.state, { making: { state: "making" } });
    this.#platform.motionOf(take.name.trim(), take.recorded, leaving.signal)
      .then((made): Making => ({ state: "made", made }))
      .catch((error: unknown): Making => (error instanceof MotionError ? { state: "poor", reason: error.message } : { state: "unreached" }))
      .then((making) => { if (!leaving.signal.aborted) patch(this.state, { making }); }, () => undefined);
  }
}
