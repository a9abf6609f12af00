/**
 * What the pages of a room tell one another. A final goes by the room, which loses none, and straight to who can be
 * reached so, which is faster; the first to arrive counts. What passes by goes straight, or by the room where it must.
 */
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { now } from "../clock";
import { type Sentence, type Told, ToldSchema } from "../converse/wire/signspan/v1/conversation_pb";
import { type Agreement, NOTHING } from "./agreement";
import { Direct, type Ice, type Medium, type Way } from "./direct";
import type { Glimpse } from "./glimpse";
import type { Happening } from "./happening";
import { Journey } from "./journey";
import type { Line } from "./line";
import { Outlet } from "./outlet";
import { read, write } from "./signal";
import { Role, type RoomMember } from "./wire/signspan/v1/room_pb";

/** Counts of finals of one member that are remembered, to know the second of two. */
const REMEMBERED = 512;

export type ToldBody = MessageInitShape<typeof ToldSchema>["body"];

export interface TalkEvents {
  /** A member's sentence, once; `travelledMs` is how long it was on its way, as far as that is known. */
  readonly onSentence: (sentence: Sentence, travelledMs: number) => void;
  /** What a member is saying or signing, word by word. */
  readonly onPassing: (told: Told) => void;
  /** A packet of a member's landmarks. */
  readonly onShown: (member: number, packet: Uint8Array) => void;
  /** What the partner would send of itself; nothing at first, and when its page was loaded anew. */
  readonly onAgreement: (agreement: Agreement) => void;
  /** The partner has left: whoever comes next, nothing was agreed with. */
  readonly onParted: () => void;
  /** A picture or a voice of the partner. */
  readonly onTrack: (track: MediaStreamTrack) => void;
  readonly onWay: (member: number, way: Way) => void;
}

interface Other {
  readonly role: Role;
  present: boolean;
  /** Nothing in a browser that has no WebRTC. */
  direct: Direct | undefined;
  /** Random name of its page, once it has signalled. */
  page: string | undefined;
  readonly journey: Journey;
  readonly heard: number[];
}

export class Talk {
  readonly #line: Pick<Line, "final" | "passing" | "show" | "clear" | "signal" | "member">;
  readonly #ice: Ice;
  readonly #events: TalkEvents;
  readonly #others = new Map<number, Other>();
  readonly #page = crypto.randomUUID();
  readonly #stream = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  /** Landmarks by the room, for who cannot be reached directly. */
  readonly #relay: Outlet;
  /** This page's number in the room: another one if the room had parted with it. */
  #me = 0;
  #role = Role.UNSPECIFIED;
  #agreement = NOTHING;
  #count = 0;
  #frames = 0;

