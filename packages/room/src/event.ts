/** What a room means to a device, beside what it wants sent: the twin of `signspan/room/event.py`. */
import type { Role, RoomMember } from "./wire/signspan/v1/room_pb";

export type RoomEvent =
  /** One binary message to send. */
  | { readonly type: "send-message"; readonly data: Uint8Array }
  /** Send the text "ping". */
  | { readonly type: "send-ping" }
  /** Nothing was heard for too long: the connection is dead, whatever the socket says. */
  | { readonly type: "reconnect" }
  /** In the room. `missed` finals can no longer be had. */
  | { readonly type: "member-joined"; readonly member: number; readonly role: Role; readonly missed: number }
  /** The room no longer knew this device: whether these finals had arrived is unknown. They are not sent again. */
  | { readonly type: "delivery-unknown"; readonly payloads: readonly Uint8Array[] }
  | { readonly type: "members-changed"; readonly members: readonly RoomMember[] }
  /** Something said; a final comes once and in order. */
  | { readonly type: "talk-received"; readonly member: number; readonly payload: Uint8Array; readonly final: boolean }
  /** A frame of landmarks. */
  | { readonly type: "landmarks-received"; readonly member: number; readonly payload: Uint8Array }
  /** A signal for this device alone. */
  | { readonly type: "signal-received"; readonly peer: number; readonly payload: Uint8Array }
  /** The room is about to close the socket. Come again after `retryS`, or not at all where it is 0. */
  | { readonly type: "room-refused"; readonly code: string; readonly retryS: number };
