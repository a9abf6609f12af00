/** Handshakes that end at once. The socket is opened to say why in words a page can show, then closed. */
import { refused } from "@signspan/room/action";
import { SUBPROTOCOL } from "@signspan/room/limits";
import type { RefusalCode } from "@signspan/room/refusal";
import { log } from "./log";

/** A socket that says why and closes. */
export function turnedAway(code: RefusalCode): Response {
  const { 0: theirs, 1: ours } = new WebSocketPair();
  ours.accept();
  for (const action of refused("", code)) {
    if (action.do === "send") ours.send(action.data);
    if (action.do === "close") ours.close(action.code, action.reason);
  }
  log("refused", { code });
  return upgraded(theirs);
}

/** The answer to a handshake that succeeds. */
export function upgraded(webSocket: WebSocket): Response {
  return new Response(null, { status: 101, webSocket, headers: { "Sec-WebSocket-Protocol": SUBPROTOCOL } });
}
