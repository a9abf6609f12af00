import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ServerMessage, PeerMessage } from "../wire/signspan/v1/conversation_pb";
import type { ConnectionState } from "../room/direct";
import { Rejoin } from "../room/rejoin";
import { askIn, RoomApiError, openRoom, type Place, type RoleName } from "../room/roomApi";
import type { RoomEvent } from "@signspan/room/event";
import { RoomClient } from "../room/roomClient";
import { parseCode } from "@signspan/room/code";
import { keepMembership, newMembership, type Membership, takeMembership } from "../room/membership";
import { type RoomConfig, loadRoomConfig, relays } from "../room/roomConfig";
import { Talk, type TalkEvents } from "../room/talk";
import type { RoomMember } from "@signspan/room/wire/signspan/v1/room_pb";
import { type PeerMedia, usePeerMedia } from "./usePeerMedia";

export type RoomState =
  | { readonly name: "away"; readonly why: string | undefined }
  | { readonly name: "asking" }
  /** It was in a room before the page was loaded anew, or its token has run out. */
  | { readonly name: "returning" }
  | { readonly name: "in"; readonly code: string; readonly member: number; readonly members: readonly RoomMember[]; readonly lost: boolean; readonly gaps: Gaps };

/** Sentences that a long absence cost, or may have cost. */
export interface Gaps {
  /** Of the others, that did not come. */
  readonly missed: number;
  /** Of this page, that may not have arrived. */
  readonly doubtful: number;
}

export interface Room {
  /** Empty where this server knows of no rooms. */
  readonly rooms: string;
  readonly state: RoomState;
  readonly connections: ReadonlyMap<number, ConnectionState>;
  /** Whether there is a TURN server, behind which a device can hide its address. */
  readonly canHide: boolean;
  readonly peerMedia: PeerMedia;
  /** `hidden`: the other devices shall not learn this one's network address. */
  readonly open: (role: RoleName, watchers: boolean, hidden: boolean) => void;
  readonly join: (code: string, role: RoleName, hidden: boolean) => void;
  readonly leave: () => void;
  /** What this page's own server said: the others hear it too. */
  readonly mirror: (message: ServerMessage) => void;
}

export type Heard = Pick<TalkEvents, "onSentence"> & { readonly onPassing: (message: PeerMessage) => void };

interface Inside {
  readonly client: RoomClient;
  readonly talk: Talk;
}

/** A refusal that asks to come again no sooner is shown; sooner ones the client sees to. */
const LONG_S = 10;

const NO_GAPS: Gaps = { missed: 0, doubtful: 0 };

const NOWHERE: RoomState = { name: "away", why: undefined };

/** This page's place in a room: joining, leaving, coming back after a reload, and what is said there. */
export function useRoom(heard: Heard): Room {
  const [place, setPlace] = useState<RoomConfig>({ rooms: "", iceServers: [] });
  const [state, setState] = useState<RoomState>(NOWHERE);
  const [connections, setConnections] = useState<ReadonlyMap<number, ConnectionState>>(new Map());
  const inside = useRef<Inside>(undefined);
  const renew = useRef<(where: RoomConfig, membership: Membership) => void>(undefined);
  const rejoin = useRef<Rejoin>(undefined);
  const peerMedia = usePeerMedia(useCallback(() => inside.current?.talk, []));
  const { events: mediaEvents, end: endMedia } = peerMedia;

  const end = useCallback((why: string | undefined) => {
    endMedia();
    rejoin.current?.stop();
    inside.current?.talk.close();
    inside.current?.client.close();
    inside.current = undefined;
    keepMembership(undefined);
    setConnections(new Map());
    setState({ name: "away", why });
  }, [endMedia]);

  const enter = useCallback((where: RoomConfig, membership: Membership, token: string) => {
    keepMembership(membership);
    const bare = parseCode(membership.code) ?? membership.code;
    const url = `${where.rooms.replace(/^http/, "ws")}/rooms/${bare}/socket`;
    const take = (event: RoomEvent): void => {
      if (event.type === "member-joined") {
        const { member, missed } = event;
        setState((last) => {
          const { members, gaps } = last.name === "in" ? last : { members: [], gaps: NO_GAPS };
          return { name: "in", code: membership.code, member, members, lost: false, gaps: { ...gaps, missed: gaps.missed + missed } };
        });
      } else if (event.type === "delivery-unknown") {
        const { length } = event.payloads;
        setState((last) => (last.name === "in" ? { ...last, gaps: { ...last.gaps, doubtful: last.gaps.doubtful + length } } : last));
      } else if (event.type === "members-changed") {
        const { members } = event;
        setState((last) => (last.name === "in" ? { ...last, members } : last));
      } else if (event.type === "room-refused" && event.code === "token-expired") {
        endMedia();
        inside.current?.talk.close();
        renew.current?.(where, membership);
        return;
      } else if (event.type === "room-refused" && (event.retryS === 0 || event.retryS >= LONG_S)) {
        end(event.code);
        return;
      }
      talk.handle(event);
    };
    const client = new RoomClient(url, token, "", membership.resume, {
      onRoomEvent: take,
      onLost: () => { setState((last) => (last.name === "in" ? { ...last, lost: true } : last)); },
    });
    const talk = new Talk(client, { servers: where.iceServers, hidden: membership.hidden }, {
      ...heard,
      ...mediaEvents,
      onConnectionState: (member, state) => { setConnections((last) => new Map(last).set(member, state)); },
    });
    inside.current = { client, talk };
  }, [end, endMedia, heard, mediaEvents]);

  const ask = useCallback((where: RoomConfig, asked: Promise<Place>, membershipIn: (code: string) => Membership) => {
    setState({ name: "asking" });
    asked.then(({ code, token }) => { enter(where, membershipIn(code), token); })
      .catch((error: unknown) => { end(error instanceof RoomApiError ? error.why : "unreachable"); });
  }, [end, enter]);

  useEffect(() => {
    renew.current = (where, membership) => {
      setState({ name: "returning" });
      rejoin.current?.stop();
      rejoin.current = new Rejoin(() => askIn(where.rooms, membership.code, membership.role), {
        onPlace: ({ token }) => { enter(where, membership, token); },
        onGone: end,
      });
    };
  }, [end, enter]);

  useEffect(() => {
    let gone = false;
    void loadRoomConfig().then((found) => {
      if (gone) return;
      setPlace(found);
      const membership = takeMembership();
      if (found.rooms !== "" && membership !== undefined) renew.current?.(found, membership);
    });
    return () => {
      gone = true;
      rejoin.current?.stop();
      inside.current?.talk.close();
      inside.current?.client.close();
      inside.current = undefined;
    };
  }, []);

  const actions = useMemo(() => ({
    open: (role: RoleName, watchers: boolean, hidden: boolean) => {
      ask(place, openRoom(place.rooms, role, watchers), (code) => newMembership(code, role, hidden));
    },
    join: (code: string, role: RoleName, hidden: boolean) => {
      ask(place, askIn(place.rooms, code, role), (found) => newMembership(found, role, hidden));
    },
    leave: () => { end(undefined); },
    mirror: ({ body }: ServerMessage) => {
      const talk = inside.current?.talk;
      if (body.case === "sentence" && !body.value.relayed) talk?.final(body.value);
      else if (body.case === "partial" || body.case === "committed") talk?.passing(body);
    },
  }), [ask, end, place]);

  return { rooms: place.rooms, canHide: relays(place), state, connections, peerMedia, ...actions };
}
