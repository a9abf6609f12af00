/** What the tests hold in their hands: requests to the Worker, and sockets that remember what came. */
import { env, exports } from "cloudflare:workers";
import { decodeAnswer, encode, type ToRoomBody } from "@signspan/room/codec";
import { secretKey, sign } from "@signspan/room/token";
import { type FromRoom, Role } from "@signspan/room/wire/signspan/v1/room_pb";
import { SUBPROTOCOL } from "@signspan/room/limits";

export const ORIGIN = "https://page.example";
const BASE = "https://rooms.example";

export interface From {
  readonly origin?: string | undefined;
  readonly address?: string;
}

function headers({ origin = ORIGIN, address = "192.0.2.1" }: From): Record<string, string> {
  return { ...(origin && { Origin: origin }), "CF-Connecting-IP": address };
}

export function post(path: string, body: unknown, from: From = {}): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return exports.default.fetch(`${BASE}${path}`, { method: "POST", headers: headers(from), body: text });
}

export interface Opened {
  readonly code: string;
  readonly token: string;
}

let opened = 0;

/** Opens a room, each from an address of its own, so that only a test of the rates meets them. */
export async function open(role = "signer", watchers = false, from: From = {}): Promise<Opened> {
  opened += 1;
  const address = `192.0.2.${opened}`;
  const answer = await post("/rooms", { role, watchers }, { address, ...from });
  if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status}`);
  const { code, token } = await answer.json<Opened>();
  return { code: code.replace("-", ""), token };
}

/** A token made as the Worker makes them. */
export async function tokenFor(code: string, role: Role, lifeS = 3600): Promise<string> {
  const key = await secretKey(new Uint8Array(new TextEncoder().encode(env.ROOM_SECRET)));
  return sign(key, code, role, Date.now() / 1000 + lifeS);
}

/** One socket of a device. */
export class Client {
  readonly messages: FromRoom[] = [];
  readonly texts: string[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #ws: WebSocket;
  #came = (): void => undefined;

  constructor(ws: WebSocket) {
    this.#ws = ws;
    ws.binaryType = "arraybuffer";
    ws.addEventListener("message", ({ data }) => {
      if (typeof data === "string") this.texts.push(data);
      else if (data instanceof ArrayBuffer) this.messages.push(decodeAnswer(new Uint8Array(data)));
      this.#came();
    });
    this.closed = new Promise((resolve) => {
      ws.addEventListener("close", ({ code, reason }) => { resolve({ code, reason }); });
    });
    ws.accept();
  }

  say(body: ToRoomBody): void {
    this.send(encode(body));
  }

  join(letter: string, seq = 0): void {
    this.say({ case: "join", value: { resume: new Uint8Array(16).fill(letter.charCodeAt(0)), seq } });
  }

  /** As a flooding client does: whatever the other end has closed meanwhile is not its concern. */
  send(data: Uint8Array | string): void {
    if (this.#ws.readyState === WebSocket.OPEN) this.#ws.send(data);
  }

  close(): void {
    this.#ws.close(1000, "gone");
  }

  /** The bodies of one kind so far. */
  of<C extends NonNullable<FromRoom["body"]["case"]>>(kind: C): Extract<FromRoom["body"], { case: C }>["value"][] {
    return this.messages.flatMap(({ body }) => (body.case === kind ? [body.value as never] : []));
  }

  /** Waits until so many messages of a kind have come. */
  async until(kind: NonNullable<FromRoom["body"]["case"]>, count = 1): Promise<void> {
    while (this.of(kind).length < count) await new Promise<void>((resolve) => { this.#came = resolve; });
  }
}

/** The answer to a handshake. */
export function handshake(code: string, token: string | undefined, from: From = {}): Promise<Response> {
  const protocols = token === undefined ? SUBPROTOCOL : `${SUBPROTOCOL}, token.${token}`;
  return exports.default.fetch(`${BASE}/rooms/${code}/socket`, {
    headers: { ...headers(from), "Upgrade": "websocket", "Sec-WebSocket-Protocol": protocols },
  });
}

/** A socket to a room. */
export async function dial(code: string, token: string | undefined, from: From = {}): Promise<Client> {
  const { status, webSocket } = await handshake(code, token, from);
  if (status !== 101 || !webSocket) throw new Error(`expected 101, got ${status}`);
  return new Client(webSocket);
}

/** A signer and a speaker, let in. */
export async function pair(watchers = false): Promise<{ code: string; signer: Client; speaker: Client }> {
  const { code, token } = await open("signer", watchers);
  const signer = await dial(code, token);
  signer.join("a");
  await signer.until("welcome");
  const speaker = await dial(code, await tokenFor(code, Role.SPEAKER));
  speaker.join("b");
  await speaker.until("welcome");
  return { code, signer, speaker };
}

export const payloadOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (payload: Uint8Array): string => new TextDecoder().decode(payload);
