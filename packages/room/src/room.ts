/**
 * A room: bytes and events in, actions out; the twin of `signspan/room/room.py`, which explains it.
 * `proto/signspan/v1/vectors/room.json` holds both to the same. Times are seconds since 1970.
 */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type Action, answer, refused } from "./action";
import { Backlog, PREFIX } from "./backlog";
import { decode, WireError } from "./codec";
import { AWAY_S, EMPTY_S, IDLE_S, JOIN_S, RETRY_S, SOCKETS, UNUSED_S, WATCHERS } from "./limits";
import { Member } from "./member";
import type { RefusalCode } from "./refusal";
import {
  type Ack, type Join, type KeptFinal, KeptFinalSchema, KeptMemberSchema, KeptRoomSchema, Role, type Signal, type Talk,
  type ToRoom,
} from "./wire/signspan/v1/room_pb";

export const ROOM = "room";

/** An open socket: what its token allows, when it was opened and last heard, whose it is (0 until it joins). */
export interface SocketState {
  readonly socket: string;
  readonly role: Role;
  readonly expiresS: number;
  readonly openedS: number;
  heardS: number;
  member: number;
}

export class Room {
  readonly #watchers: boolean;
  /** Counts while nobody is in the room. */
  #endsS: number;
  #count = 0;
  #ever = 0;
  #backlog = new Backlog([]);
  readonly #sockets = new Map<string, SocketState>();
  readonly #members = new Map<number, Member>();

  private constructor(watchers: boolean, endsS: number) {
    this.#watchers = watchers;
    this.#endsS = endsS;
  }

  /** A new room; whether a third signer or speaker may watch is the opener's choice. */
  static open(watchers: boolean, nowS: number): Room {
    return new Room(watchers, nowS + UNUSED_S);
  }

  /** The room that was kept, and the sockets that are still open. Members without one are away from now on. */
  static restore(kept: ReadonlyMap<string, Uint8Array>, sockets: readonly SocketState[], nowS: number): Room {
    const state = fromBinary(KeptRoomSchema, kept.get(ROOM) ?? new Uint8Array());
    const room = new Room(state.watchers, state.emptyS);
    room.#count = state.count;
    room.#ever = state.membersEver;
    room.#backlog = new Backlog([...kept].filter(([key]) => key.startsWith(PREFIX)).map(([, data]) => data));
    for (const state of sockets) room.#sockets.set(state.socket, state);
    for (const row of state.members) {
      const member = new Member(row, nowS);
      room.#members.set(member.id, member);
      const state = room.#sockets.get(member.socket);
      if (state) state.member = member.id;
      else if (member.socket) {
        member.socket = "";
        member.awayS = nowS;
      }
    }
    return room;
  }

  // ---- what happens ------------------------------------------------------------------------------

