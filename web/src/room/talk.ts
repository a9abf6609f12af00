/**
 * What the pages of a room tell one another. A final goes by the room, which loses none, and straight to who can be
 * reached so, which is faster; the first to arrive counts. What passes by goes straight, or by the room where it must.
 */
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { now } from "../clock";
import { type Sentence, type Told, ToldSchema } from "../converse/wire/signspan/v1/conversation_pb";
import { Direct, type Way } from "./direct";
import type { Happening } from "./happening";
import { Journey } from "./journey";
import type { Line } from "./line";
import type { RoomMember } from "./wire/signspan/v1/room_pb";

/** Counts of finals of one member that are remembered, to know the second of two. */
const REMEMBERED = 512;

export type ToldBody = MessageInitShape<typeof ToldSchema>["body"];

export interface TalkEvents {
  /** A member's sentence, once; `travelledMs` is how long it was on its way, as far as that is known. */
  readonly onSentence: (sentence: Sentence, travelledMs: number) => void;
  /** What a member is saying or signing, word by word. */
  readonly onPassing: (told: Told) => void;
  readonly onWay: (member: number, way: Way) => void;
}

interface Other {
  /** Nothing in a browser that has no WebRTC. */
  readonly direct: Direct | undefined;
  readonly journey: Journey;
  readonly heard: number[];
}

export class Talk {
  readonly #line: Pick<Line, "final" | "passing" | "signal" | "member">;
  readonly #iceServers: readonly RTCIceServer[];
  readonly #events: TalkEvents;
  readonly #others = new Map<number, Other>();
  #count = 0;

  constructor(line: Pick<Line, "final" | "passing" | "signal" | "member">, iceServers: readonly RTCIceServer[], events: TalkEvents) {
    this.#line = line;
    this.#iceServers = iceServers;
    this.#events = events;
  }

  /** Says a sentence to everybody; false where too much waits already. */
  final(sentence: Sentence): boolean {
    this.#count += 1;
    const payload = this.#pack(this.#count, { case: "sentence", value: sentence });
    for (const { direct } of this.#others.values()) direct?.tell(payload);
    return this.#line.final(payload);
  }

  /** Says what passes by. */
  passing(body: ToldBody): void {
    const payload = this.#pack(0, body);
    const reached = Array.from(this.#others.values(), ({ direct }) => direct?.tell(payload) ?? false);
    if (!reached.every(Boolean)) this.#line.passing(payload);
  }

  /** What the room says that concerns talk. */
  happened(happening: Happening): void {
    switch (happening.type) {
      case "here":
        this.#meet(happening.members);
        break;
      case "said":
        this.#hear(happening.member, happening.payload);
        break;
      case "signalled":
        this.#others.get(happening.peer)?.direct?.signalled(happening.payload);
        break;
      default:
    }
  }

  close(): void {
    for (const { direct } of this.#others.values()) direct?.close();
    this.#others.clear();
  }

  #meet(members: readonly RoomMember[]): void {
    const here = new Set(members.map(({ id }) => id));
    for (const [id, { direct }] of this.#others) {
      if (here.has(id)) continue;
      direct?.close();
      this.#others.delete(id);
    }
    for (const { id } of members) {
      if (id === this.#line.member || this.#others.has(id)) continue;
      this.#others.set(id, { direct: this.#reach(id), journey: new Journey(id), heard: [] });
    }
  }

  #reach(id: number): Direct | undefined {
    if (typeof RTCPeerConnection === "undefined") {
      this.#events.onWay(id, "apart");
      return undefined;
    }
    return new Direct(this.#line.member > id, this.#iceServers, {
      onSignal: (payload) => { this.#line.signal(id, payload); },
      onTold: (payload) => { this.#hear(id, payload); },
      onWay: (way) => { this.#events.onWay(id, way); },
    });
  }

  #hear(member: number, payload: Uint8Array): void {
    const other = this.#others.get(member);
    const told = unpack(payload);
    if (other === undefined || told === undefined) return;
    other.journey.came(told.sentS, told.echo?.member === this.#line.member ? told.echo : undefined, now());
    if (told.count === 0) {
      this.#events.onPassing(told);
    } else if (!other.heard.includes(told.count) && told.body.case === "sentence") {
      other.heard.push(told.count);
      if (other.heard.length > REMEMBERED) other.heard.shift();
      this.#events.onSentence(told.body.value, other.journey.ms);
    }
  }

  #pack(count: number, body: ToldBody): Uint8Array {
    const sentS = now();
    const echoes = Array.from(this.#others.values(), ({ journey }) => journey.echo(sentS));
    const echo = echoes.find((one) => one !== undefined);
    return toBinary(ToldSchema, create(ToldSchema, { count, sentS, ...(echo && { echo }), ...(body && { body }) }));
  }
}

/** What a page told, or nothing where it is no such message. */
export function unpack(payload: Uint8Array): Told | undefined {
  try {
    return fromBinary(ToldSchema, payload);
  } catch {
    return undefined;
  }
}
