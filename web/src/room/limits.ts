/** Every bound of a room: the twin of `signspan/wire/limits.py`; `limits.json` among the vectors holds both to the same. */

export const MESSAGE_BYTES = 64 * 1024;
/** A message passed on, with who said it. */
export const ANSWER_BYTES = MESSAGE_BYTES + 64;
export const NAME_LENGTH = 40;
export const RESUME_BYTES = 16;

/** Open at once in a room, joined or not. */
export const SOCKETS = 16;
export const WATCHERS = 6;

/** A socket that has not joined by then is closed. */
export const JOIN_S = 10;
/** How often a device pings. */
export const PING_S = 4;
/** How long it waits for any answer before it redials. */
export const PONG_S = 3;
/** A socket that has been silent for so long is closed. */
export const IDLE_S = 60;
/** How long a member whose line is lost may come back. */
export const AWAY_S = 60;
/** How long an opened room waits for its first member. */
export const UNUSED_S = 600;
/** How long an empty room lasts. */
export const EMPTY_S = 60;

/** Finals kept for one member. */
export const PENDING = 256;
/** Of payload, likewise. */
export const PENDING_BYTES = 1 << 20;
/** Sent to one member and not acknowledged: above it, what passes by is not sent. */
export const UNREAD_BYTES = 1 << 19;
/** Finals a device sends ahead of their acknowledgement. */
export const FLIGHT = 16;
/** Finals a device keeps. */
export const UNSENT = 256;
/** Payload after which a device acknowledges, if no final made it do so before. */
export const ACK_BYTES = 1 << 15;
export const RETRY_S = 0.5;

/** A token bucket: `perS` on average, `burst` at once. */
export interface Rate {
  readonly perS: number;
  readonly burst: number;
}

export type Kind = "seen" | "talk" | "signal" | "ack";

/**
 * Of one member. What exceeds them is dropped (a final is asked for again later), because a stalled line brings
 * honest messages in a heap; each drop uses `PATIENCE`, and a member who has used it up is put out.
 */
export const RATES: Readonly<Record<Kind, Rate>> = {
  seen: { perS: 40, burst: 80 },
  talk: { perS: 20, burst: 60 },
  signal: { perS: 20, burst: 100 },
  ack: { perS: 60, burst: 200 },
};
export const PATIENCE: Rate = { perS: 10, burst: 300 };
