import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ServerMessage, Told } from "../converse/wire/signspan/v1/conversation_pb";
import type { Way } from "../room/direct";
import { Comeback } from "../room/comeback";
import { askIn, DeskError, openRoom, type Place, type RoleName } from "../room/desk";
import type { Happening } from "../room/happening";
import { Line } from "../room/line";
import { read } from "../room/code";
import { keepSeat, newSeat, type Seat, takeSeat } from "../room/seat";
import { type Meeting, meeting, relays } from "../room/settings";
import { Talk, type TalkEvents } from "../room/talk";
import type { RoomMember } from "../room/wire/signspan/v1/room_pb";
import { type Company, useCompany } from "./useCompany";

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
  readonly unsure: number;
}

export interface Room {
  /** Empty where this server knows of no rooms. */
  readonly rooms: string;
  readonly state: RoomState;
  readonly ways: ReadonlyMap<number, Way>;
  /** Whether there is a TURN server, behind which a device can hide its address. */
  readonly canHide: boolean;
  readonly company: Company;
  /** `hidden`: the other devices shall not learn this one's network address. */
  readonly open: (role: RoleName, watchers: boolean, hidden: boolean) => void;
  readonly join: (code: string, role: RoleName, hidden: boolean) => void;
  readonly leave: () => void;
  /** What this page's own server said: the others hear it too. */
  readonly mirror: (message: ServerMessage) => void;
}

export type Heard = Pick<TalkEvents, "onSentence"> & { readonly onPassing: (told: Told) => void };

interface Inside {
  readonly line: Line;
  readonly talk: Talk;
}

/** A refusal that asks to come again no sooner is told; sooner ones the line sees to. */
const LONG_S = 10;

const NO_GAPS: Gaps = { missed: 0, unsure: 0 };

const NOWHERE: RoomState = { name: "away", why: undefined };

/** This page's place in a room: joining, leaving, coming back after a reload, and what is said there. */
export function useRoom(heard: Heard): Room {
  const [place, setPlace] = useState<Meeting>({ rooms: "", iceServers: [] });
  const [state, setState] = useState<RoomState>(NOWHERE);
  const [ways, setWays] = useState<ReadonlyMap<number, Way>>(new Map());
  const inside = useRef<Inside>(undefined);
  const renew = useRef<(where: Meeting, seat: Seat) => void>(undefined);
  const comeback = useRef<Comeback>(undefined);
  const company = useCompany(useCallback(() => inside.current?.talk, []));
  const { events: companyEvents, end: endCompany } = company;

  const end = useCallback((why: string | undefined) => {
    endCompany();
    comeback.current?.stop();
    inside.current?.talk.close();
    inside.current?.line.close();
    inside.current = undefined;
    keepSeat(undefined);
    setWays(new Map());
    setState({ name: "away", why });
  }, [endCompany]);

  const sit = useCallback((where: Meeting, seat: Seat, token: string) => {
    keepSeat(seat);
    const bare = read(seat.code) ?? seat.code;
    const url = `${where.rooms.replace(/^http/, "ws")}/rooms/${bare}/socket`;
    const take = (happening: Happening): void => {
      if (happening.type === "joined") {
        const { member, missed } = happening;
        setState((last) => {
          const { members, gaps } = last.name === "in" ? last : { members: [], gaps: NO_GAPS };
          return { name: "in", code: seat.code, member, members, lost: false, gaps: { ...gaps, missed: gaps.missed + missed } };
        });
      } else if (happening.type === "unsure") {
        const { length } = happening.payloads;
        setState((last) => (last.name === "in" ? { ...last, gaps: { ...last.gaps, unsure: last.gaps.unsure + length } } : last));
      } else if (happening.type === "here") {
        const { members } = happening;
        setState((last) => (last.name === "in" ? { ...last, members } : last));
      } else if (happening.type === "refused" && happening.code === "token-expired") {
        endCompany();
        inside.current?.talk.close();
        renew.current?.(where, seat);
        return;
      } else if (happening.type === "refused" && (happening.retryS === 0 || happening.retryS >= LONG_S)) {
        end(happening.code);
        return;
      }
      talk.happened(happening);
    };
    const line = new Line(url, token, "", seat.resume, {
      onHappening: take,
      onLost: () => { setState((last) => (last.name === "in" ? { ...last, lost: true } : last)); },
    });
    const talk = new Talk(line, { servers: where.iceServers, hidden: seat.hidden }, {
      ...heard,
      ...companyEvents,
      onWay: (member, way) => { setWays((last) => new Map(last).set(member, way)); },
    });
    inside.current = { line, talk };
  }, [end, endCompany, heard, companyEvents]);

  const ask = useCallback((where: Meeting, asked: Promise<Place>, seatIn: (code: string) => Seat) => {
    setState({ name: "asking" });
    asked.then(({ code, token }) => { sit(where, seatIn(code), token); })
      .catch((error: unknown) => { end(error instanceof DeskError ? error.why : "unreachable"); });
  }, [end, sit]);

  useEffect(() => {
    renew.current = (where, seat) => {
      setState({ name: "returning" });
      comeback.current?.stop();
      comeback.current = new Comeback(() => askIn(where.rooms, seat.code, seat.role), {
        onPlace: ({ token }) => { sit(where, seat, token); },
        onGone: end,
      });
    };
  }, [end, sit]);

  useEffect(() => {
    let gone = false;
    void meeting().then((found) => {
      if (gone) return;
      setPlace(found);
      const seat = takeSeat();
      if (found.rooms !== "" && seat !== undefined) renew.current?.(found, seat);
    });
    return () => {
      gone = true;
      comeback.current?.stop();
      inside.current?.talk.close();
      inside.current?.line.close();
      inside.current = undefined;
    };
  }, []);

  const actions = useMemo(() => ({
    open: (role: RoleName, watchers: boolean, hidden: boolean) => {
      ask(place, openRoom(place.rooms, role, watchers), (code) => newSeat(code, role, hidden));
    },
    join: (code: string, role: RoleName, hidden: boolean) => {
      ask(place, askIn(place.rooms, code, role), (found) => newSeat(found, role, hidden));
    },
    leave: () => { end(undefined); },
    mirror: ({ body }: ServerMessage) => {
      const talk = inside.current?.talk;
      if (body.case === "sentence" && !body.value.relayed) talk?.final(body.value);
      else if (body.case === "partial" || body.case === "committed") talk?.passing(body);
    },
  }), [ask, end, place]);

  return { rooms: place.rooms, canHide: relays(place), state, ways, company, ...actions };
}
