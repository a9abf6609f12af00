import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { Role } from "@signspan/room/wire/signspan/v1/room_pb";
import { dial, handshake, open, ORIGIN, pair, payloadOf, post, textOf, tokenFor } from "./client";

test("two people meet by a code, talk and signal", async () => {
  const { code, token } = await open();
  const signer = await dial(code, token);
  signer.join("a");
  await signer.until("welcome");
  const answer = await post(`/rooms/${code}/tokens`, { role: "speaker" });
  const speaker = await dial(code, (await answer.json<{ token: string }>()).token);
  speaker.join("b");
  await signer.until("presence");
  expect(signer.of("presence")[0]?.members.map(({ role, present }) => [role, present]))
    .toEqual([[Role.SIGNER, true], [Role.SPEAKER, true]]);

  signer.say({ case: "signal", value: { peer: 2, payload: payloadOf("offer") } });
  signer.say({ case: "seen", value: { payload: payloadOf("points") } });
  signer.say({ case: "talk", value: { payload: payloadOf("partial") } });
  signer.say({ case: "talk", value: { seq: 1, payload: payloadOf("I want a book.") } });
  // vitest's pool may hand a Durable Object its messages in another order than they came in
  await speaker.until("talk", 2);
  await speaker.until("signal");
  await speaker.until("seen");
  expect(speaker.of("signal").map(({ peer, payload }) => [peer, textOf(payload)])).toEqual([[1, "offer"]]);
  expect(speaker.of("seen").map(({ member, payload }) => [member, textOf(payload)])).toEqual([[1, "points"]]);
  expect(speaker.of("talk").map(({ seq, payload }) => [seq, textOf(payload)]).sort()).toEqual([[0, "partial"], [1, "I want a book."]]);
  await signer.until("ack");
});

test("a code is read as people write it", async () => {
  const { code, token } = await open();
  const [head, tail] = [code.slice(0, 5), code.slice(-5)];
  for (const written of [`${head}-${tail}`.toLowerCase(), `%20${head}%E2%80%93${tail}%20`]) {
    expect((await post(`/rooms/${written}/tokens`, { role: "speaker" })).status).toBe(201);
    expect((await handshake(written, token)).status).toBe(101);
  }
  for (const none of [head, "%", "%E2%80"]) expect((await post(`/rooms/${none}/tokens`, { role: "speaker" })).status).toBe(404);
});

test("a ping is answered without waking the room", async () => {
  const { signer } = await pair();
  signer.send("ping");
  signer.say({ case: "talk", value: { seq: 1, payload: payloadOf("x") } });
  await signer.until("ack");
  await expect.poll(() => signer.texts).toEqual(["pong"]);
});

test("what was said while the process was dead is not lost, nor kept once it was heard", async () => {
  const { code, signer, speaker } = await pair();
  speaker.close();
  await signer.until("presence", 2);
  signer.say({ case: "talk", value: { seq: 1, payload: payloadOf("still there?") } });
  await signer.until("ack");
  await abortAllDurableObjects();
  const back = await dial(code, await tokenFor(code, Role.SPEAKER));
  back.join("b");
  await back.until("talk");
  expect(back.of("talk").map(({ payload }) => textOf(payload))).toEqual(["still there?"]);
  back.say({ case: "ack", value: { seq: 1 } });
  back.say({ case: "talk", value: { seq: 1, payload: payloadOf("yes") } });
  await back.until("ack");
  const keys = await runInDurableObject(env.ROOMS.getByName(code), (_, { storage }) => [...storage.kv.list()].map(([key]) => key));
  expect(keys).toEqual(["final/0000000002", "room"]);
});

test("an empty room ends, and keeps nothing", async () => {
  const { code, signer, speaker } = await pair();
  signer.say({ case: "bye", value: {} });
  speaker.say({ case: "bye", value: {} });
  expect(await signer.closed).toEqual({ code: 1000, reason: "left" });
  expect(await speaker.closed).toEqual({ code: 1000, reason: "left" });
  const stub = env.ROOMS.getByName(code);
  await runInDurableObject(stub, (room) => { room.clock = () => Date.now() / 1000 + 700; });
  expect(await runDurableObjectAlarm(stub)).toBe(true);
  expect(await runInDurableObject(stub, (_, { storage }) => [...storage.kv.list()])).toEqual([]);
  expect((await post(`/rooms/${code}/tokens`, { role: "speaker" })).status).toBe(404);
  const late = await dial(code, await tokenFor(code, Role.SIGNER));
  expect(await late.closed).toEqual({ code: 1008, reason: "no-room" });
});

test("a line that pings is kept, a silent one is closed and its member parted with", async () => {
  const { code, signer, speaker } = await pair();
  const stub = env.ROOMS.getByName(code);
  const later = async (seconds: number): Promise<void> => {
    await runInDurableObject(stub, (room) => { room.clock = () => Date.now() / 1000 + seconds; });
    signer.say({ case: "ack", value: {} }); // the signer goes on talking; only the speaker is silent
    signer.say({ case: "talk", value: { seq: 0, payload: payloadOf("…") } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await runDurableObjectAlarm(stub);
  };
  await later(59);
  await later(61);
  expect(await speaker.closed).toEqual({ code: 1001, reason: "idle" });
  expect(signer.of("presence").at(-1)?.members.map(({ present }) => present)).toEqual([true, false]);
  await later(122);
  expect(signer.of("presence").at(-1)?.members.map(({ id }) => id)).toEqual([1]);
});

test("a third signer watches where the opener lets watchers in, and only listens", async () => {
  const { code, signer } = await pair(true);
  const third = await dial(code, await tokenFor(code, Role.SIGNER));
  third.join("c");
  await third.until("welcome");
  expect(third.of("welcome")[0]?.role).toBe(Role.WATCHER);
  signer.say({ case: "talk", value: { seq: 1, payload: payloadOf("hello") } });
  await third.until("talk");
  third.say({ case: "talk", value: { payload: payloadOf("heckling") } });
  expect(await third.closed).toEqual({ code: 1008, reason: "listen-only" });
});

test("a third signer is refused politely otherwise", async () => {
  const { code } = await pair();
  const third = await dial(code, await tokenFor(code, Role.SIGNER));
  third.join("c");
  expect(await third.closed).toEqual({ code: 1013, reason: "role-taken" });
  expect(third.of("error")[0]).toMatchObject({ code: "role-taken", retryS: 60 });
});

test("nothing is compressed, nothing is cached, pages elsewhere may read the answer", async () => {
  const { code, token } = await open();
  const shaken = await handshake(code, token);
  expect(shaken.headers.get("Sec-WebSocket-Extensions")).toBeNull();
  expect(shaken.headers.get("Sec-WebSocket-Protocol")).toBe("signspan.room.v1");
  const answer = await post("/rooms", { role: "signer" });
  expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(ORIGIN);
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
});
