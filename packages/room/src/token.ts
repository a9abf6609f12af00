/** Room tokens: the twin of `signspan/room/token.py`, which explains their form. WebCrypto compares in constant time. */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { isCode } from "./code";
import { Role, type RoomToken, RoomTokenSchema } from "./wire/signspan/v1/room_pb";

const CONTEXT = new TextEncoder().encode("signspan room token 1\n");
const MAX_LENGTH = 256;
const MIN_SECRET = 32;
export const LIFE_S = 12 * 3600;

/** A token that opens nothing. */
export class TokenError extends Error {
  readonly why: "token" | "token-expired";

  constructor(why: "token" | "token-expired") {
    super(why);
    this.name = "TokenError";
    this.why = why;
  }
}

/** The secret made ready; at least 32 bytes. */
export function secretKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  if (secret.length < MIN_SECRET) {
    throw new RangeError(`expected a secret of at least ${MIN_SECRET} bytes, got ${secret.length}`);
  }
  return crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

/** A token for `room` in `role`, good until `expiresS` (seconds since 1970). */
export async function sign(key: CryptoKey, room: string, role: Role, expiresS: number): Promise<string> {
  if (!isCode(room)) throw new RangeError(`expected a room code, got ${room.length} other characters`);
  const token = toBinary(RoomTokenSchema, create(RoomTokenSchema, { room, role, expiresS: Math.floor(expiresS) }));
  const tag = await crypto.subtle.sign("HMAC", key, tagged(token));
  return `${text(token)}.${text(new Uint8Array(tag))}`;
}

/** What `written` allows in `room` now, or `TokenError`. */
export async function check(key: CryptoKey, written: string, room: string, nowS: number): Promise<RoomToken> {
  const dot = written.indexOf(".");
  if (written.length > MAX_LENGTH || dot < 0) throw new TokenError("token");
  const data = bytes(written.slice(0, dot));
  const tag = bytes(written.slice(dot + 1));
  if (!(await crypto.subtle.verify("HMAC", key, tag, tagged(data)))) throw new TokenError("token");
  const token = fromBinary(RoomTokenSchema, data);
  const known = token.role === Role.SIGNER || token.role === Role.SPEAKER || token.role === Role.WATCHER;
  if (token.room !== room || !known) throw new TokenError("token");
  if (token.expiresS <= nowS) throw new TokenError("token-expired");
  return token;
}

function tagged(token: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(CONTEXT.length + token.length);
  whole.set(CONTEXT);
  whole.set(token, CONTEXT.length);
  return whole;
}

function text(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function bytes(written: string): Uint8Array<ArrayBuffer> {
  let data: Uint8Array<ArrayBuffer>;
  try {
    data = Uint8Array.from(atob(written.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  } catch {
    throw new TokenError("token");
  }
  if (text(data) !== written) throw new TokenError("token"); // one spelling for each token
  return data;
}
