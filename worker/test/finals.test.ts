/** 200 finals between two devices whose lines break, through a room whose process dies: none lost, none doubled. */
import { abortAllDurableObjects } from "cloudflare:test";
import { expect, test } from "vitest";
import type { RoomEvent } from "@signspan/room/event";
import { Peer } from "@signspan/room/peer";
import { Role } from "@signspan/room/wire/signspan/v1/room_pb";
import { handshake, open, payloadOf, textOf, tokenFor } from "./client";

const now = (): number => performance.now() / 1000;
const soon = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** A device that redials as soon as its line is lost. */
class Device {
  readonly heard: string[] = [];
  dials = 0;
  readonly #peer: Peer;
  readonly #code: string;
  readonly #role: Role;
  #ws: WebSocket | undefined;

  constructor(code: string, role: Role) {
    this.#code = code;
    this.#role = role;
    this.#peer = new Peer("", crypto.getRandomValues(new Uint8Array(16)), now());
  }

  async dial(): Promise<void> {
    this.dials += 1;
    const { webSocket } = await handshake(this.#code, await tokenFor(this.#code, this.#role), { address: `198.51.100.${this.#role}` });
    if (!webSocket) throw new Error("expected a socket, got none");
    this.#ws = webSocket;
    webSocket.binaryType = "arraybuffer";
    webSocket.addEventListener("message", ({ data }) => {
      if (this.#ws === webSocket && data instanceof ArrayBuffer) this.#do(this.#peer.receive(new Uint8Array(data), now()));
    });
    webSocket.addEventListener("close", () => {
      if (this.#ws === webSocket) this.cut();
    });
    webSocket.accept();
    this.#do(this.#peer.opened(now()));
  }

  /** The line is gone; what was on it is lost to this device. */
  cut(): void {
    const ws = this.#ws;
    this.#ws = undefined;
    this.#peer.lost();
    ws?.close(1000, "cut");
  }

  get lost(): boolean {
    return this.#ws === undefined;
  }

  say(text: string): void {
    this.#do(this.#peer.final(payloadOf(text), now()));
  }

  tick(): void {
    this.#do(this.#peer.tick(now()));
  }

  #do(events: readonly RoomEvent[]): void {
    for (const event of events) {
      if (event.type === "send-message") {
        try {
          this.#ws?.send(event.data);
        } catch { // the runtime closed it under our hands
          this.cut();
        }
      } else if (event.type === "talk-received") this.heard.push(textOf(event.payload));
      else expect(["member-joined", "members-changed", "room-refused", "send-ping"]).toContain(event.type);
    }
  }
}

test("200 finals over lines that break and a room that dies", async () => {
  const { code } = await open("signer", false, { address: "198.51.100.200" });
  const devices = [new Device(code, Role.SIGNER), new Device(code, Role.SPEAKER)] as const;
  for (const device of devices) await device.dial();
  await soon(100);
  const said: [string[], string[]] = [[], []];
  for (let n = 0; n < 100; n++) {
    for (const which of [0, 1] as const) {
      said[which].push(`${which} says ${n}`);
      devices[which].say(`${which} says ${n}`);
    }
    if (n % 7 === 3) devices[0].cut();
    if (n % 9 === 5) devices[1].cut();
    if (n % 33 === 20) await abortAllDurableObjects();
    if (n % 3 === 0) await soon(30);
    for (const device of devices) {
      if (device.lost) await device.dial();
      device.tick();
    }
  }
  const [signer, speaker] = devices;
  for (let wait = 0; wait < 400 && signer.heard.length + speaker.heard.length < 200; wait++) {
    await soon(50);
    for (const device of devices) {
      if (device.lost) await device.dial();
      device.tick();
    }
  }
  expect(speaker.heard).toEqual(said[0]);
  expect(signer.heard).toEqual(said[1]);
  expect(signer.dials + speaker.dials).toBeGreaterThan(25);
}, 60_000);
