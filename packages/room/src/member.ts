/** One member of a room, over however many sockets it takes: the twin of `signspan/room/member.py`. */
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { Bucket, buckets } from "./bucket";
import { type Kind, PATIENCE, UNREAD_BYTES } from "./limits";
import { type KeptMember, KeptMemberSchema, type Role, type RoomMemberSchema } from "./wire/signspan/v1/room_pb";

export class Member {
  readonly id: number;
  readonly role: Role;
  /** The role of its token. */
  readonly asked: Role;
  readonly name: string;
  readonly resume: Uint8Array;
  /** Empty while the connection is lost, since `awayS`. */
  socket: string;
  awayS: number;
  /** Its own finals that the room has. */
  received: number;
  missed: number;
  /** Bytes of payload sent and not acknowledged. Like the rates it does not outlive the process. */
  unread = 0;
  readonly #rates: Readonly<Record<Kind, Bucket>>;
  readonly #patience: Bucket;

  constructor(kept: KeptMember, nowS: number) {
    this.id = kept.id;
    this.role = kept.role;
    this.asked = kept.asked;
    this.name = kept.name;
    this.resume = kept.resume;
    this.socket = kept.socket;
    this.awayS = kept.awayS;
    this.received = kept.received;
    this.missed = kept.missed;
    this.#rates = buckets(nowS);
    this.#patience = new Bucket(PATIENCE, nowS);
  }

  /** Whether a message of that kind may pass now. */
  within(kind: Kind, nowS: number): boolean {
    return this.#rates[kind].take(nowS);
  }

  /** Whether a message too many is only dropped. */
  tolerated(nowS: number): boolean {
    return this.#patience.take(nowS);
  }

  /** Whether it keeps up with what passes by. */
  get reads(): boolean {
    return this.socket !== "" && this.unread <= UNREAD_BYTES;
  }

  /** As the others see it. */
  get row(): MessageInitShape<typeof RoomMemberSchema> {
    return { id: this.id, role: this.role, name: this.name, present: this.socket !== "" };
  }

  /** As it is kept. */
  get kept(): KeptMember {
    const { id, role, asked, name, resume, socket, awayS, received, missed } = this;
    return create(KeptMemberSchema, { id, role, asked, name, resume, socket, awayS, received, missed });
  }
}
