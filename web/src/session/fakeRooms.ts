/**
 * For the tests of what goes on in a room: a server of rooms in this process. The rooms are the real ones, and so is the
 * protocol to them; only the sockets are not, because they are the browser's own.
 */
import { vi } from "vitest";
import type { Action } from "@signspan/room/action";
import { Room } from "@signspan/room/room";
import { Role } from "@signspan/room/wire/signspan/v1/room_pb";
import { now } from "../clock";
import { type Place, RoomApiError, type RoleName } from "../room/roomApi";
import { RoomClient } from "../room/roomClient";
import type { RoomPlatform } from "./room";

export const CODE = "K7QM2XRD4T";
const ROLES: Readonly<Record<RoleName, Role>> = { signer: Role.SIGNER, speaker: Role.SPEAKER, watcher: Role.WATCHER };

type Data = string | Uint8Array;

/** A socket of a browser, to whichever server was stubbed last. */
class FakeSocket {
  static server: FakeRooms;
  static readonly OPEN = 1;
  readyState = 0;
  bufferedAmount = 0;
  binaryType = "";
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: string | ArrayBuffer }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly name: string;

  constructor(readonly url: string, readonly protocols: readonly string[]) {
    this.name = FakeSocket.server.dial(this);
  }

  send(data: Data): void {
    FakeSocket.server.receive(this.name, data);
  }

  close(): void {
    FakeSocket.server.drop(this.name);
  }
}

export class FakeRooms {
  /** Whether it answers those who ask and dial. */
  up = true;
  /** When it was dialled, seconds of the page's clock. */
  readonly dialled: number[] = [];
  #room: Room | undefined;
  #count = 0;
  readonly #sockets = new Map<string, FakeSocket>();

  constructor() {
    FakeSocket.server = this;
    vi.stubGlobal("WebSocket", FakeSocket);
    vi.stubGlobal("addEventListener", vi.fn());
    vi.stubGlobal("removeEventListener", vi.fn());
  }

  /** What a page has of it. A token says the role, and how long it is good in seconds of the page's clock. */
  platform(lifetimeS = 3600): Omit<RoomPlatform, "openMedium"> {
    const place = (role: RoleName): Place => ({ code: CODE, token: `${role}.${now() + lifetimeS}` });
    const answering = async <T>(answer: () => T): Promise<T> => {
      await Promise.resolve();
      if (!this.up) throw new RoomApiError("unreachable");
      return answer();
    };
    return {
      roomConfig: () => Promise.resolve({ rooms: "https://rooms.test", iceServers: [] }),
      openRoom: (_, role, watchers) => answering(() => {
        this.#room = Room.open(watchers, now());
        return place(role);
      }),
      askIn: (_, code, role) => answering(() => {
        if (this.#room === undefined || code !== CODE) throw new RoomApiError("no-room");
        return place(role);
      }),
      connect: (url, token, resume, events) => new RoomClient(url, token, "", resume, events),
    };
  }

  /** Every socket breaks, as when a network goes away. */
  cut(): void {
    for (const name of [...this.#sockets.keys()]) this.drop(name);
  }

  dial(socket: FakeSocket): string {
    this.#count += 1;
    const name = String(this.#count);
    this.dialled.push(now());
    this.#sockets.set(name, socket);
    void Promise.resolve().then(() => {
      if (!this.#sockets.has(name)) return;
      if (!this.up) {
        this.drop(name);
        return;
      }
      const [, role = "", expires = ""] = /^token\.(\w+)\.(.*)$/.exec(socket.protocols[1] ?? "") ?? [];
      socket.readyState = FakeSocket.OPEN;
      this.#do(this.#room?.connect(name, ROLES[role as RoleName], Number(expires), now()) ?? []);
      socket.onopen?.();
    });
    return name;
  }

  receive(name: string, data: Data): void {
    if (data === "ping") this.#sockets.get(name)?.onmessage?.({ data: "pong" });
    else if (typeof data !== "string") this.#do(this.#room?.receive(name, data, now()) ?? []);
  }

  drop(name: string): void {
    const socket = this.#sockets.get(name);
    if (socket === undefined) return;
    this.#sockets.delete(name);
    socket.readyState = 3;
    socket.onclose?.();
    this.#do(this.#room?.drop(name, now()) ?? []);
  }

  #do(actions: readonly Action[]): void {
    for (const action of actions) {
      if (action.do === "send") this.#sockets.get(action.socket)?.onmessage?.({ data: action.data.slice().buffer });
      else if (action.do === "close") this.drop(action.socket);
      else if (action.do === "end") this.#room = undefined;
    }
  }
}
