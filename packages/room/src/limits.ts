/** Every bound of a room, read from `signspan/wire/protocol.json`, which the servers in Python read too. */
import protocol from "../../../signspan/wire/protocol.json";

const { room, device, address } = protocol;

/** What a page asks for beside its token, and what is answered. */
export const SUBPROTOCOL = protocol.subprotocol;
export const MESSAGE_BYTES = protocol.message_bytes;
/** A message passed on, with who said it. */
export const ANSWER_BYTES = MESSAGE_BYTES + protocol.answer_overhead_bytes;
export const NAME_LENGTH = protocol.name_length;
export const RESUME_BYTES = protocol.resume_bytes;

/** Open at once in a room, joined or not. */
export const SOCKETS = room.sockets;
export const WATCHERS = room.watchers;

/** A socket that has not joined by then is closed. */
export const JOIN_S = room.join_s;
/** How often a device pings. */
export const PING_S = device.ping_s;
/** How long it waits for any answer before it redials. */
export const PONG_S = device.pong_s;
/** A socket that has been silent for so long is closed. */
export const IDLE_S = room.idle_s;
/** How long a member whose socket is lost may come back. */
export const AWAY_S = room.away_s;
/** How long an opened room waits for its first member. */
export const UNUSED_S = room.unused_s;
/** How long an empty room lasts. */
export const EMPTY_S = room.empty_s;

/** Finals kept for one member. */
export const PENDING = room.pending;
/** Of payload, likewise. */
export const PENDING_BYTES = room.pending_bytes;
/** Sent to one member and not acknowledged: above it, what passes by is not sent. */
export const UNREAD_BYTES = room.unread_bytes;
/** Finals a device sends ahead of their acknowledgement. */
export const FLIGHT = device.flight;
/** Finals a device keeps. */
export const UNSENT = device.unsent;
/** Payload after which a device acknowledges, if no final made it do so before. */
export const ACK_BYTES = device.ack_bytes;
export const RETRY_S = room.retry_s;

/** A token bucket: `perS` on average, `burst` at once. */
export interface Rate {
  readonly perS: number;
  readonly burst: number;
}

const rate = ({ per_s: perS, burst }: { readonly per_s: number; readonly burst: number }): Rate => ({ perS, burst });

export type Kind = keyof typeof protocol.rates;

/**
 * Of one member. What exceeds them is dropped (a final is asked for again later), because a stalled connection brings
 * honest messages all at once; each drop uses `PATIENCE`, and a member who has used it up is removed.
 */
export const RATES: Readonly<Record<Kind, Rate>> = {
  seen: rate(protocol.rates.seen),
  talk: rate(protocol.rates.talk),
  signal: rate(protocol.rates.signal),
  ack: rate(protocol.rates.ack),
};
export const PATIENCE: Rate = rate(protocol.patience);

/** Of one address: one act in `everyS` on average, `burst` at once. */
export interface AddressRate {
  readonly everyS: number;
  readonly burst: number;
}

const addressRate = ({ every_s: everyS, burst }: { readonly every_s: number; readonly burst: number }): AddressRate => ({ everyS, burst });

/** `ask`: to open a room or to enter one, where codes could be guessed. `dial`: a handshake. */
export const ADDRESS_RATES = { ask: addressRate(address.ask), dial: addressRate(address.dial) };
/** Open at once from one address, in all rooms. */
export const ADDRESS_SOCKETS = address.sockets;
