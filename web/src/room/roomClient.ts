import { now } from "../clock";
import { Backoff, type Waits } from "../session/backoff";
import type { RoomEvent } from "@signspan/room/event";
import { SUBPROTOCOL } from "@signspan/room/limits";
import { Peer } from "@signspan/room/peer";

const TICK_MS = 250;
/** A room that is back is not kept waiting, and one socket a second costs it nothing. */
const REDIAL: Waits = { firstS: 0.25, factor: 2, longestS: 1 };
/** A socket that is not open by then is given up: a SYN lost to a network that was away is sent again too late. */
const DIAL_S = 2.5;

/** Bytes waiting in the socket above which what passes by is dropped. */
const MAX_BUFFERED = 64 * 1024;

export interface RoomClientEvents {
  /** What the room means; never what is to be sent or dialled, which is its own business. */
  readonly onRoomEvent: (event: RoomEvent) => void;
  readonly onLost: () => void;
}

/** A device's connection to its room: `Peer` over a WebSocket, which is redialled with growing waits when it is lost. */
export class RoomClient {
  readonly #url: string;
  readonly #protocols: string[];
  readonly #peer: Peer;
  readonly #events: RoomClientEvents;
  readonly #tick: ReturnType<typeof setInterval>;
  #socket: WebSocket | undefined;
  readonly #backoff = new Backoff(REDIAL);
  #dialling: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** `url` is the room's socket, `resume` 16 random bytes that make this device the same member when it comes back. */
  constructor(url: string, token: string, name: string, resume: Uint8Array, events: RoomClientEvents) {
    this.#url = url;
    this.#protocols = [SUBPROTOCOL, `token.${token}`];
    this.#peer = new Peer(name, resume, now());
    this.#events = events;
    this.#tick = setInterval(() => { this.#do(this.#peer.tick(now())); }, TICK_MS);
    addEventListener("online", this.#anew);
    this.#dial();
  }

  /** This device's number in the room, 0 until it is in. */
  get member(): number {
    return this.#peer.member;
  }

  /** Says what must arrive; false where too much waits already. */
  final(payload: Uint8Array): boolean {
    try {
      this.#do(this.#peer.final(payload, now()));
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  /** Whether what matters only now would go; otherwise it is dropped. */
  get clear(): boolean {
    return (this.#socket?.bufferedAmount ?? Infinity) < MAX_BUFFERED;
  }

  /** Says what matters only now. */
  passing(payload: Uint8Array): void {
    if (this.clear) this.#do(this.#peer.passing(payload, now()));
  }

  /** Shows a frame of landmarks. */
  show(payload: Uint8Array): void {
    if (this.clear) this.#do(this.#peer.show(payload, now()));
  }

  /** Signals to one member. */
  signal(member: number, payload: Uint8Array): void {
    this.#do(this.#peer.signal(member, payload, now()));
  }

  /** Leaves for good. */
  close(): void {
    this.#do(this.#peer.bye());
    this.#end();
  }

  #end(): void {
    this.#closed = true;
    clearInterval(this.#tick);
    removeEventListener("online", this.#anew);
    this.#backoff.cancel();
    clearTimeout(this.#dialling);
    this.#socket?.close();
  }

  /** The network is back: whatever hangs from before it went is of no use. */
  readonly #anew = (): void => {
    this.#backoff.cancel();
    if (this.#socket === undefined) this.#dial();
    else this.#redialNow();
  };

  #redialNow(): void {
    this.#socket?.close();
    this.#lost();
  }

  #dial(): void {
    const socket = new WebSocket(this.#url, this.#protocols);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#dialling = setTimeout(() => { this.#redialNow(); }, DIAL_S * 1000);
    socket.onopen = () => {
      clearTimeout(this.#dialling);
      this.#do(this.#peer.opened(now()));
    };
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => {
      if (typeof data === "string") this.#peer.alive(now());
      else this.#do(this.#peer.receive(new Uint8Array(data), now()));
    };
    socket.onclose = () => { if (this.#socket === socket) this.#lost(); };
  }

  #lost(): void {
    if (this.#closed) return;
    clearTimeout(this.#dialling);
    this.#peer.lost();
    this.#socket = undefined;
    this.#events.onLost();
    this.#backoff.schedule(() => { this.#dial(); });
  }

  #do(events: readonly RoomEvent[]): void {
    for (const event of events) {
      switch (event.type) {
        case "send-message":
          if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(new Uint8Array(event.data));
          break;
        case "send-ping":
          if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send("ping");
          break;
        case "reconnect":
          this.#redialNow();
          break;
        case "room-refused":
          if (event.retryS === 0) this.#end();
          else this.#backoff.postpone(event.retryS);
          this.#events.onRoomEvent(event);
          break;
        default:
          if (event.type === "member-joined") this.#backoff.reset();
          this.#events.onRoomEvent(event);
      }
    }
  }
}