  constructor(line: Pick<Line, "final" | "passing" | "show" | "clear" | "signal" | "member">, ice: Ice, events: TalkEvents) {
    this.#line = line;
    this.#ice = ice;
    this.#events = events;
    this.#relay = new Outlet(this.#stream, { clear: () => line.clear, send: (packet) => { line.show(packet); } }, now());
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

  /** Shows a frame of this page's signer to everybody; who only watches shows nothing. */
  show(frame: Pick<Glimpse, "aspect" | "points">, capturedS: number): void {
    if (this.#role === Role.WATCHER) return;
    this.#frames += 1;
    const glimpse = { ...frame, frame: this.#frames, capturedMs: Math.max(0, Math.round(capturedS * 1000)) };
    const present = [...this.#others.values()].filter((other) => other.present);
    for (const { direct } of present) direct?.show(glimpse);
    if (present.some(({ direct }) => direct?.way !== "open")) this.#relay.offer(glimpse, now());
  }

  /** Says what this page would send of its person to the partner. */
  agree(agreement: Agreement): void {
    this.#agreement = agreement;
    for (const other of this.#partners()) this.#tellAgreement(other);
  }

  /** Sends the partner a picture or a voice, or no longer. */
  send(medium: Medium, track: MediaStreamTrack | undefined): void {
    for (const { direct } of this.#partners()) direct?.send(medium, track);
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
      case "showed":
        if (this.#others.has(happening.member)) this.#events.onShown(happening.member, happening.payload);
        break;
      case "signalled":
        this.#signalled(happening.peer, happening.payload);
        break;
      default:
    }
  }

  close(): void {
    for (const { direct } of this.#others.values()) direct?.close();
    this.#others.clear();
  }

  #meet(members: readonly RoomMember[]): void {
    const anew = this.#line.member !== this.#me; // the others have done with who it was before
    this.#me = this.#line.member;
    this.#role = members.find(({ id }) => id === this.#me)?.role ?? Role.UNSPECIFIED;
    const here = new Set(members.map(({ id }) => id));
    for (const [id, other] of this.#others) {
      if (here.has(id) && !anew) continue;
      other.direct?.close();
      this.#others.delete(id);
      if (!this.#isPartner(other)) continue;
      this.#agreement = NOTHING;
      this.#events.onParted();
    }
    for (const { id, role, present } of members) {
      const known = this.#others.get(id);
      if (known !== undefined) known.present = present;
      if (known !== undefined || id === this.#me) continue;
      const other: Other = { role, present, direct: undefined, page: undefined, journey: new Journey(id), heard: [] };
      this.#others.set(id, other);
      other.direct = this.#reach(id, other);
    }
  }

  #reach(id: number, other: Other): Direct | undefined {
    if (typeof RTCPeerConnection === "undefined") {
      this.#events.onWay(id, "apart");
      return undefined;
    }
    const direct: Direct = new Direct(this.#line.member > id, this.#ice, this.#stream, {
      onSignal: (signal) => {
        this.#line.signal(id, write({ ...signal, page: this.#page, ...(other.page !== undefined && { to: other.page }) }));
      },
      onTold: (payload) => { this.#hear(id, payload, true); },
      onShown: (packet) => { this.#events.onShown(id, packet); },
      onTrack: (track) => { if (this.#isPartner(other)) this.#events.onTrack(track); },
      onWay: (way) => {
        if (way === "open" && this.#isPartner(other)) this.#tellAgreement(other);
        this.#events.onWay(id, way);
      },
    });
    return direct;
  }

  /** A page that was loaded anew is met anew; what was meant for the one before it is passed over. */
  #signalled(peer: number, payload: Uint8Array): void {
    const other = this.#others.get(peer);
    const signal = read(payload);
    if (other?.direct === undefined || signal === undefined || (signal.to ?? this.#page) !== this.#page) return;
    if (other.page !== undefined && other.page !== signal.page) {
      other.direct.close();
      other.page = signal.page;
      if (this.#isPartner(other)) this.#events.onAgreement(NOTHING);
      this.#events.onWay(peer, "meeting");
      other.direct = this.#reach(peer, other);
    }
    other.page = signal.page;
    other.direct?.signalled(signal);
  }

  /** Signer and speaker are each other's: who watches gets and gives no picture and no voice. */
  #isPartner({ role }: Pick<Other, "role">): boolean {
    return role !== Role.WATCHER && this.#role !== Role.WATCHER;
  }

  #partners(): Other[] {
    return [...this.#others.values()].filter((other) => this.#isPartner(other));
  }

  #tellAgreement({ direct }: Other): void {
    direct?.tell(this.#pack(0, { case: "agreement", value: this.#agreement }));
  }

  /** `directly`: past the room, which could say what it likes. */
  #hear(member: number, payload: Uint8Array, directly = false): void {
    const other = this.#others.get(member);
    const told = unpack(payload);
    if (other === undefined || told === undefined) return;
    other.journey.came(told.sentS, told.echo?.member === this.#line.member ? told.echo : undefined, now());
    if (told.body.case === "agreement") {
      if (directly && this.#isPartner(other)) this.#events.onAgreement(told.body.value);
    } else if (told.count === 0) {
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
