import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ClientMessage } from "../wire/signspan/v1/conversation_pb";
import { Connection } from "./connection";
import { FakeServer } from "./fakes";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const settle = async (): Promise<void> => { await vi.advanceTimersByTimeAsync(0); };
const hellos = (server: FakeServer): ClientMessage[] => server.received.filter(({ body }) => body.case === "hello");

function connected(): { readonly server: FakeServer; readonly connection: Connection; readonly log: string[] } {
  const server = new FakeServer();
  const log: string[] = [];
  const connection = new Connection(server.dial, 1.5, {
    onOpen: () => { log.push("open"); },
    onLost: () => { log.push("lost"); },
    onMessage: ({ body }) => { log.push(String(body.case)); },
  });
  return { server, connection, log };
}

it("says hello when it is open, and again when the voice changes", async () => {
  const { server, connection, log } = connected();
  await settle();
  connection.voice = 1.5;
  connection.voice = 0;
  expect(log).toEqual(["open"]);
  expect(hellos(server).map(({ body }) => body.value)).toMatchObject([{ voice: true, voiceSpeed: 1.5 }, { voice: false, voiceSpeed: 0 }]);
});

it("hands on what the server says", async () => {
  const { server, log } = connected();
  await settle();
  server.say({ case: "partial", value: { text: "hello", committed: 0 } });
  expect(log).toEqual(["open", "partial"]);
});

it("redials with growing waits until the server is back, then begins with the first wait again", async () => {
  const { server, log } = connected();
  await settle();
  server.up = false;
  server.drop();
  const begun = Date.now();
  await vi.advanceTimersByTimeAsync(6000);
  expect(server.dialled.slice(1).map((at) => (at - begun) / 1000)).toEqual([0.5, 1.5, 3.5, 5.5]);
  server.up = true;
  await vi.advanceTimersByTimeAsync(2000);
  expect(log.at(-1)).toBe("open");
  server.drop();
  await vi.advanceTimersByTimeAsync(500);
  expect(log.slice(-2)).toEqual(["lost", "open"]);
});

it("says whether a message went", async () => {
  const { server, connection } = connected();
  expect(connection.send({ case: "typed", value: { text: "early", ref: 1 } })).toBe(false);
  await settle();
  expect(connection.send({ case: "typed", value: { text: "now", ref: 1 } })).toBe(true);
  server.drop();
  expect(connection.send({ case: "typed", value: { text: "late", ref: 2 } })).toBe(false);
});

it("is not redialled once it is closed, nor opened where that was under way", async () => {
  const { server, connection, log } = connected();
  connection.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([log, server.dialled.length, server.open]).toEqual([[], 1, false]);
});
