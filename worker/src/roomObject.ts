import { DurableObject } from "cloudflare:workers";
import type { Action } from "@signspan/room/action";
import { type SocketState, Room, ROOM } from "@signspan/room/room";
import { check, TokenError } from "@signspan/room/token";
import type { Role } from "@signspan/room/wire/signspan/v1/room_pb";
import { LEASE_S } from "./addressLimiter";
import type { Env } from "./env";
import { log } from "./log";
import { turnedAway, upgraded } from "./refusal";
import { keyOf } from "./secret";

/** Headers by which the Worker tells a room what it found out; a client's own are overwritten. */
export const HEADERS = { room: "X-Signspan-Room", token: "X-Signspan-Token", limiter: "X-Signspan-AddressLimiter" } as const;

/** What outlives a sleep with a socket. */
interface Attached {
  readonly socket: string;
  readonly role: Role;
  readonly expiresS: number;
  readonly openedS: number;
  readonly limiter: string;
  readonly leaseS: number;
}

/**
 * A room's transport: hibernating WebSockets and SQLite round the pure `Room`, which decides everything. It sleeps
 * while nobody says anything; pings are answered by the runtime without waking it.
 */
export class RoomObject extends DurableObject<Env> {
  /** Seconds since 1970; tests put their own here. */
  clock = (): number => Date.now() / 1000;
  #room: Room | undefined;
  #alarmS = Infinity;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    const kept = new Map<string, Uint8Array>(ctx.storage.kv.list<Uint8Array>());
    if (kept.has(ROOM)) this.#room = Room.restore(kept, this.#sockets(), this.clock());
    if (this.#room) this.#schedule(this.#room);
  }

  /** Opens the room; false if it is open already. */
  open(watchers: boolean): boolean {
    if (this.#room) return false;
    this.#room = Room.open(watchers, this.clock());
    this.#act([this.#room.kept()]);
    log("opened");
    return true;
  }

  isOpen(): boolean {
    return this.#room !== undefined;
  }

  /** A handshake that the Worker let through; its token is checked once more. */
  override async fetch(request: Request): Promise<Response> {
    const [name, token, limiter] = [HEADERS.room, HEADERS.token, HEADERS.limiter].map((header) => request.headers.get(header) ?? "");
    if (name === undefined || token === undefined || limiter === undefined) return turnedAway("token");
    try {
      const { role, expiresS } = await check(await keyOf(this.env), token, name, this.clock());
      const socket = crypto.randomUUID();
      if (!this.#room) return turnedAway("no-room");
      if (!(await this.env.ADDRESSES.getByName(limiter).enter(socket))) return turnedAway("address-full");
      return this.#connected({ socket, role, expiresS, limiter, openedS: this.clock(), leaseS: this.clock() + LEASE_S });
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      return turnedAway(error.why);
    }
  }

  override webSocketMessage(ws: WebSocket, message: string | ArrayBuffer): void {
    const { socket } = attached(ws);
    const now = this.clock();
    if (typeof message === "string") this.#act(this.#room?.text(socket, now) ?? []);
    else this.#act(this.#room?.receive(socket, new Uint8Array(message), now) ?? []);
  }

  override async webSocketClose(ws: WebSocket): Promise<void> {
    await this.#dropped(ws);
  }

  override async webSocketError(ws: WebSocket): Promise<void> {
    await this.#dropped(ws);
  }

  override async alarm(): Promise<void> {
    this.#alarmS = Infinity;
    for (const ws of this.ctx.getWebSockets()) {
      await this.#renew(ws);
      this.#room?.alive(attached(ws).socket, this.#pinged(ws));
    }
    this.#act(this.#room?.tick(this.clock()) ?? []);
  }

  #connected(attachment: Attached): Response {
    const { 0: theirs, 1: ours } = new WebSocketPair();
    this.ctx.acceptWebSocket(ours, [attachment.socket]);
    ours.serializeAttachment(attachment);
    const { socket, role, expiresS, openedS } = attachment;
    this.#act(this.#room?.connect(socket, role, expiresS, openedS) ?? []);
    log("connected", { sockets: this.ctx.getWebSockets().length });
    return upgraded(theirs);
  }

  async #dropped(ws: WebSocket): Promise<void> {
    const { socket, limiter } = attached(ws);
    this.#act(this.#room?.drop(socket, this.clock()) ?? []);
    log("closed", { sockets: this.ctx.getWebSockets().length - 1 });
    await this.env.ADDRESSES.getByName(limiter).leave(socket);
  }

  /** Says again that a socket is open, well before its lease is over. */
  async #renew(ws: WebSocket): Promise<void> {
    const attachment = attached(ws);
    if (attachment.leaseS - this.clock() > LEASE_S / 2) return;
    ws.serializeAttachment({ ...attachment, leaseS: this.clock() + LEASE_S });
    await this.env.ADDRESSES.getByName(attachment.limiter).enter(attachment.socket);
  }

  #act(actions: readonly Action[]): void {
    for (const action of actions) {
      switch (action.do) {
        case "keep":
          this.ctx.storage.kv.put(action.key, action.data);
          break;
        case "erase":
          this.ctx.storage.kv.delete(action.key);
          break;
        case "send":
          this.#socket(action.socket)?.send(action.data);
          break;
        case "close":
          this.#socket(action.socket)?.close(action.code, action.reason);
          log("refused", { code: action.reason });
          break;
        case "end":
          this.#room = undefined;
          void this.ctx.storage.deleteAll();
          log("ended");
      }
    }
    if (this.#room) this.#schedule(this.#room);
  }

  #socket(name: string): WebSocket | undefined {
    return this.ctx.getWebSockets(name).find((ws) => ws.readyState === WebSocket.OPEN);
  }

  #schedule(room: Room): void {
    const due = room.due();
    if (due >= this.#alarmS) return;
    this.#alarmS = due;
    void this.ctx.storage.setAlarm(due * 1000);
  }

  #sockets(): SocketState[] {
    return this.ctx.getWebSockets().filter((ws) => ws.readyState === WebSocket.OPEN).map((ws) => {
      const { socket, role, expiresS, openedS } = attached(ws);
      return { socket, role, expiresS, openedS, heardS: this.#pinged(ws), member: 0 };
    });
  }

  /** When the runtime last answered a ping, or when the socket was opened. */
  #pinged(ws: WebSocket): number {
    return Math.max(attached(ws).openedS, (this.ctx.getWebSocketAutoResponseTimestamp(ws)?.getTime() ?? 0) / 1000);
  }
}

function attached(ws: WebSocket): Attached {
  return ws.deserializeAttachment() as Attached;
}
