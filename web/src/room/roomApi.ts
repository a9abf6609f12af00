/** Asking the Worker for a room, or for a place in one. */
import { parseCode } from "@signspan/room/code";

export type RoleName = "signer" | "speaker" | "watcher";

export interface Place {
  /** As people read it. */
  readonly code: string;
  readonly token: string;
}

/** Why there is no place: one word that the page has a sentence for. */
export class RoomApiError extends Error {
  constructor(readonly why: "code" | "no-room" | "busy" | "unreachable") {
    super(why);
  }
}

/** Opens a room at `base`; `watchers` lets a third signer or speaker watch. Throws `RoomApiError`. */
export async function openRoom(base: string, role: RoleName, watchers: boolean): Promise<Place> {
  const { code, token } = await ask(`${base}/rooms`, { role, watchers });
  return { code: code ?? "", token };
}

/** A place in the room whose code a person typed. Throws `RoomApiError`. */
export async function askIn(base: string, typed: string, role: RoleName): Promise<Place> {
  const code = parseCode(typed);
  if (code === undefined) throw new RoomApiError("code");
  const { token } = await ask(`${base}/rooms/${code}/tokens`, { role });
  return { code, token };
}

async function ask(url: string, body: object): Promise<{ readonly code?: string; readonly token: string }> {
  let answer: Response;
  try {
    answer = await fetch(url, { method: "POST", body: JSON.stringify(body), referrerPolicy: "no-referrer" });
  } catch {
    throw new RoomApiError("unreachable");
  }
  if (answer.status === 201) return placeOf(await answer.json());
  throw new RoomApiError(answer.status === 404 ? "no-room" : answer.status === 429 ? "busy" : "unreachable");
}

function placeOf(row: unknown): { readonly code?: string; readonly token: string } {
  if (typeof row !== "object" || row === null || !("token" in row) || typeof row.token !== "string") {
    throw new RoomApiError("unreachable");
  }
  return "code" in row && typeof row.code === "string" ? { code: row.code, token: row.token } : { token: row.token };
}
