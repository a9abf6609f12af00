/**
 * Why a socket is closed: RFC 6455's codes (section 7.4.1) and our own words, read from `signspan/wire/protocol.json`.
 * docs/rooms.md has the table, with what each means.
 */
import protocol from "../../../signspan/wire/protocol.json";

export type RefusalCode = keyof typeof protocol.refusals;

/** A word for programs, a close code, and when to come again, 0 for not at all. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly close: number;
  readonly retryS: number;
}

export function refusalOf(code: RefusalCode): Refusal {
  const { close, retry_s: retryS } = protocol.refusals[code];
  return { code, close: protocol.close_codes[close as keyof typeof protocol.close_codes], retryS };
}
