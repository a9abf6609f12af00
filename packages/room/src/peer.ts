/**
 * A device's side of a room: keeps its finals until the room has them, drops what it has heard before. The twin
 * of `signspan/room/peer.py`; `proto/signspan/v1/vectors/peer.json` holds both to the same.
 */
import { type Bucket, buckets } from "./bucket";
import { decodeAnswer, encode, type ToRoomBody } from "./codec";
import type { RoomEvent } from "./event";
import { ACK_BYTES, FLIGHT, type Kind, PING_S, PONG_S, UNSENT } from "./limits";
import type { Ack, RoomWelcome, Talk } from "./wire/signspan/v1/room_pb";

export class Peer {
  /** 0 until the room has let this device in. */
  member = 0;
  readonly #name: string;
  readonly #resume: Uint8Array;
  /** Newest final of the room that was heard. */
  #seq = 0;
  /** Number of the newest of this device's finals that the room has. */
  #received = 0;
  /** Number of the newest that was ever sent. */
  #sent = 0;
  /** Finals after `#received`. */
  #unsent: Uint8Array[] = [];
  /** How many of those were sent on this socket. */
  #flying = 0;
  #holdS = 0;
  /** Bytes since the last acknowledgement. */
  #read = 0;
  #joined = false;
  #open = false;
  #pingedS = 0;
  #heardS = 0;
  readonly #rates: Readonly<Record<Kind, Bucket>>;

  /** `resume` is 16 random bytes, kept as long as the device wants to be the same member. */
  constructor(name: string, resume: Uint8Array, nowS: number) {
    this.#name = name;
    this.#resume = resume;
    this.#rates = buckets(nowS);
  }

  // ---- the socket --------------------------------------------------------------------------------

