import { secretKey } from "@signspan/room/token";
import type { Env } from "./env";

let made: { readonly secret: string; readonly key: Promise<CryptoKey> } | undefined;

/** The key of ROOM_SECRET, made once; `RangeError` when the secret is missing or too short. */
export function keyOf(env: Env): Promise<CryptoKey> {
  const secret = env.ROOM_SECRET ?? "";
  if (made?.secret !== secret) made = { secret, key: secretKey(new Uint8Array(new TextEncoder().encode(secret))) };
  return made.key;
}