  /** What to write for a room just opened. */
  kept(): Action & { do: "keep" } {
    const state = create(KeptRoomSchema, {
      watchers: this.#watchers,
      count: this.#count,
      membersEver: this.#ever,
      emptyS: this.#endsS,
      members: [...this.#members.values()].map((member) => member.kept),
    });
    return { do: "keep", key: ROOM, data: toBinary(KeptRoomSchema, state) };
  }

  /** A socket was opened with a good token. */
  connect(socket: string, role: Role, expiresS: number, nowS: number): Action[] {
    if (this.#sockets.size >= SOCKETS) return refused(socket, "room-full");
    this.#sockets.set(socket, { socket, role, expiresS, openedS: nowS, heardS: nowS, member: 0 });
    return [];
  }

  /** A ping came, then. */
  alive(socket: string, atS: number): void {
    const state = this.#sockets.get(socket);
    if (state) state.heardS = Math.max(state.heardS, atS);
  }

  /** A text frame came that was no ping. */
  text(socket: string, nowS: number): Action[] {
    return this.#refuse(socket, "text", nowS, true);
  }

  /** A binary message came. */
  receive(socket: string, data: Uint8Array, nowS: number): Action[] {
    const state = this.#sockets.get(socket);
    if (!state) return [];
    state.heardS = Math.max(state.heardS, nowS);
    if (state.expiresS <= nowS) return this.#refuse(socket, "token-expired", nowS);
    let message: ToRoom;
    try {
      message = decode(data);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      return this.#refuse(socket, error.why === "format" ? "format" : "too-big", nowS, true);
    }
    const member = this.#members.get(state.member);
    if (member) return this.#handle(member, message, nowS);
    if (message.body.case === "join") return this.#join(state, message.body.value, nowS);
    return this.#refuse(socket, "format", nowS);
  }

  /** A socket was closed by the other end or lost; its member may come back. */
  drop(socket: string, nowS: number): Action[] {
    const state = this.#sockets.get(socket);
    if (!state) return [];
    this.#sockets.delete(socket);
    const member = this.#members.get(state.member);
    if (!member) return this.#emptied(nowS);
    away(member, nowS);
    return [this.kept(), ...this.#presence()];
  }

  /** Time has passed: closes silent sockets, removes members who stayed away, ends an empty room. */
  tick(nowS: number): Action[] {
    const done: Action[] = [];
    for (const state of [...this.#sockets.values()]) {
      if (state.expiresS <= nowS) done.push(...this.#refuse(state.socket, "token-expired", nowS));
      else if (!state.member && state.openedS + JOIN_S <= nowS) done.push(...this.#refuse(state.socket, "silent", nowS));
      else if (state.heardS + IDLE_S <= nowS) done.push(...this.#refuse(state.socket, "idle", nowS));
    }
    for (const member of [...this.#members.values()]) {
      if (!member.socket && member.awayS + AWAY_S <= nowS) done.push(...this.#part(member, nowS));
    }
    if (this.#members.size > 0 || this.#sockets.size > 0 || nowS < this.#endsS) return done;
    return [...done, { do: "end" }];
  }

  /** When `tick` next has something to do. */
  due(): number {
    const sockets = [...this.#sockets.values()];
    const times = [
      ...sockets.map((state) => Math.min(state.expiresS, state.heardS + IDLE_S)),
      ...sockets.filter((state) => !state.member).map((state) => state.openedS + JOIN_S),
      ...[...this.#members.values()].filter((member) => !member.socket).map((member) => member.awayS + AWAY_S),
    ];
    return times.length > 0 ? Math.min(...times) : this.#endsS;
  }

  // ---- joining and leaving -----------------------------------------------------------------------

  #join(state: SocketState, join: Join, nowS: number): Action[] {
    for (const member of this.#members.values()) {
      if (member.asked === state.role && same(member.resume, join.resume)) return this.#resume(member, state, join, nowS);
    }
    const role = this.#role(state.role);
    if (typeof role === "string") return this.#refuse(state.socket, role, nowS);
    this.#ever += 1;
    const { name, resume } = join;
    const row = create(KeptMemberSchema, { id: this.#ever, role, asked: state.role, name, resume, socket: state.socket });
    const member = new Member(row, nowS);
    this.#members.set(member.id, member);
    state.member = member.id;
    return [this.kept(), this.#welcome(member, this.#count), ...this.#presence(member)];
  }

  /** What a newcomer may be: what it asked for, a watcher if that is taken and watchers are let in, or nothing. */
  #role(asked: Role): Role | RefusalCode {
    const roles = [...this.#members.values()].map(({ role }) => role);
    if (asked !== Role.WATCHER && !roles.includes(asked)) return asked;
    if (!this.#watchers) return asked === Role.WATCHER ? "no-watchers" : "role-taken";
    return roles.filter((role) => role === Role.WATCHER).length < WATCHERS ? Role.WATCHER : "room-full";
  }

  #resume(member: Member, state: SocketState, join: Join, nowS: number): Action[] {
    if (join.seq > this.#count) return this.#refuse(state.socket, "format", nowS);
    const done: Action[] = [];
    if (member.socket) { // the old state is half open, or the page was opened twice: the newer one counts
      this.#sockets.delete(member.socket);
      done.push(...refused(member.socket, "joined-again"));
    }
    done.push(...this.#backlog.acknowledge(member.id, join.seq));
    const { missed } = member;
    member.missed = 0;
    member.socket = state.socket;
    member.awayS = 0;
    member.unread = 0;
    state.member = member.id;
    done.push(this.kept(), this.#welcome(member, join.seq, missed));
    done.push(...this.#backlog.waiting(member.id).map((final) => this.#said(member, final)));
    return [...done, ...this.#presence(member)];
  }

  /** Gone for good. */
  #part(member: Member, nowS: number): Action[] {
    this.#members.delete(member.id);
    const done = [...this.#backlog.acknowledge(member.id, this.#count), ...this.#presence()];
    return this.#members.size > 0 ? [this.kept(), ...done] : [...this.#emptied(nowS), ...done];
  }

  #emptied(nowS: number): Action[] {
    if (this.#members.size > 0 || this.#sockets.size > 0) return [];
    this.#endsS = Math.max(this.#endsS, nowS + EMPTY_S);
    return [this.kept()];
  }

  /** Closes a socket. Its member may come back, unless it is put `out`. */
  #refuse(socket: string, why: RefusalCode, nowS: number, out = false): Action[] {
    const state = this.#sockets.get(socket);
    if (!state) return [];
    this.#sockets.delete(socket);
    const done = refused(socket, why);
    const member = this.#members.get(state.member);
    if (!member) return [...done, ...this.#emptied(nowS)];
    away(member, nowS);
    return [...done, ...(out ? this.#part(member, nowS) : [this.kept(), ...this.#presence()])];
  }

  // ---- what passes through -----------------------------------------------------------------------

  #handle(member: Member, { body }: ToRoom, nowS: number): Action[] {
    if (body.case === "bye") return this.#refuse(member.socket, "left", nowS, true);
    if (body.case === undefined || body.case === "join") return this.#refuse(member.socket, "format", nowS, true);
    if (body.case !== "ack" && member.role === Role.WATCHER) {
      return this.#refuse(member.socket, "listen-only", nowS, true);
    }
    if (!member.within(body.case, nowS)) {
      if (!member.tolerated(nowS)) return this.#refuse(member.socket, "rate", nowS, true);
      return body.case === "talk" && body.value.seq ? [this.#ack(member, RETRY_S)] : [];
    }
    switch (body.case) {
      case "ack":
        return this.#acked(member, body.value, nowS);
      case "signal":
        return this.#signal(member, body.value);
      case "seen":
      case "talk": {
        if (body.case === "talk" && body.value.seq) return this.#final(member, body.value, nowS);
        const { payload } = body.value;
        const data = answer({ case: body.case, value: { member: member.id, payload } });
        return this.#others(member).filter(({ reads }) => reads).map((other) => this.#send(other, data, payload.length));
      }
    }
  }

  /** Kept, passed on, acknowledged: once, however often it is sent. */
  #final(member: Member, talk: Talk, nowS: number): Action[] {
    if (talk.seq <= member.received) return [this.#ack(member)];
    if (talk.seq > member.received + 1) return [this.#ack(member, RETRY_S)];
    member.received = talk.seq;
    this.#count += 1;
    const waiting = this.#others(member);
    const ids = waiting.map(({ id }) => id);
    const final = create(KeptFinalSchema, { seq: this.#count, member: member.id, payload: talk.payload, waiting: ids });
    const kept = this.#backlog.add(final);
    const behind = waiting.filter(({ id }) => this.#backlog.over(id));
    for (const other of behind) {
      other.missed += this.#backlog.waiting(other.id).length;
      kept.push(...this.#backlog.acknowledge(other.id, this.#count));
    }
    const others = waiting.filter((other) => other.socket && !behind.includes(other));
    return [
      ...kept,
      this.kept(),
      this.#ack(member),
      ...others.map((other) => this.#said(other, final)),
      ...behind.flatMap(({ socket }) => this.#refuse(socket, "slow", nowS)),
    ];
  }

  #acked(member: Member, ack: Ack, nowS: number): Action[] {
    if (ack.seq > this.#count) return this.#refuse(member.socket, "format", nowS, true);
    member.unread = Math.max(0, member.unread - ack.bytes);
    return this.#backlog.acknowledge(member.id, ack.seq);
  }

  /** Only for the one it is meant for; if that one is away it is lost, and both negotiate again later. */
  #signal(member: Member, { peer, payload }: Signal): Action[] {
    const other = this.#members.get(peer);
    if (!other || other === member || !other.reads) return [];
    return [this.#send(other, answer({ case: "signal", value: { peer: member.id, payload } }), payload.length)];
  }

  #others(member: Member): Member[] {
    return [...this.#members.values()].filter((other) => other !== member);
  }

  // ---- messages ----------------------------------------------------------------------------------

  #said(member: Member, { seq, member: from, payload }: KeptFinal): Action {
    return this.#send(member, answer({ case: "talk", value: { seq, member: from, payload } }), payload.length);
  }

  #send(member: Member, data: Uint8Array, size: number): Action {
    member.unread += size;
    return { do: "send", socket: member.socket, data };
  }

  #ack(member: Member, retryS = 0): Action {
    const data = answer({ case: "ack", value: { seq: member.received, retryMs: Math.round(retryS * 1000) } });
    return { do: "send", socket: member.socket, data };
  }

  #welcome(member: Member, seq: number, missed = 0): Action {
    const { id, role, received } = member;
    const members = [...this.#members.values()].map(({ row }) => row);
    const data = answer({ case: "welcome", value: { member: id, role, seq, received, missed, members } });
    return { do: "send", socket: member.socket, data };
  }

  #presence(but?: Member): Action[] {
    const members = [...this.#members.values()];
    const data = answer({ case: "presence", value: { members: members.map(({ row }) => row) } });
    return members.filter((other) => other.socket && other !== but).map(({ socket }) => ({ do: "send", socket, data }));
  }
}

function away(member: Member, nowS: number): void {
  member.socket = "";
  member.awayS = nowS;
  member.unread = 0;
}

/** In constant time. */
function same(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  return one.reduce((difference, byte, at) => difference | (byte ^ (other[at] ?? 0)), 0) === 0;
}
