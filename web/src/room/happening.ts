/** What a room means to a device, beside what it wants sent: the twin of `signspan/room/happening.py`. */
import type { Role, RoomMember } from "./wire/signspan/v1/room_pb";

export type Happening =
  /** One binary message to send. */
  | { readonly type: "out"; readonly data: Uint8Array }
  /** Send the text "ping". */
  | { readonly type: "ping" }
  /** Nothing was heard for too long: the line is dead, whatever the socket says. */
  | { readonly type: "redial" }
  /** In the room. `missed` finals can no longer be had. */
  | { readonly type: "joined"; readonly member: number; readonly role: Role; readonly missed: number }
  /** The room no longer knew this device: whether these finals had arrived is unknown. They are not sent again. */
  | { readonly type: "unsure"; readonly payloads: readonly Uint8Array[] }
  | { readonly type: "here"; readonly members: readonly RoomMember[] }
  /** Something said; a final comes once and in order. */
  | { readonly type: "said"; readonly member: number; readonly payload: Uint8Array; readonly final: boolean }
  /** A frame of landmarks. */
  | { readonly type: "showed"; readonly member: number; readonly payload: Uint8Array }
  /** A signal for this device alone. */
  | { readonly type: "signalled"; readonly peer: number; readonly payload: Uint8Array }
  /** The room is about to close the socket. Come again after `retryS`, or not at all where it is 0. */
  | { readonly type: "refused"; readonly code: string; readonly retryS: number };
