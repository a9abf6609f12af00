/** This page's place in a room: joining, leaving, coming back after a reload, and what is said there. */
import { parseCode } from "@signspan/room/code";
import type { RoomEvent } from "@signspan/room/event";
import type { RoomMember } from "@signspan/room/wire/signspan/v1/room_pb";
import type { ConnectionState } from "../room/direct";
import { keepMembership, type Membership, newMembership, takeMembership } from "../room/membership";
import { Rejoin } from "../room/rejoin";
import { type Place, RoomApiError, type RoleName } from "../room/roomApi";
import type { RoomClient, RoomClientEvents } from "../room/roomClient";
import { relays, type RoomConfig } from "../room/roomConfig";
import { Talk, type TalkEvents } from "../room/talk";
import type { ServerMessage } from "../wire/signspan/v1/conversation_pb";
import { type OpenMedium, PeerMediaSession } from "./peerMedia";
import { patch, Store } from "./store";

export type RoomStatus =
  | { readonly name: "away"; readonly why: string | undefined }
  | { readonly name: "asking" }
  /** It was in a room before the page was reloaded, or its token has run out. */
  | { readonly name: "returning" }
  | { readonly name: "in"; readonly code: string; readonly member: number; readonly members: readonly RoomMember[]; readonly lost: boolean; readonly gaps: Gaps };

/** Sentences that a long absence cost, or may have cost. */
export interface Gaps {
  /** Of the others, that did not come. */
  readonly missed: number;
  /** Of this page, that may not have arrived. */
  readonly doubtful: number;
}

export interface RoomState {
  /** The rooms' address; empty where this server knows of no rooms. */
  readonly rooms: string;
  /** Whether there is a TURN server, behind which a device can hide its address. */
  readonly canHide: boolean;
  readonly status: RoomStatus;
  readonly connections: ReadonlyMap<number, ConnectionState>;
}

export interface RoomPlatform {
  readonly roomConfig: () => Promise<RoomConfig>;
  /** Rejects with a `RoomApiError`, as `askIn` does. */
  readonly openRoom: (rooms: string, role: RoleName, watchers: boolean) => Promise<Place>;
  readonly askIn: (rooms: string, code: string, role: RoleName) => Promise<Place>;
  readonly connect: (url: string, token: string, resume: Uint8Array, events: RoomClientEvents) => RoomClient;
  readonly openMedium: OpenMedium;
}

/** What the other devices say. */
export type RoomListener = Pick<TalkEvents, "onSentence" | "onPassing">;

interface Inside {
  readonly client: RoomClient;
  readonly talk: Talk;
}

/** A refusal that asks to come again no sooner is shown; sooner ones the client sees to. */
const LONG_S = 10;

const NO_GAPS: Gaps = { missed: 0, doubtful: 0 };

export class RoomSession {
  readonly state = new Store<RoomState>({ rooms: "", canHide: false, status: { name: "away", why: undefined }, connections: new Map() });
  readonly media: PeerMediaSession;
  readonly #platform: RoomPlatform;
  readonly #listener: RoomListener;
  #config: RoomConfig = { rooms: "", iceServers: [] };
  #inside: Inside | undefined;
  #rejoin: Rejoin | undefined;
  #gaps = NO_GAPS;
  #closed = false;

