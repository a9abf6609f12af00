/**
 * What two devices signal to each other on the way to WebRTC, as JSON in a room's Signal. `page` is a random name of the
 * page that sends: a page that was reloaded has another, and gets a new connection. `to` is the page
 * it is meant for, as far as that is known.
 */
export interface Signal {
  readonly description?: RTCSessionDescriptionInit;
  readonly candidate?: RTCIceCandidateInit;
}

export interface Signed extends Signal {
  readonly page: string;
  readonly to?: string;
}

const MAX_SIGNAL = 48 * 1024;
const MAX_PAGE = 40;
const TYPES: readonly string[] = ["offer", "answer", "pranswer", "rollback"] satisfies RTCSdpType[];

export function write(signed: Signed): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(signed));
}

/** A signal, or nothing for anything else. */
export function read(payload: Uint8Array): Signed | undefined {
  if (payload.length > MAX_SIGNAL) return undefined;
  let row: unknown;
  try {
    row = JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
  if (typeof row !== "object" || row === null || !("page" in row) || !isPage(row.page)) return undefined;
  const { page } = row;
  const signed = "to" in row && isPage(row.to) ? { page, to: row.to } : { page };
  if ("description" in row) return isDescription(row.description) ? { ...signed, description: row.description } : undefined;
  if ("candidate" in row) return typeof row.candidate === "object" && row.candidate !== null ? { ...signed, candidate: row.candidate } : undefined;
  return signed;
}

function isPage(row: unknown): row is string {
  return typeof row === "string" && row.length > 0 && row.length <= MAX_PAGE;
}

function isDescription(row: unknown): row is RTCSessionDescriptionInit {
  return typeof row === "object" && row !== null && "type" in row && typeof row.type === "string" && TYPES.includes(row.type)
    && "sdp" in row && typeof row.sdp === "string";
}
