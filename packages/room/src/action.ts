/** What a room asks its transport to do: the twin of `signspan/room/action.py`. Done in the order given. */
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { type RefusalCode, refusalOf } from "./refusal";
import { FromRoomSchema } from "./wire/signspan/v1/room_pb";

export type Action =
  | { readonly do: "send"; readonly socket: string; readonly data: Uint8Array }
  /** The room has already forgotten the socket. */
  | { readonly do: "close"; readonly socket: string; readonly code: number; readonly reason: string }
  /** Write it where it outlives the process, before anything that follows is sent. */
  | { readonly do: "keep"; readonly key: string; readonly data: Uint8Array }
  | { readonly do: "erase"; readonly key: string }
  /** The room is over: forget everything kept. */
  | { readonly do: "end" };

type Body = MessageInitShape<typeof FromRoomSchema>["body"];

/** One message of a room. */
export function answer(body: NonNullable<Body>): Uint8Array {
  return toBinary(FromRoomSchema, create(FromRoomSchema, { body }));
}

/** Says why, then closes. */
export function refused(socket: string, code: RefusalCode): Action[] {
  const { close, retryS } = refusalOf(code);
  return [
    { do: "send", socket, data: answer({ case: "error", value: { code, retryS } }) },
    { do: "close", socket, code: close, reason: code },
  ];
}