  constructor(platform: RoomPlatform, listener: RoomListener) {
    this.#platform = platform;
    this.#listener = listener;
    this.media = new PeerMediaSession(platform.openMedium);
    void platform.roomConfig().then((config) => { this.#found(config); });
  }

  /** `hidden`: the other devices shall not learn this one's network address. */
  readonly open = (role: RoleName, watchers: boolean, hidden: boolean): void => {
    const { rooms } = this.#config;
    this.#ask(this.#platform.openRoom(rooms, role, watchers), (code) => newMembership(code, role, hidden));
  };

  readonly join = (code: string, role: RoleName, hidden: boolean): void => {
    const { rooms } = this.#config;
    this.#ask(this.#platform.askIn(rooms, code, role), (found) => newMembership(found, role, hidden));
  };

  readonly leave = (): void => {
    this.#end(undefined);
  };

  /** What this page's own server said: the others hear it too. */
  mirror({ body }: ServerMessage): void {
    if (body.case === "sentence" && !body.value.relayed) {
      const { name } = this.state.get().status;
      const said = this.#inside?.talk.final(body.value) ?? (name !== "in" && name !== "returning");
      if (!said) this.#gap({ doubtful: 1 });
    } else if (body.case === "partial" || body.case === "committed") {
      this.#inside?.talk.passing(body);
    }
  }

  /** The page is gone. What it is a member of is kept, so that it may come back. */
  close(): void {
    this.#closed = true;
    this.#rejoin?.stop();
    this.media.leave();
    this.#exit();
  }

  #found(config: RoomConfig): void {
    if (this.#closed) return;
    this.#config = config;
    patch(this.state, { rooms: config.rooms, canHide: relays(config) });
    const membership = takeMembership();
    if (config.rooms !== "" && membership !== undefined) this.#return(membership);
  }

  #ask(asked: Promise<Place>, membershipIn: (code: string) => Membership): void {
    this.#gaps = NO_GAPS;
    patch(this.state, { status: { name: "asking" } });
    asked.then(({ code, token }) => { if (!this.#closed) this.#enter(membershipIn(code), token); })
      .catch((error: unknown) => { this.#end(error instanceof RoomApiError ? error.why : "unreachable"); });
  }

  /** Asks for a place as the member that this page was. */
  #return(membership: Membership): void {
    patch(this.state, { status: { name: "returning" } });
    this.#rejoin?.stop();
    this.#rejoin = new Rejoin(() => this.#platform.askIn(this.#config.rooms, membership.code, membership.role), {
      onPlace: ({ token }) => { this.#enter(membership, token); },
      onGone: (why) => { this.#end(why); },
    });
  }

  #enter(membership: Membership, token: string): void {
    keepMembership(membership);
    const { rooms, iceServers } = this.#config;
    const bare = parseCode(membership.code) ?? membership.code;
    const client = this.#platform.connect(`${rooms.replace(/^http/, "ws")}/rooms/${bare}/socket`, token, membership.resume, {
      onRoomEvent: (event) => { this.#take(event, membership); },
      onLost: () => { this.#change({ lost: true }); },
    });
    const talk = new Talk(client, { servers: iceServers, hidden: membership.hidden }, {
      ...this.#listener,
      ...this.media.events,
      onConnectionState: (member, state) => {
        this.state.update((last) => ({ ...last, connections: new Map(last.connections).set(member, state) }));
      },
    });
    this.#inside = { client, talk };
    this.media.join(talk);
  }

  #take(event: RoomEvent, membership: Membership): void {
    switch (event.type) {
      case "member-joined":
        this.#joined(membership.code, event.member);
        this.#gap({ missed: event.missed });
        break;
      case "delivery-unknown":
        this.#gap({ doubtful: event.payloads.length });
        break;
      case "members-changed":
        this.#change({ members: event.members });
        break;
      case "room-refused":
        if (event.code === "token-expired") {
          this.media.leave();
          this.#exit();
          this.#return(membership);
        } else if (event.retryS === 0 || event.retryS >= LONG_S) {
          this.#end(event.code);
        }
        return;
      default:
    }
    this.#inside?.talk.handle(event);
  }

  #joined(code: string, member: number): void {
    this.state.update((last) => {
      const members = last.status.name === "in" ? last.status.members : [];
      return { ...last, status: { name: "in", code, member, members, lost: false, gaps: this.#gaps } };
    });
  }

  #gap({ missed = 0, doubtful = 0 }: Partial<Gaps>): void {
    this.#gaps = { missed: this.#gaps.missed + missed, doubtful: this.#gaps.doubtful + doubtful };
    this.#change({ gaps: this.#gaps });
  }

  /** Changes what is known of the room while this page is in it. */
  #change(fields: Partial<Extract<RoomStatus, { readonly name: "in" }>>): void {
    this.state.update((last) => (last.status.name === "in" ? { ...last, status: { ...last.status, ...fields } } : last));
  }

  #exit(): void {
    this.#inside?.talk.close();
    this.#inside?.client.close();
    this.#inside = undefined;
  }

  #end(why: string | undefined): void {
    if (this.#closed) return;
    this.#rejoin?.stop();
    this.media.leave();
    this.#exit();
    keepMembership(undefined);
    patch(this.state, { status: { name: "away", why }, connections: new Map() });
  }
}
