/**
 * What the pages of a room say to each other. A final (a finished sentence) goes through the room, which loses none, and
 * also directly to each page that can be reached directly, which is faster; whichever copy arrives first counts. What
 * passes by (words still being said, landmarks) goes directly, and through the room where there is no direct connection.
 */
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { now } from "../clock";
import { Numbering, Once } from "../session/once";
import { type Sentence, type PeerMessage, PeerMessageSchema } from "../wire/signspan/v1/conversation_pb";
import { type Agreement, NO_AGREEMENT } from "./agreement";
import { Direct, type Ice, type Medium, type ConnectionState } from "./direct";
import type { LandmarkPacket } from "./landmarkPacket";
import type { RoomEvent } from "@signspan/room/event";
import { PENDING, UNSENT } from "@signspan/room/limits";
import { RttEstimator } from "./rttEstimator";
import type { RoomClient } from "./roomClient";
import { Throttle } from "./throttle";
import { read, write } from "./signal";
import { Role, type RoomMember } from "@signspan/room/wire/signspan/v1/room_pb";

/** Finals of one member that may be under way at once: kept by that member for the room, or by the room for this page. */
const UNDER_WAY = UNSENT + PENDING;

export type PeerMessageBody = MessageInitShape<typeof PeerMessageSchema>["body"];

export interface TalkEvents {
  /** A member's sentence, once; `travelledMs` is how long it was on its way, as far as that is known. */
  readonly onSentence: (sentence: Sentence, travelledMs: number) => void;
  /** What a member is saying or signing, word by word. */
  readonly onPassing: (message: PeerMessage) => void;
  /** A packet of a member's landmarks. */
  readonly onShown: (member: number, packet: Uint8Array) => void;
  /** What the partner would send of itself; nothing at first, and when its page was reloaded. */
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
  /** Its finals by their number: each may come directly and through the room. */
  readonly finals: Once<number>;
}

export class Talk {
  readonly #client: Pick<RoomClient, "final" | "passing" | "show" | "clear" | "signal" | "member">;
  readonly #ice: Ice;
  readonly #events: TalkEvents;
  readonly #others = new Map<number, Other>();
  readonly #page = crypto.randomUUID();
  readonly #stream = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  /** Landmarks through the room, for members that cannot be reached directly. */
  readonly #relay: Throttle;
  /** This page's number in the room: another one if the room had removed it meanwhile. */
  #me = 0;
  #role = Role.UNSPECIFIED;
  #agreement = NO_AGREEMENT;
  readonly #finals = new Numbering();
  readonly #frames = new Numbering();

  constructor(client: Pick<RoomClient, "final" | "passing" | "show" | "clear" | "signal" | "member">, ice: Ice, events: TalkEvents) {
    this.#client = client;
    this.#ice = ice;
    this.#events = events;
    this.#relay = new Throttle(this.#stream, { clear: () => client.clear, send: (packet) => { client.show(packet); } }, now());
  }

  /** Says a sentence to everybody; false where too much waits already. */
  final(sentence: Sentence): boolean {
    const payload = this.#pack(this.#finals.next(), { case: "sentence", value: sentence });
    for (const { direct } of this.#others.values()) direct?.tell(payload);
    return this.#client.final(payload);
  }

  /** Says what matters only now. */
  passing(body: PeerMessageBody): void {
    const payload = this.#pack(0, body);
    const reached = Array.from(this.#others.values(), ({ direct }) => direct?.tell(payload) ?? false);
    if (!reached.every(Boolean)) this.#client.passing(payload);
  }

  /** Shows a frame of this page's signer to everybody; who only watches shows nothing. */
  show(frame: Pick<LandmarkPacket, "aspect" | "points">, capturedS: number): void {
    if (this.#role === Role.WATCHER) return;
    const packet = { ...frame, frame: this.#frames.next(), capturedMs: Math.max(0, Math.round(capturedS * 1000)) };
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

  /** Takes the room's events that concern what is said. */
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
    const anew = this.#client.member !== this.#me; // a new member: nothing agreed with the old one holds
    this.#me = this.#client.member;
    this.#role = members.find(({ id }) => id === this.#me)?.role ?? Role.UNSPECIFIED;
    const here = new Set(members.map(({ id }) => id));
    for (const [id, other] of this.#others) {
      if (here.has(id) && !anew) continue;
      other.direct?.close();
      this.#others.delete(id);
      if (!this.#isPartner(other)) continue;
      this.#agreement = NO_AGREEMENT;
      this.#events.onParted();
    }
    for (const { id, role, present } of members) {
      const known = this.#others.get(id);
      if (known !== undefined) {
        if (present && !known.present) known.direct?.returned();
        known.present = present;
      }
      if (known !== undefined || id === this.#me) continue;
      const other: Other = { role, present, direct: undefined, page: undefined, rtt: new RttEstimator(id), finals: new Once(UNDER_WAY) };
      this.#others.set(id, other);
      other.direct = this.#reach(id, other);
    }
  }

  #reach(id: number, other: Other): Direct | undefined {
    if (typeof RTCPeerConnection === "undefined") {
      this.#events.onConnectionState(id, "apart");
      return undefined;
    }
    return new Direct(this.#client.member > id, this.#ice, this.#stream, {
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
  }

  /** A page that was reloaded gets a new connection; signals meant for the page before it are ignored. */
  #signalled(peer: number, payload: Uint8Array): void {
    const other = this.#others.get(peer);
    const signal = read(payload);
    if (other?.direct === undefined || signal === undefined || (signal.to ?? this.#page) !== this.#page) return;
    if (other.page !== undefined && other.page !== signal.page) {
      other.direct.close();
      other.page = signal.page;
      if (this.#isPartner(other)) this.#events.onAgreement(NO_AGREEMENT);
      this.#events.onConnectionState(peer, "connecting");
      other.direct = this.#reach(peer, other);
    }
    other.page = signal.page;
    other.direct?.signalled(signal);
  }

  /** Signer and speaker are partners; who watches neither sends nor gets a picture or a voice. */
  #isPartner({ role }: Pick<Other, "role">): boolean {
    return role !== Role.WATCHER && this.#role !== Role.WATCHER;
  }

  #partners(): Other[] {
    return [...this.#others.values()].filter((other) => this.#isPartner(other));
  }

  #tellAgreement({ direct }: Other): void {
    direct?.tell(this.#pack(0, { case: "agreement", value: this.#agreement }));
  }

  /** `directly`: not through the room, which could forge an agreement. */
  #hear(member: number, payload: Uint8Array, directly = false): void {
    const other = this.#others.get(member);
    const message = unpack(payload);
    if (other === undefined || message === undefined) return;
    other.rtt.came(message.sentS, message.echo?.member === this.#client.member ? message.echo : undefined, now());
    if (message.body.case === "agreement") {
      if (directly && this.#isPartner(other)) this.#events.onAgreement(message.body.value);
    } else if (message.count === 0) {
      this.#events.onPassing(message);
    } else if (message.body.case === "sentence" && other.finals.first(message.count)) {
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

/** A message of another page, or nothing where the bytes are none. */
export function unpack(payload: Uint8Array): PeerMessage | undefined {
  try {
    return fromBinary(PeerMessageSchema, payload);
  } catch {
    return undefined;
  }
}
