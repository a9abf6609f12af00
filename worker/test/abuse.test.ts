/** The abuse table of docs/rooms.md, row by row. */
import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { beforeEach, expect, test, vi } from "vitest";
import { codeOf } from "@signspan/room/code";
import { MESSAGE_BYTES, SOCKETS } from "@signspan/room/limits";
import { Role } from "@signspan/room/wire/signspan/v1/room_pb";
import { ADDRESS_RATES, ADDRESS_SOCKETS } from "@signspan/room/limits";
import { dial, handshake, type Client, open, pair, payloadOf, post, textOf, tokenFor } from "./client";

let logged: string[] = [];
beforeEach(() => {
  logged = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => { logged.push(line); });
});

const policy = (reason: string) => ({ code: 1008, reason });

test.each(["https://evil.example", "null", "https://page.example.evil.example", "http://page.example", ""])(
  "wrong origin %j",
  async (origin) => {
    const { code, token } = await open();
    expect((await handshake(code, token, { origin })).status).toBe(403);
    expect((await post("/rooms", { role: "signer" }, { origin })).status).toBe(403);
  },
);

test("no token", async () => {
  const { code } = await open();
  const line = await dial(code, undefined);
  expect(await line.closed).toEqual(policy("token"));
});

test("expired token", async () => {
  const { code } = await open();
  const line = await dial(code, await tokenFor(code, Role.SIGNER, -1));
  expect(await line.closed).toEqual(policy("token-expired"));
});

test("token for another room", async () => {
  const [{ token }, { code }] = [await open(), await open()];
  const line = await dial(code, token);
  expect(await line.closed).toEqual(policy("token"));
});

test("a token with a changed sign", async () => {
  const { code, token } = await open();
  const line = await dial(code, `${token.slice(0, -2)}AA`);
  expect(await line.closed).toEqual(policy("token"));
});

test("a token that runs out during the conversation", async () => {
  const { code, signer } = await pair();
  await runInDurableObject(env.ROOMS.getByName(code), (room) => { room.clock = () => Date.now() / 1000 + 13 * 3600; });
  signer.say({ case: "talk", value: { seq: 1, payload: payloadOf("x") } });
  expect(await signer.closed).toEqual(policy("token-expired"));
});

test("64 KB pass, 64 KB and one do not", async () => {
  const { signer, speaker } = await pair();
  const most = MESSAGE_BYTES - 10; // the message's own fields: two tags, two lengths of three bytes, its number
  signer.say({ case: "talk", value: { seq: 1, payload: new Uint8Array(most) } });
  await speaker.until("talk");
  expect(speaker.of("talk")[0]?.payload.length).toBe(most);
  signer.send(new Uint8Array(MESSAGE_BYTES + 1));
  expect(await signer.closed).toEqual({ code: 1009, reason: "too-big" });
});

test.each(["seen", "talk"] as const)("ten times the rate of %s", async (kind) => {
  const { signer, speaker } = await pair();
  for (let second = 0; second < 10; second++) {
    for (let n = 0; n < 100; n++) signer.say({ case: kind, value: { payload: payloadOf("x") } });
  }
  expect(await signer.closed).toEqual(policy("rate"));
  expect(speaker.of(kind).length).toBeLessThan(150); // the burst, and what the rate allows meanwhile
  await speaker.until("presence");
  expect(speaker.of("presence").at(-1)?.members.length).toBe(1); // put out: it does not come back by itself
});

test("ten times the rate of signals", async () => {
  const { signer, speaker } = await pair();
  for (let n = 0; n < 600; n++) signer.say({ case: "signal", value: { peer: 2, payload: payloadOf("x") } });
  expect(await signer.closed).toEqual(policy("rate"));
  expect(speaker.of("signal").length).toBeLessThan(150);
});

test("a text frame where binary is due", async () => {
  const { signer } = await pair();
  signer.send("ping?");
  expect(await signer.closed).toEqual(policy("text"));
});

test("replayed sequence numbers", async () => {
  const { signer, speaker } = await pair();
  for (const [nth, seq] of [1, 1, 2, 1, 2, 5, 3].entries()) {
    signer.say({ case: "talk", value: { seq, payload: payloadOf(`${seq}`) } });
    await signer.until("ack", nth + 1); // one by one: the test pool's wrapper hands a room its messages in any order
  }
  await speaker.until("talk", 3);
  expect(speaker.of("talk").map(({ payload }) => textOf(payload))).toEqual(["1", "2", "3"]);
  expect(signer.of("ack").map(({ seq }) => seq)).toEqual([1, 1, 2, 2, 2, 2, 3]);
});

/** So many sockets, twenty at a time, each joining as soon as it is open. */
async function crowd(size: number, dialOne: (n: number) => Promise<Client>): Promise<Client[]> {
  const lines: Client[] = [];
  for (let n = 0; n < size; n += 20) {
    const more = await Promise.all(Array.from({ length: 20 }, (_, at) => dialOne(n + at)));
    for (const line of more) line.say({ case: "join", value: { resume: crypto.getRandomValues(new Uint8Array(16)) } });
    lines.push(...more);
  }
  return lines;
}

