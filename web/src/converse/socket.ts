import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { now } from "../clock";
import { type ClientMessage, ClientMessageSchema, type ServerMessage, ServerMessageSchema } from "./wire/signspan/v1/conversation_pb";

const FIRST_WAIT_S = 0.5;
const LONGEST_WAIT_S = 2; // a server that is back is not kept waiting

/** Bytes waiting in the socket above which sound and landmarks are dropped: about two seconds of sound. */
const MOST_BUFFERED = 64 * 1024;

export type Body = MessageInitShape<typeof ClientMessageSchema>["body"];

export interface SocketEvents {
  onOpen: () => void;
  onLost: () => void;
  onMessage: (message: ServerMessage) => void;
}

/** The page's line to the server: says hello, and redials with growing waits when the line is lost. */
export class ConversationSocket {
  readonly #url: string;
  readonly #events: SocketEvents;
  #socket: WebSocket | undefined;
  #voice: number;
  #seq = 0;
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
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return false;
    if (passing(body) && socket.bufferedAmount > MOST_BUFFERED) return false;
    this.#seq += 1;
    socket.send(toBinary(ClientMessageSchema, create(ClientMessageSchema, { seq: this.#seq, ...(body && { body }) })));
    return true;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#redial);
    this.#socket?.close();
  }

  #dial(): void {
    const socket = new WebSocket(this.#url);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.onopen = () => {
      this.#seq = 0;
      this.#waitS = FIRST_WAIT_S;
      this.#hello();
      this.#events.onOpen();
    };
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      this.#events.onMessage(fromBinary(ServerMessageSchema, new Uint8Array(data)));
    };
    socket.onclose = () => {
      if (this.#closed) return;
      this.#events.onLost();
      this.#redial = setTimeout(() => { this.#dial(); }, this.#waitS * 1000);
      this.#waitS = Math.min(this.#waitS * 2, LONGEST_WAIT_S);
    };
  }

  #hello(): void {
    this.send({ case: "hello", value: { clockS: now(), voice: this.#voice > 0, voiceSpeed: this.#voice } });
  }
}

/** Sound and landmarks pass by; everything else is said once and must arrive. */
function passing(body: Body): boolean {
  const name: ClientMessage["body"]["case"] = body?.case;
  return name === "audio" || name === "landmarks";
}
