import { create } from "@bufbuild/protobuf";
import { EMPTY_BOOK } from "@signspan/recognise/book";
import type { Recognised } from "@signspan/recognise/events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { endSound, FakeSource, stubSound, unstubSound, uttered } from "../converse/fakes";
import { MicrophoneError } from "../converse/microphone";
import { PeerMessageSchema, type ServerMessage, SentenceSchema, Speaker } from "../wire/signspan/v1/conversation_pb";
import { ConversationSession } from "./conversation";
import { FakeMicrophone, FakeServer, type ServerBody, settled } from "./fakes";

let server: FakeServer;
let microphone: FakeMicrophone;
let heard: ServerMessage[];
let session: ConversationSession;

beforeEach(async () => {
  vi.useFakeTimers();
  stubSound();
  [server, microphone, heard] = [new FakeServer(), new FakeMicrophone(), []];
  session = new ConversationSession({ dial: server.dial, openMicrophone: microphone.open }, (message) => { heard.push(message); });
  await settled();
});
afterEach(() => {
  session.close();
  unstubSound();
  vi.useRealTimers();
});

const signed = (id: number): ServerBody => ({ case: "sentence", value: { id, speaker: Speaker.SIGNER, text: "I read.", certainty: 1 } });
const voice = (sentenceId: number): ServerBody => ({ case: "voice", value: { sentenceId, pcm: new Uint8Array(48_000), sampleRate: 24_000 } });
const notice = (): string | undefined => session.state.get().notice?.code;

/** The connection is lost, and there is another. */
async function reconnect(): Promise<void> {
  server.drop();
  await vi.advanceTimersByTimeAsync(1000);
}

describe("what is said", () => {
  it("stands in the transcript, and whoever mirrors it hears it", () => {
    server.say(signed(1));
    expect(session.state.get().entries).toMatchObject([{ key: "1-1", text: "I read." }]);
    expect(heard.map(({ body }) => body.case)).toEqual(["sentence"]);
  });

  it("is said again on the next connection until it is answered, and no more after that", async () => {
    session.type("one");
    session.type("two");
    server.say({ case: "sentence", value: { id: 1, ref: 1, speaker: Speaker.SPEAKER, text: "One." } });
    await reconnect();
    expect(server.of("typed")).toMatchObject([{ text: "one", ref: 1 }, { text: "two", ref: 2 }, { text: "two", ref: 2 }]);
    server.say({ case: "notice", value: { code: "not-understood", ref: 2 } });
    await reconnect();
    expect(server.of("typed")).toHaveLength(3);
  });

  it("waits while there is no connection, and the person is notified when too much does", async () => {
    server.up = false;
    server.drop();
    for (let count = 0; count < 256; count += 1) session.type("x");
    expect([session.state.get().link, notice()]).toEqual(["lost", undefined]);
    session.type("x");
    expect(notice()).toBe("too-much-waits");
    server.up = true;
    await vi.advanceTimersByTimeAsync(2000);
    expect(server.of("typed")).toHaveLength(16);
  });

  it("is relayed for another device in the same way, and seen while it is still being said", async () => {
    session.relay(create(SentenceSchema, { text: "Hello." }), 12);
    session.overhear(create(PeerMessageSchema, { body: { case: "partial", value: { text: "hel", committed: 0 } } }));
    await reconnect();
    expect(server.of("relayed")).toMatchObject([{ ref: 1, travelledMs: 12 }, { ref: 1 }]);
    session.overhear(create(PeerMessageSchema, { body: { case: "committed", value: { gloss: "BOOK", probability: 0.9 } } }));
    expect(session.state.get().glosses).toMatchObject([{ gloss: "BOOK" }]);
  });
});

it("says what was recognised, and when the signer rests", () => {
  const alternatives = [{ gloss: "BOOK", probability: 0.9 }];
  const events: Recognised[] = [
    { kind: "gloss", gloss: "BOOK", probability: 0.9, alternatives, startS: 1, endS: 2 },
    { kind: "unsure", alternatives, startS: 2, endS: 3 },
    { kind: "idle", atS: 4 },
  ];
  for (const event of events) session.recognised(event, 3, 3.1);
  expect(server.kinds).toEqual(["gloss", "unsure", "signerIdle"]);
  expect(server.of("gloss")).toMatchObject([{ gloss: "BOOK", stamps: { t0: 3, t1: 3.1 } }]);
});

it("answers a question with an option or with none, and it is gone", () => {
  for (const id of [1, 2]) server.say({ case: "clarify", value: { id, options: [{ gloss: "BOOK", probability: 0.4 }] } });
  session.answer(1, "BOOK");
  session.answer(2, undefined);
  expect(server.of("choice")).toMatchObject([{ id: 1, answer: { case: "gloss", value: "BOOK" } }, { id: 2, answer: { case: "none" } }]);
  expect(session.state.get().questions).toEqual([]);
});

it("lends taught motions to each server, and takes them back", async () => {
  const consent = { words: "It may.", date: "2026-11-21", by: "" };
  session.lend({ ...EMPTY_BOOK, signs: [{ name: "tea", label: "", examples: [], motion: { packed: Uint8Array.of(1), consent } }] });
  await reconnect();
  session.lend(EMPTY_BOOK);
  const taught = server.of("taught") as { gloss: string; motion: Uint8Array }[];
  expect(taught.map(({ gloss, motion }) => [gloss, motion.length])).toEqual([["tea", 1], ["tea", 1], ["tea", 0]]);
});

