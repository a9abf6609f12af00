/** What a room asks its transport to do: the twin of `signspan/room/action.py`. Done in the order given. */
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { FromRoomSchema } from "./wire/signspan/v1/room_pb";

// RFC 6455 section 7.4.1
export const NORMAL = 1000;
export const GOING_AWAY = 1001;
/** Broke a rule; coming back the same way is of no use. */
export const POLICY = 1008;
export const TOO_BIG = 1009;
/** Nothing wrong with you: full, taken, or behind. */
export const TRY_LATER = 1013;

export type Action =
  | { readonly do: "send"; readonly socket: string; readonly data: Uint8Array }
  /** The room has already forgotten the socket. */
  | { readonly do: "close"; readonly socket: string; readonly code: number; readonly reason: string }
  /** Write it where it outlives the process, before anything that follows is sent. */
  | { readonly do: "keep"; readonly key: string; readonly data: Uint8Array }
  | { readonly do: "erase"; readonly key: string }
  /** The room is over: forget everything kept. */
  | { readonly do: "end" };

/** Why a socket is closed: a word for programs, and when to come again, 0 for not at all. */
export interface Refusal {
  readonly code: string;
  readonly close: number;
  readonly retryS: number;
}

const refusal = (code: string, close: number, retryS = 0): Refusal => ({ code, close, retryS });

/** The table of docs/rooms.md. */
export const REFUSED = {
  format: refusal("format", POLICY),
  text: refusal("text", POLICY),
  silent: refusal("silent", POLICY),
  listenOnly: refusal("listen-only", POLICY),
  noWatchers: refusal("no-watchers", POLICY),
  rate: refusal("rate", POLICY),
  tokenExpired: refusal("token-expired", POLICY),
  tooLarge: refusal("too-big", TOO_BIG),
  roleTaken: refusal("role-taken", TRY_LATER, 60),
  roomFull: refusal("room-full", TRY_LATER, 60),
  slow: refusal("slow", TRY_LATER, 1),
  idle: refusal("idle", GOING_AWAY, 1),
  joinedAgain: refusal("joined-again", NORMAL),
  left: refusal("left", NORMAL),
} as const;

type Body = MessageInitShape<typeof FromRoomSchema>["body"];

/** One message of a room. */
export function answer(body: NonNullable<Body>): Uint8Array {
  return toBinary(FromRoomSchema, create(FromRoomSchema, { body }));
}

/** Tell, then close. */
export function refused(socket: string, { code, close, retryS }: Refusal): Action[] {
  const data = answer({ case: "error", value: { code, retryS } });
  return [
    { do: "send", socket, data },
    { do: "close", socket, code: close, reason: code },
  ];
}
