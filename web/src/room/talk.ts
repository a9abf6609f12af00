/**
 * What the pages of a room tell one another. A final goes by the room, which loses none, and straight to who can be
 * reached so, which is faster; the first to arrive counts. What passes by goes straight, or by the room where it must.
 */
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { now } from "../clock";
import { type Sentence, type PeerMessage, PeerMessageSchema } from "../wire/signspan/v1/conversation_pb";
import { type Agreement, NOTHING } from "./agreement";
import { Direct, type Ice, type Medium, type ConnectionState } from "./direct";
import type { LandmarkPacket } from "./landmarkPacket";
import type { RoomEvent } from "@signspan/room/event";
import { RttEstimator } from "./rttEstimator";
import type { RoomClient } from "./roomClient";
import { Throttle } from "./throttle";
import { read, write } from "./signal";
import { Role, type RoomMember } from "@signspan/room/wire/signspan/v1/room_pb";

/** Counts of finals of one member that are remembered, to know the second of two. */
const REMEMBERED = 512;

export type PeerMessageBody = MessageInitShape<typeof PeerMessageSchema>["body"];

export interface TalkEvents {
  /** A member's sentence, once; `travelledMs` is how long it was on its way, as far as that is known. */
  readonly onSentence: (sentence: Sentence, travelledMs: number) => void;
  /** What a member is saying or signing, word by word. */
  readonly onPassing: (message: PeerMessage) => void;
  /** A packet of a member's landmarks. */
  readonly onShown: (member: number, packet: Uint8Array) => void;
  /** What the partner would send of itself; nothing at first, and when its page was loaded anew. */
  readonly onAgreement: (agreement: Agreement) => void;
  /** The partner has left: whoever comes next, nothing was agreed with. */
  readonly onParted: () => void;
  /** A picture or a voice of the partner. */
  readonly onTrack: (track: MediaStreamTrack) => void;
  readonly onConnectionState: (member: number, state: ConnectionState) => void;
}

interface Other {
  readonly role: Role;
  present: boolean;
  /** Nothing in a browser that has no WebRTC. */
  direct: Direct | undefined;
  /** Random name of its page, once it has signalled. */
  page: string | undefined;
  readonly rtt: RttEstimator;
  readonly heard: number[];
}

export class Talk {
  readonly #client: Pick<RoomClient, "final" | "passing" | "show" | "clear" | "signal" | "member">;
  readonly #ice: Ice;
  readonly #events: TalkEvents;
  readonly #others = new Map<number, Other>();
  readonly #page = crypto.randomUUID();
  readonly #stream = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  /** Landmarks by the room, for who cannot be reached directly. */
  readonly #relay: Throttle;
  /** This page's number in the room: another one if the room had parted with it. */
  #me = 0;
  #role = Role.UNSPECIFIED;
  #agreement = NOTHING;
  #count = 0;
  #frames = 0;

  constructor(client: Pick<RoomClient, "final" | "passing" | "show" | "clear" | "signal" | "member">, ice: Ice, events: TalkEvents) {
    this.#client = client;
    this.#ice = ice;
    this.#events = events;
    this.#relay = new Throttle(this.#stream, { clear: () => client.clear, send: (packet) => { client.show(packet); } }, now());
  }

  /** Says a sentence to everybody; false where too much waits already. */
  final(sentence: Sentence): boolean {
    this.#count += 1;
    const payload = this.#pack(this.#count, { case: "sentence", value: sentence });
    for (const { direct } of this.#others.values()) direct?.tell(payload);
    return this.#client.final(payload);
  }

  /** Says what passes by. */
  passing(body: PeerMessageBody): void {
    const payload = this.#pack(0, body);
    const reached = Array.from(this.#others.values(), ({ direct }) => direct?.tell(payload) ?? false);
    if (!reached.every(Boolean)) this.#client.passing(payload);
  }

  /** Shows a frame of this page's signer to everybody; who only watches shows nothing. */
  show(frame: Pick<LandmarkPacket, "aspect" | "points">, capturedS: number): void {
    if (this.#role === Role.WATCHER) return;
    this.#frames += 1;
    const packet = { ...frame, frame: this.#frames, capturedMs: Math.max(0, Math.round(capturedS * 1000)) };
    const present = [...this.#others.values()].filter((other) => other.present);
    for (const { direct } of present) direct?.show(packet);
    if (present.some(({ direct }) => direct?.state !== "open")) this.#relay.offer(packet, now());
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
  handle(event: RoomEvent): void {
    switch (event.type) {
      case "members-changed":
        this.#meet(event.members);
        break;
      case "talk-received":
        this.#hear(event.member, event.payload);
        break;
      case "landmarks-received":
        if (this.#others.has(event.member)) this.#events.onShown(event.member, event.payload);
        break;
      case "signal-received":
        this.#signalled(event.peer, event.payload);
        break;
      default:
    }
  }

  close(): void {
    for (const { direct } of this.#others.values()) direct?.close();
    this.#others.clear();
  }

  #meet(members: readonly RoomMember[]): void {
    const anew = this.#client.member !== this.#me; // the others have done with who it was before
    this.#me = this.#client.member;
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
      const other: Other = { role, present, direct: undefined, page: undefined, rtt: new RttEstimator(id), heard: [] };
      this.#others.set(id, other);
      other.direct = this.#reach(id, other);
    }
  }

  #reach(id: number, other: Other): Direct | undefined {
    if (typeof RTCPeerConnection === "undefined") {
      this.#events.onConnectionState(id, "apart");
      return undefined;
    }
    const direct: Direct = new Direct(this.#client.member > id, this.#ice, this.#stream, {
      onSignal: (signal) => {
        this.#client.signal(id, write({ ...signal, page: this.#page, ...(other.page !== undefined && { to: other.page }) }));
      },
      onMessage: (payload) => { this.#hear(id, payload, true); },
      onShown: (packet) => { this.#events.onShown(id, packet); },
      onTrack: (track) => { if (this.#isPartner(other)) this.#events.onTrack(track); },
      onConnectionState: (state) => {
        if (state === "open" && this.#isPartner(other)) this.#tellAgreement(other);
        this.#events.onConnectionState(id, state);
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
      this.#events.onConnectionState(peer, "connecting");
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
    const message = unpack(payload);
    if (other === undefined || message === undefined) return;
    other.rtt.came(message.sentS, message.echo?.member === this.#client.member ? message.echo : undefined, now());
    if (message.body.case === "agreement") {
      if (directly && this.#isPartner(other)) this.#events.onAgreement(message.body.value);
    } else if (message.count === 0) {
      this.#events.onPassing(message);
    } else if (!other.heard.includes(message.count) && message.body.case === "sentence") {
      other.heard.push(message.count);
      if (other.heard.length > REMEMBERED) other.heard.shift();
      this.#events.onSentence(message.body.value, other.rtt.ms);
    }
  }

  #pack(count: number, body: PeerMessageBody): Uint8Array {
    const sentS = now();
    const echoes = Array.from(this.#others.values(), ({ rtt }) => rtt.echo(sentS));
    const echo = echoes.find((one) => one !== undefined);
    return toBinary(PeerMessageSchema, create(PeerMessageSchema, { count, sentS, ...(echo && { echo }), ...(body && { body }) }));
  }
}

/** What a page message, or nothing where it is no such message. */
export function unpack(payload: Uint8Array): PeerMessage | undefined {
  try {
    return fromBinary(PeerMessageSchema, payload);
  } catch {
    return undefined;
  }
}