describe("when a sentence is first heard or seen", () => {
  it("is stamped once, whatever is replayed", () => {
    server.say(signed(1));
    session.presented("1-1", 5);
    session.presented("1-1", 6);
    expect(server.of("stamp")).toMatchObject([{ sentenceId: 1, t6: 5 }]);
  });

  it("is not stamped for a sentence of the last connection, or of none", async () => {
    server.say(signed(1));
    await reconnect();
    server.say(signed(1));
    session.presented("1-1", 5);
    session.presented("shown", 6);
    expect(server.of("stamp")).toEqual([]);
    session.presented("2-1", 7);
    expect(server.of("stamp")).toMatchObject([{ sentenceId: 1, t6: 7 }]);
  });
});

describe("the voice", () => {
  it("speaks the server's sound, once, and stamps it", async () => {
    server.say(voice(1));
    server.say(voice(1));
    await settled();
    expect(FakeSource.playing.size).toBe(1);
    endSound();
    await settled();
    expect([session.audio.state.get().speaking, server.of("stamp")]).toMatchObject([false, [{ sentenceId: 1 }]]);
  });

  it("is the browser's where that was chosen, in words that the server need not speak", () => {
    session.audio.choose({ kind: "browser", speed: 1.5, volume: 0.5 });
    expect(server.of("hello").at(-1)).toMatchObject({ voice: false });
    server.say(signed(1));
    expect(uttered.map(({ text, rate, volume }) => [text, rate, volume])).toEqual([["I read.", 1.5, 0.5]]);
    session.audio.choose({ kind: "signspan", speed: 1, volume: 1 });
    server.say(voice(1)); // was under way when the choice changed
    expect(FakeSource.playing.size).toBe(0);
  });

  it("says so where it skips a sentence or cannot speak one", async () => {
    FakeSource.refuses = new Error("no device");
    server.say(voice(1));
    await settled();
    expect(notice()).toBe("cannot-present");
    for (const id of [2, 3, 4, 5, 6, 7]) server.say(voice(id));
    expect(notice()).toBe("not-spoken");
    session.dismissNotice();
    expect(notice()).toBeUndefined();
  });
});

describe("the microphone", () => {
  it("is heard while it is on", async () => {
    session.audio.listen(true);
    expect(session.audio.state.get().microphone).toBe("opening");
    await microphone.allow();
    microphone.events?.onSound(new Uint8Array(Int16Array.from({ length: 1600 }, () => 20_000).buffer), 1);
    expect(session.audio.level.get()).toBeGreaterThan(0.8);
    session.audio.listen(false);
    expect(server.kinds).toEqual(["microphoneStart", "audio", "microphoneStop"]);
    expect([session.audio.state.get().microphone, session.audio.level.get(), microphone.closed]).toEqual(["off", 0, 1]);
  });

  it("rests while the voice speaks, and goes on however that ends", async () => {
    session.audio.listen(true);
    await microphone.allow();
    for (const ends of [endSound, () => undefined]) { // as it should, and never
      server.received = [];
      server.say(voice(ends === endSound ? 1 : 2));
      microphone.events?.onSound(new Uint8Array(2), 1);
      await settled();
      ends();
      await vi.advanceTimersByTimeAsync(10_000);
      microphone.events?.onSound(new Uint8Array(2), 2);
      expect(server.kinds.filter((kind) => kind !== "stamp")).toEqual(["microphoneStop", "microphoneStart", "audio"]);
    }
  });

  it("says so, once, where the connection drops its sound", async () => {
    session.audio.listen(true);
    await microphone.allow();
    const sound = (): void => { microphone.events?.onSound(new Uint8Array(2), 1); };
    server.full = true;
    sound();
    expect(notice()).toBe("hearing-behind");
    session.dismissNotice();
    sound();
    expect(notice()).toBeUndefined();
    server.full = false;
    sound();
    server.full = true;
    sound();
    expect(notice()).toBe("hearing-behind");
  });

  it("is announced to the next server too", async () => {
    session.audio.listen(true);
    await microphone.allow();
    await reconnect();
    expect(server.kinds).toEqual(["microphoneStart", "microphoneStart"]);
  });

  it("is closed where it was let go before it opened, and only one is ever open", async () => {
    session.audio.listen(true);
    session.audio.listen(false);
    session.audio.listen(true);
    await microphone.allow();
    expect([microphone.opened, microphone.closed, session.audio.state.get().microphone]).toEqual([1, 0, "on"]);
    session.audio.listen(false);
    session.audio.listen(true);
    session.audio.listen(false);
    await microphone.allow();
    expect([microphone.opened, microphone.closed, session.audio.state.get().microphone]).toEqual([2, 2, "off"]);
  });

  it("says why it is not open, and may be tried again", async () => {
    session.audio.listen(true);
    await microphone.refuse(new MicrophoneError("refused"));
    expect(session.audio.state.get().microphone).toBe("refused");
    session.audio.listen(true);
    await microphone.allow();
    microphone.events?.onLost();
    expect([session.audio.state.get().microphone, microphone.closed]).toEqual(["lost", 1]);
  });
});
