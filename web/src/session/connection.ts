/**
 * The page's connection to its server: says hello, and is redialled with growing waits when it is lost. It is a
 * WebSocket, or data channels where the server offers them and they open.
 */
import { fromBinary } from "@bufbuild/protobuf";
import { now } from "../clock";
import { type Carrier, type CarrierEvents, dialSocket } from "../converse/carrier";
import { call, offered } from "../converse/channel";
import { type ClientBody, encode, kindOf } from "../converse/clientMessage";
import { type ServerMessage, ServerMessageSchema } from "../wire/signspan/v1/conversation_pb";
import { Backoff, type Waits } from "./backoff";

/** A server that is back is not kept waiting. */
const REDIAL: Waits = { firstS: 0.5, factor: 2, longestS: 2 };

export interface ConnectionEvents {
  readonly onOpen: () => void;
  /** It was lost, or an attempt to open it failed. */
  readonly onLost: () => void;
  readonly onMessage: (message: ServerMessage) => void;
}

/** Opens one carrier, or rejects. */
export type Dial = (events: CarrierEvents) => Promise<Carrier>;

export class Connection {
  readonly #dial: Dial;
  readonly #events: ConnectionEvents;
  readonly #backoff = new Backoff(REDIAL);
  #carrier: Carrier | undefined;
  #voice: number;
  #closed = false;

  /** `voice`: how fast the server's voice is to speak, 0 where it is not wanted. */
  constructor(dial: Dial, voice: number, events: ConnectionEvents) {
    this.#dial = dial;
    this.#voice = voice;
    this.#events = events;
    this.#open();
  }

  set voice(voice: number) {
    if (voice === this.#voice) return;
    this.#voice = voice;
    this.#hello();
  }

  /** Sends if the connection is open. What is said to a lost one is lost, unless an `Outbox` keeps it. */
  readonly send = (body: ClientBody): boolean => {
    return this.#carrier?.open === true && this.#carrier.send(encode(body), kindOf(body));
  };

  close(): void {
    this.#closed = true;
    this.#backoff.cancel();
    this.#carrier?.close();
  }

  #open(): void {
    this.#dial({
      onMessage: (data) => { this.#events.onMessage(fromBinary(ServerMessageSchema, data)); },
      onLost: () => { this.#lost(); },
    }).then((carrier) => {
      if (this.#closed) {
        carrier.close();
        return;
      }
      this.#carrier = carrier;
      this.#backoff.reset();
      this.#hello();
      this.#events.onOpen();
    }, () => { this.#lost(); });
  }

  #lost(): void {
    if (this.#closed) return;
    this.#carrier = undefined;
    this.#events.onLost();
    this.#backoff.schedule(() => { this.#open(); });
  }

  #hello(): void {
    this.send({ case: "hello", value: { clockS: now(), voice: this.#voice > 0, voiceSpeed: this.#voice } });
  }
}

/** Dials a server: by data channels where it offers them, until they once did not open, else by a WebSocket. */
export function dialling(url: string): Dial {
  let direct: boolean | undefined; // unknown until the server was asked
  return async (events) => {
    direct ??= await offered();
    if (direct) {
      try {
        return await call(events);
      } catch {
        direct = false;
      }
    }
    return await dialSocket(url, events);
  };
}