const answers = async (lines: readonly Client[]): Promise<Set<string>> =>
  new Set((await Promise.all(lines.map(({ closed }) => closed))).map(({ code, reason }) => `${code} ${reason}`));

test("two hundred joins from one address", async () => {
  const { code } = await pair();
  const token = await tokenFor(code, Role.SIGNER);
  const lines = await crowd(200, () => dial(code, token, { address: "198.51.100.7" }));
  const why = await answers(lines);
  expect(why).toContain("1013 busy");
  expect(["1013 address-full", "1013 busy", "1013 role-taken", "1013 room-full"]).toEqual(expect.arrayContaining([...why]));
}, 120_000);

test("a hundred joins from a hundred addresses", async () => {
  const { code, signer, speaker } = await pair(true);
  const token = await tokenFor(code, Role.SPEAKER);
  const lines = await crowd(100, (n) => dial(code, token, { address: `2001:db8:${n.toString(16)}::1` }));
  signer.say({ case: "talk", value: { seq: 1, payload: payloadOf("still here") } });
  await speaker.until("talk");
  const watching = lines.filter((line) => line.of("welcome").length > 0);
  expect(watching.length).toBe(6);
  expect(await answers(lines.filter((line) => !watching.includes(line)))).toEqual(new Set(["1013 room-full"]));
  const open = await runInDurableObject(env.ROOMS.getByName(code), (_, state) =>
    state.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN).length);
  expect(open).toBeLessThanOrEqual(SOCKETS);
}, 120_000);

test("an address has so many lines and no more", async () => {
  const limiter = env.ADDRESSES.getByName("a test's");
  for (let n = 0; n < ADDRESS_SOCKETS; n++) expect(await limiter.enter(`${n}`)).toBe(true);
  expect(await limiter.enter("one more")).toBe(false);
  expect(await limiter.enter("3")).toBe(true);
  await limiter.leave("3");
  expect(await limiter.enter("one more")).toBe(true);
});

test("nothing is logged that anyone said, or who and where they are", async () => {
  const { code, signer } = await pair();
  signer.say({ case: "talk", value: { seq: 1, payload: payloadOf("a secret") } });
  signer.send("another secret");
  expect(await signer.closed).toEqual(policy("text"));
  expect(logged.map((line) => JSON.parse(line) as unknown)).toEqual([
    { event: "opened" },
    { event: "connected", sockets: 1 },
    { event: "connected", sockets: 2 },
    { event: "refused", code: "text" },
  ]);
  expect(logged.join()).not.toMatch(new RegExp(`secret|${code}|192\\.0\\.2`));
});

test("guessing room codes", async () => {
  const random = () => codeOf(crypto.getRandomValues(new Uint8Array(10)));
  const statuses: number[] = [];
  const beganS = Date.now() / 1000;
  for (let n = 0; n < 40; n++) {
    statuses.push((await post(`/rooms/${random()}/tokens`, { role: "speaker" }, { address: "203.0.113.9" })).status);
  }
  const { burst, everyS } = ADDRESS_RATES.ask;
  const refilled = Math.ceil((Date.now() / 1000 - beganS) / everyS); // more on a busy machine
  expect(new Set(statuses.slice(0, burst))).toEqual(new Set([404]));
  expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(burst + refilled);
  expect(statuses).toContain(429);
  expect((await post(`/rooms/${random()}/tokens`, { role: "speaker" }, { address: "203.0.113.10" })).status).toBe(404);
}, 60_000);

test.each([
  ["nothing", new Uint8Array()],
  ["noise", Uint8Array.from([255, 255, 255, 255])],
  ["cut short", Uint8Array.from([10, 3])],
  ["an endless varint", Uint8Array.from([26, 11, 8, ...Array<number>(10).fill(255)])],
])("malformed Protobuf: %s", async (_name, data) => {
  const { signer, speaker } = await pair();
  signer.send(data);
  expect(await signer.closed).toEqual(policy("format"));
  await speaker.until("presence");
});

test.each(["", "{", "[]", '{"role":"king"}', '{"role":"signer","watchers":"yes"}', `{"role":"signer","x":"${"x".repeat(2_000)}"}`])(
  "a request that is none: %j",
  async (body) => {
    const answer = await post("/rooms", body, { address: "203.0.113.77" });
    expect([answer.status, await answer.json()]).toEqual([400, { error: "format" }]);
  },
);

test.each(["/", "/rooms/short/tokens", "/rooms/K7QM2XRD4T", "/rooms/K7QM2XRD4T/else", "/rooms/K7QM2XRD4T/tokens/more"])(
  "no such place: %s",
  async (path) => {
    expect((await post(path, { role: "signer" })).status).toBe(404);
  },
);

test("a room's address without a handshake", async () => {
  const { code } = await open("signer", false, { address: "203.0.113.80" });
  const answer = await exports.default.fetch(`https://rooms.example/rooms/${code}/socket`, { headers: { Origin: "https://page.example" } });
  expect(answer.status).toBe(426);
});
