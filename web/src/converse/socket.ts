import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { now } from "../clock";
import { type Carrier, dialSocket, type Kind } from "./carrier";
import { call, offered } from "./channel";
import { type ClientMessage, ClientMessageSchema, type ServerMessage, ServerMessageSchema } from "../wire/signspan/v1/conversation_pb";

const FIRST_WAIT_S = 0.5;
const LONGEST_WAIT_S = 2; // a server that is back is not kept waiting

export type Body = MessageInitShape<typeof ClientMessageSchema>["body"];

export interface SocketEvents {
  onOpen: () => void;
  onLost: () => void;
  onMessage: (message: ServerMessage) => void;
}

/**
 * The page's line to the server: says hello, and redials with growing waits when the line is lost. It is a WebSocket, or
 * data channels where the server offers them and a way opens.
 */
export class ConversationSocket {
  readonly #url: string;
  readonly #events: SocketEvents;
  #carrier: Carrier | undefined;
  /** Whether to try data channels; unknown until the server was asked, and never again once they did not open. */
  #direct: boolean | undefined;
  #voice: number;
  #waitS = FIRST_WAIT_S;
  #redial: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(url: string, voice: number, events: SocketEvents) {
    this.#url = url;
    this.#voice = voice;
    this.#events = events;
    this.#dial();
  }

  /** How fast the server's voice is to speak, 0 where it is not wanted; it may change at any time. */
  set voice(voice: number) {
    if (voice === this.#voice) return;
    this.#voice = voice;
    this.#hello();
  }

  /** Sends if the line is open. A message for a lost line is lost, unless an `Outbox` keeps it. */
  send(body: Body): boolean {
    if (this.#carrier?.open !== true) return false;
    const message = create(ClientMessageSchema, { ...(body && { body }) });
    return this.#carrier.send(toBinary(ClientMessageSchema, message), kindOf(body));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#redial);
    this.#carrier?.close();
  }

  #dial(): void {
    this.#carry().then((carrier) => {
      if (this.#closed) {
        carrier.close();
        return;
      }
      this.#carrier = carrier;
      this.#waitS = FIRST_WAIT_S;
      this.#hello();
      this.#events.onOpen();
    }, () => { this.#lost(); });
  }

  async #carry(): Promise<Carrier> {
    const events = {
      onMessage: (data: Uint8Array): void => { this.#events.onMessage(fromBinary(ServerMessageSchema, data)); },
      onLost: (): void => { this.#lost(); },
    };
    this.#direct ??= await offered();
    if (this.#direct) {
      try {
        return await call(events);
      } catch {
        this.#direct = false;
      }
    }
    return await dialSocket(this.#url, events);
  }

  #lost(): void {
    if (this.#closed) return;
    this.#carrier = undefined;
    this.#events.onLost();
    this.#redial = setTimeout(() => { this.#dial(); }, this.#waitS * 1000);
    this.#waitS = Math.min(this.#waitS * 2, LONGEST_WAIT_S);
  }

  #hello(): void {
    this.send({ case: "hello", value: { clockS: now(), voice: this.#voice > 0, voiceSpeed: this.#voice } });
  }
}

/** Sound and landmarks pass by; everything else is said once and must arrive. */
function kindOf(body: Body): Kind {
  const name: ClientMessage["body"]["case"] = body?.case;
  return name === "audio" ? "sound" : name === "landmarks" ? "frame" : "kept";
}
