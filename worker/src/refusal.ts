/** Handshakes that end at once. The socket is opened to say why in words a page can show, then closed. */
import { POLICY, type Refusal, refused, TRY_LATER } from "../../web/src/room/action";
import { log } from "./log";

/** What a page asks for beside its token, and what is answered. */
export const PROTOCOL = "signspan.room.v1";

/** The table of docs/rooms.md, beside what a room itself refuses. */
export const EDGE = {
  token: { code: "token", close: POLICY, retryS: 0 },
  tokenExpired: { code: "token-expired", close: POLICY, retryS: 0 },
  noRoom: { code: "no-room", close: POLICY, retryS: 0 },
  addressFull: { code: "address-full", close: TRY_LATER, retryS: 60 },
  busy: { code: "busy", close: TRY_LATER, retryS: 30 },
} as const satisfies Record<string, Refusal>;

/** A socket that says why and closes. */
export function turnedAway(refusal: Refusal): Response {
  const { 0: theirs, 1: ours } = new WebSocketPair();
  ours.accept();
  for (const action of refused("", refusal)) {
    if (action.do === "send") ours.send(action.data);
    if (action.do === "close") ours.close(action.code, action.reason);
  }
  log("refused", { code: refusal.code });
  return upgraded(theirs);
}

/** The answer to a handshake that succeeds. */
export function upgraded(webSocket: WebSocket): Response {
  return new Response(null, { status: 101, webSocket, headers: { "Sec-WebSocket-Protocol": PROTOCOL } });
}
