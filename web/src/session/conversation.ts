/**
 * One conversation with this page's server: what was said so far, and everything that a person or the page adds to it.
 * It outlives its connections: what must arrive waits in the outbox, and the taught signs are lent to each server anew.
 */
import { create } from "@bufbuild/protobuf";
import type { Book } from "@signspan/recognise/book";
import type { Recognised } from "@signspan/recognise/events";
import { now } from "../clock";
import { changes, type Lent, lentBy, NO_MOTIONS } from "../converse/lent";
import { type Asked, Outbox } from "../converse/outbox";
import { type Action, type ConversationState, EMPTY, idIn, KEPT, type Performing, reduce } from "../converse/state";
import type { BodyFrame } from "../perceive/frame";
import { pack } from "../perceive/pack";
import { type PeerMessage, type Sentence, type ServerMessage, ServerMessageSchema } from "../wire/signspan/v1/conversation_pb";
import { AudioSession, type OpenMicrophone, serverSpeed } from "./audio";
import { Connection, type Dial } from "./connection";
import { Once } from "./once";
import { Store } from "./store";

export interface ConversationPlatform {
  readonly dial: Dial;
  readonly openMicrophone: OpenMicrophone;
}

export class ConversationSession {
  readonly state = new Store<ConversationState>(EMPTY);
  readonly audio: AudioSession;
  readonly #onMessage: (message: ServerMessage) => void;
  readonly #connection: Connection;
  readonly #outbox = new Outbox();
  /** Sentences whose first sound or frame the server knows of. */
  readonly #presented = new Once<string>(KEPT);
  #lent: Lent = NO_MOTIONS;

  /** `onMessage` hears everything that the server says. */
  constructor({ dial, openMicrophone }: ConversationPlatform, onMessage: (message: ServerMessage) => void) {
    this.#onMessage = onMessage;
    this.audio = new AudioSession(openMicrophone, {
      send: (body) => this.#connection.send(body),
      onVoice: (choice) => { this.#connection.voice = serverSpeed(choice); },
      onHeard: this.presented,
      onSoundLost: () => { if (this.state.get().link === "open") this.#notify("hearing-behind"); },
      onSkipped: () => { this.#notify("not-spoken"); },
      onFailed: (_, reason) => { this.#notify("cannot-present", reason); },
    });
    this.#connection = new Connection(dial, serverSpeed(this.audio.state.get().voice), {
      onOpen: () => { this.#opened(); },
      onLost: () => { this.#dispatch({ type: "link", link: "lost" }); },
      onMessage: (message) => { this.#take(message); },
    });
  }

  /** Says what was typed. */
  readonly type = (text: string): void => {
    this.audio.unlock();
    this.#ask({ case: "typed", value: { text } });
  };

  /** Signs of one's own that the avatar is to make in this conversation: the motions of this book and no others. */
  lend(book: Book): void {
    const wanted = lentBy(book);
    for (const value of changes(this.#lent, wanted)) this.#connection.send({ case: "taught", value });
    this.#lent = wanted;
  }

  /** Answers a question with one of its options, or with none of them. */
  readonly answer = (id: number, gloss: string | undefined): void => {
    const answer = gloss === undefined ? { case: "none" as const, value: true } : { case: "gloss" as const, value: gloss };
    this.#connection.send({ case: "choice", value: { id, answer } });
    this.#dispatch({ type: "answered", id });
  };

  readonly dismissNotice = (): void => {
    this.#dispatch({ type: "notice", notice: undefined });
  };

  /** What the page's recogniser read, with t0 and t1 of the last frame behind it. */
  readonly recognised = (event: Recognised, t0: number, t1: number): void => {
    if (event.kind === "idle") {
      this.#connection.send({ case: "signerIdle", value: { atS: event.atS } });
      return;
    }
    const { startS, endS } = event;
    const stamps = { t0, t1, t2: now() };
    const alternatives = [...event.alternatives];
    this.#connection.send(event.kind === "gloss"
      ? { case: "gloss", value: { gloss: event.gloss, probability: event.probability, startS, endS, alternatives, stamps } }
      : { case: "unsure", value: { alternatives, startS, endS, stamps } });
  };

  /** A body frame for the server to recognise, where this browser cannot. */
  readonly landmarks = ({ points, aspect, capturedS, perceivedS }: BodyFrame): void => {
    this.#connection.send({ case: "landmarks", value: { capturedS, perceivedS, aspect, points: pack(points) } });
  };

  /** What another device of a room said, which this page's server is to sign or speak. */
  readonly relay = (sentence: Sentence, travelledMs: number): void => {
    this.#ask({ case: "relayed", value: { sentence, travelledMs } });
  };

  /** What another device is just saying or signing. */
  readonly overhear = ({ body }: PeerMessage): void => {
    if (body.case === "partial" || body.case === "committed") this.#dispatch({ type: "server", message: create(ServerMessageSchema, { body }) });
  };

  /** Which sign the avatar makes now. */
  readonly performing = (performing: Performing | undefined): void => {
    this.#dispatch({ type: "performing", performing });
  };

  /** A sentence of the transcript begins to be heard or seen, t6: the server learns of the first time. */
  readonly presented = (key: string, atS: number): void => {
    const sentenceId = idIn(this.state.get().socket, key);
    if (sentenceId === undefined || !this.#presented.first(key)) return; // another server's sentence, a replay, a later clause
    this.#connection.send({ case: "stamp", value: { sentenceId, t6: atS } });
  };

  /** The avatar cannot sign a sentence, or a part of it. */
  readonly notSigned = (reason: string): void => {
    this.#notify("cannot-present", reason);
  };

  /** The avatar passes over a sentence, or a part of it, because too much waits or something else was asked for. */
  readonly skipped = (): void => {
    this.#notify("not-signed");
  };

  close(): void {
    this.#connection.close();
    this.audio.close();
  }

  #opened(): void {
    this.#dispatch({ type: "link", link: "open" });
    for (const value of changes(NO_MOTIONS, this.#lent)) this.#connection.send({ case: "taught", value });
    this.audio.opened();
    this.#outbox.opened(this.#connection.send);
  }

  #take(message: ServerMessage): void {
    this.#dispatch({ type: "server", message });
    const { body } = message;
    if (body.case === "sentence" || body.case === "notice") this.#outbox.answered(body.value.ref);
    this.#onMessage(message);
    this.audio.speak(message, this.state.get().socket);
  }

  #ask(asked: Asked): void {
    if (!this.#outbox.put(asked)) this.#notify("too-much-waits");
  }

  #notify(code: string, detail = ""): void {
    this.#dispatch({ type: "notice", notice: { code, detail } });
  }

  #dispatch(action: Action): void {
    this.state.update((state) => reduce(state, action));
  }
}