  /** A socket is open: joins, or comes back. */
  opened(nowS: number): RoomEvent[] {
    this.#open = true;
    this.#joined = false;
    this.#flying = 0;
    this.#read = 0;
    this.#holdS = this.#pingedS = this.#heardS = nowS;
    return [out({ case: "join", value: { name: this.#name, resume: this.#resume, seq: this.#seq } })];
  }

  /** The socket is gone. Finals said until the next one are kept for it. */
  lost(): void {
    this.#open = this.#joined = false;
  }

  /** A "pong" came. */
  alive(nowS: number): void {
    this.#heardS = nowS;
  }

  /** Time has passed: pings, sends what had to wait, notices a dead connection. */
  tick(nowS: number): RoomEvent[] {
    if (!this.#open) return [];
    if (this.#heardS < this.#pingedS && this.#pingedS + PONG_S <= nowS) {
      this.lost();
      return [{ type: "reconnect" }];
    }
    const done = this.#pump(nowS);
    if (this.#pingedS + PING_S > nowS) return done;
    this.#pingedS = nowS;
    return [...done, { type: "send-ping" }];
  }

  // ---- what this device says ---------------------------------------------------------------------

  /** Says something that must arrive, now or when there is a connection; `RangeError` when too much waits already. */
  final(payload: Uint8Array, nowS: number): RoomEvent[] {
    if (this.#unsent.length >= UNSENT) {
      throw new RangeError(`expected at most ${UNSENT} sentences waiting for the room, got one more`);
    }
    this.#unsent.push(payload);
    return this.#pump(nowS);
  }

  /** Says something that matters only now. */
  passing(payload: Uint8Array, nowS: number): RoomEvent[] {
    return this.#now("talk", { case: "talk", value: { payload } }, nowS);
  }

  /** Shows a frame of landmarks. */
  show(payload: Uint8Array, nowS: number): RoomEvent[] {
    return this.#now("seen", { case: "seen", value: { payload } }, nowS);
  }

  /** Signals to one member. */
  signal(peer: number, payload: Uint8Array, nowS: number): RoomEvent[] {
    return this.#now("signal", { case: "signal", value: { peer, payload } }, nowS);
  }

  /** Leaves for good. */
  bye(): RoomEvent[] {
    return this.#joined ? [out({ case: "bye", value: {} })] : [];
  }

  #now(kind: Kind, body: ToRoomBody, nowS: number): RoomEvent[] {
    return this.#joined && this.#rates[kind].take(nowS) ? [out(body)] : [];
  }

  #pump(nowS: number): RoomEvent[] {
    const done: RoomEvent[] = [];
    while (this.#joined && nowS >= this.#holdS && this.#flying < FLIGHT) {
      const payload = this.#unsent[this.#flying];
      if (!payload || !this.#rates.talk.take(nowS)) break;
      this.#flying += 1;
      const seq = this.#received + this.#flying;
      this.#sent = Math.max(this.#sent, seq);
      done.push(out({ case: "talk", value: { seq, payload } }));
    }
    return done;
  }

  // ---- what the room says ------------------------------------------------------------------------

  /** One message of the room; `WireError` when it is none. */
  receive(data: Uint8Array, nowS: number): RoomEvent[] {
    const { body } = decodeAnswer(data);
    this.#heardS = nowS;
    switch (body.case) {
      case "welcome":
        return this.#welcomed(body.value, nowS);
      case "presence":
        return [{ type: "members-changed", members: body.value.members }];
      case "talk":
        return this.#heard(body.value);
      case "seen": {
        const { member, payload } = body.value;
        return [{ type: "landmarks-received", member, payload }, ...this.#count(payload)];
      }
      case "signal": {
        const { peer, payload } = body.value;
        return [{ type: "signal-received", peer, payload }, ...this.#count(payload)];
      }
      case "ack":
        return this.#acknowledged(body.value, nowS);
      case "error":
        return [{ type: "room-refused", code: body.value.code, retryS: body.value.retryS }];
      case undefined:
        return [];
    }
  }

  #welcomed({ member, role, seq, received, missed, members }: RoomWelcome, nowS: number): RoomEvent[] {
    const done: RoomEvent[] = [];
    if (member === this.member) this.#dropUntil(received);
    else {
      const doubtful = this.#unsent.splice(0, this.#sent - this.#received);
      if (doubtful.length > 0) done.push({ type: "delivery-unknown", payloads: doubtful });
      this.member = member;
      this.#seq = seq;
      this.#received = this.#sent = received;
    }
    this.#joined = true;
    return [...done, { type: "member-joined", member, role, missed }, { type: "members-changed", members }, ...this.#pump(nowS)];
  }

  #heard({ seq, member, payload }: Talk): RoomEvent[] {
    if (!seq) return [{ type: "talk-received", member, payload, final: false }, ...this.#count(payload)];
    if (seq <= this.#seq) return this.#count(payload);
    this.#seq = seq;
    this.#read += payload.length;
    return [{ type: "talk-received", member, payload, final: true }, this.#ack()];
  }

  #acknowledged({ seq, retryMs }: Ack, nowS: number): RoomEvent[] {
    this.#dropUntil(seq);
    if (retryMs) {
      this.#flying = 0;
      this.#holdS = nowS + retryMs / 1000;
    }
    return this.#pump(nowS);
  }

  #dropUntil(seq: number): void {
    const gone = this.#unsent.splice(0, Math.max(0, seq - this.#received)).length;
    this.#received += gone;
    this.#flying = Math.max(0, this.#flying - gone);
  }

  #count(payload: Uint8Array): RoomEvent[] {
    this.#read += payload.length;
    return this.#read >= ACK_BYTES ? [this.#ack()] : [];
  }

  #ack(): RoomEvent {
    const bytes = this.#read;
    this.#read = 0;
    return out({ case: "ack", value: { seq: this.#seq, bytes } });
  }
}

function out(body: ToRoomBody): RoomEvent {
  return { type: "send-message", data: encode(body) };
}
