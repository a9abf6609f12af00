/** The Worker's routes: origins, rates, tokens. What it lets through goes to the one Durable Object of its room. */
import { codeOf, LENGTH, parseCode, shown } from "@signspan/room/code";
import { SUBPROTOCOL } from "@signspan/room/limits";
import { check, LIFE_S, sign, TokenError } from "@signspan/room/token";
import { Role } from "@signspan/room/wire/signspan/v1/room_pb";
import { addressKey } from "./addressKey";
import { type Ask, asked } from "./ask";
import type { Env } from "./env";
import { log } from "./log";
import { turnedAway } from "./refusal";
import { HEADERS } from "./roomObject";
import { keyOf } from "./secret";

export { AddressLimiter } from "./addressLimiter";
export { RoomObject } from "./roomObject";

const ROLES: Readonly<Record<Ask["role"], Role>> = { signer: Role.SIGNER, speaker: Role.SPEAKER, watcher: Role.WATCHER };

export default {
  async fetch(request, env): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/health") return answer(200, { status: "ok" });
    const origin = request.headers.get("Origin");
    if (origin === null || !env.ORIGINS.split(",").includes(origin)) {
      log("refused", { code: "origin" });
      return answer(403, { error: "origin" });
    }
    let key: CryptoKey;
    try {
      key = await keyOf(env);
    } catch {
      return answer(503, { error: "unconfigured" });
    }
    const [, rooms, written = "", what = "", ...rest] = pathname.split("/");
    const code = written === "" ? "" : codeIn(written);
    if (rooms !== "rooms" || rest.length > 0 || code === undefined) return answer(404, { error: "no-room" }, origin);
    if (request.method === "OPTIONS") return answer(204, undefined, origin);
    if (what === "socket") return dialled(request, env, key, code);
    if (request.method !== "POST" || (code === "") !== (what === "") || !["", "tokens"].includes(what)) {
      return answer(404, { error: "no-room" }, origin);
    }
    if (!(await env.ADDRESSES.getByName(await addressKey(key, request)).allows("ask"))) return answer(429, { error: "busy" }, origin);
    const ask = await asked(request);
    if (!ask) return answer(400, { error: "format" }, origin);
    return code === "" ? opened(env, key, ask, origin) : admitted(env, key, code, ask, origin);
  },
} satisfies ExportedHandler<Env>;

/** The code in a path, as people may have written it. */
function codeIn(written: string): string | undefined {
  try {
    return parseCode(decodeURIComponent(written));
  } catch {
    return undefined; // a broken escape
  }
}

/** POST /rooms: a new room, and the opener's token. */
async function opened(env: Env, key: CryptoKey, { role, watchers }: Ask, origin: string): Promise<Response> {
  const code = codeOf(crypto.getRandomValues(new Uint8Array(LENGTH)));
  if (!(await env.ROOMS.getByName(code).open(watchers))) return answer(503, { error: "busy" }, origin);
  return answer(201, { code: shown(code), token: await token(key, code, role) }, origin);
}

/** POST /rooms/CODE/tokens: a token for who knows the code of an open room. */
async function admitted(env: Env, key: CryptoKey, code: string, { role }: Ask, origin: string): Promise<Response> {
  const open = await env.ROOMS.getByName(code).isOpen();
  log("asked", { code: open ? "open" : "no-room" });
  if (!open) return answer(404, { error: "no-room" }, origin);
  return answer(201, { token: await token(key, code, role) }, origin);
}

function token(key: CryptoKey, code: string, role: Ask["role"]): Promise<string> {
  return sign(key, code, ROLES[role], Date.now() / 1000 + LIFE_S);
}

/** GET /rooms/CODE/socket, the token beside the protocol's name: headers are logged nowhere, addresses are. */
async function dialled(request: Request, env: Env, key: CryptoKey, code: string): Promise<Response> {
  if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket") return answer(426, { error: "format" });
  const limiter = await addressKey(key, request);
  if (!(await env.ADDRESSES.getByName(limiter).allows("dial"))) return turnedAway("busy");
  const offered = (request.headers.get("Sec-WebSocket-Protocol") ?? "").split(",").map((name) => name.trim());
  const written = offered.find((name) => name.startsWith("token."))?.slice("token.".length) ?? "";
  try {
    await check(key, written, code, Date.now() / 1000);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    return turnedAway(error.why);
  }
  if (!offered.includes(SUBPROTOCOL)) return answer(400, { error: "format" });
  const headers = { Upgrade: "websocket", [HEADERS.room]: code, [HEADERS.token]: written, [HEADERS.limiter]: limiter };
  return env.ROOMS.getByName(code).fetch(new Request(request.url, { headers }));
}

function answer(status: number, body?: object, origin?: string): Response {
  const headers = new Headers({
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Vary": "Origin",
  });
  if (origin !== undefined) {
    headers.set("Access-Control-Allow-Origin", origin);
    headers.set("Access-Control-Allow-Headers", "Content-Type");
  }
  return body ? Response.json(body, { status, headers }) : new Response(null, { status, headers });
}
