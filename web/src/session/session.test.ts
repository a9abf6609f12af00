/** How the parts of a session are joined: what one says, another takes. */
import { EMPTY_BOOK } from "@signspan/recognise/book";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { stubSound, unstubSound } from "../converse/fakes";
import { PLAIN } from "../perform/look";
import { Speaker } from "../wire/signspan/v1/conversation_pb";
import { CODE, FakeRooms } from "./fakeRooms";
import { asStream, FakeMicrophone, FakeServer, FakeStream, FakeThreads, fakeVideo, frameAt, settled } from "./fakes";
import { Session } from "./session";
import type { Avatar } from "./stage";

interface Page {
  readonly server: FakeServer;
  readonly threads: FakeThreads;
  readonly signed: string[];
  readonly session: Session;
}

const motion = { packed: Uint8Array.of(1), consent: { words: "It may.", date: "2026-11-21", by: "" } };

let rooms: FakeRooms;

beforeEach(() => {
  vi.useFakeTimers();
  stubSound();
  rooms = new FakeRooms();
});
afterEach(() => {
  unstubSound();
  vi.useRealTimers();
});

/** A page with a server of its own, in a browser that shows its avatar and its camera. */
async function page(): Promise<Page> {
  const [server, threads, signed] = [new FakeServer(), new FakeThreads(), new Array<string>()];
  const avatar: Avatar = {
    figure: PLAIN.figure, view: "space", skeleton: false, speed: 1,
    sign: ({ key }) => { signed.push(key); }, replay: () => undefined, stepSign: () => undefined, dispose: () => undefined,
  };
  const session = new Session({
    ...rooms.platform(), threads, dial: server.dial, openMicrophone: new FakeMicrophone().open,
    openCamera: () => Promise.resolve(asStream(new FakeStream())),
    openMedium: () => Promise.reject(new Error("no camera")),
    avatar: () => avatar,
    drawn: (change) => { change(); },
    takeBook: () => Promise.resolve({ ...EMPTY_BOOK, signs: [{ name: "tea", label: "", examples: [], motion }] }),
    keepBook: () => Promise.resolve(),
    motionOf: () => Promise.reject(new Error("no server")),
  });
  session.stage.mount({} as HTMLCanvasElement);
  session.signer.mount(fakeVideo(), () => undefined);
  await settled();
  return { server, threads, signed, session };
}

it("lends the kept book to the server", async () => {
  const { server } = await page();
  expect(server.of("taught")).toMatchObject([{ gloss: "tea" }]);
});

it("carries what is signed on one page to the avatar of another, once", async () => {
  const [signer, speaker] = [await page(), await page()];
  signer.session.room.open("signer", false, false);
  await settled();
  speaker.session.room.join(CODE, "speaker", false);
  signer.session.signer.start();
  await settled();

  const [recogniser] = signer.threads.recognisers;
  recogniser?.say({ type: "recognised", event: { kind: "gloss", gloss: "BOOK", probability: 0.9, alternatives: [], startS: 0, endS: 1 }, capturedS: 1, perceivedS: 1 });
  expect(signer.server.of("gloss")).toMatchObject([{ gloss: "BOOK" }]);
  signer.server.say({ case: "committed", value: { gloss: "BOOK", probability: 0.9 } });
  expect(speaker.session.conversation.state.get().glosses).toMatchObject([{ gloss: "BOOK" }]);
  signer.server.say({ case: "sentence", value: { id: 1, speaker: Speaker.SIGNER, text: "A book." } });
  expect(speaker.server.of("relayed")).toMatchObject([{ sentence: { text: "A book." } }]);

  speaker.server.say({ case: "sentence", value: { id: 1, ref: 1, speaker: Speaker.SIGNER, text: "A book.", relayed: true } });
  speaker.server.say({ case: "sentence", value: { id: 2, speaker: Speaker.SPEAKER, text: "Which?" } });
  await settled();
  const relayed = signer.server.of("relayed");
  expect(relayed).toMatchObject([{ sentence: { text: "Which?" } }]); // and not its own sentence back
  signer.server.say({ case: "sentence", value: { id: 2, ref: 1, speaker: Speaker.SPEAKER, text: "Which?", relayed: true } });
  signer.server.say({ case: "plan", value: { sentenceId: 2, timeline: [] } });
  expect(signer.signed).toEqual(["1-2"]);
});

it("shows the signer's landmarks to the room while that is on", async () => {
  const [signer, speaker] = [await page(), await page()];
  signer.session.room.open("signer", false, false);
  await settled();
  speaker.session.room.join(CODE, "speaker", false);
  signer.session.signer.start();
  await settled();
  signer.threads.see(frameAt(1));
  expect(speaker.session.room.media.state.get().buffers.size).toBe(0);
  signer.session.room.media.showLines(true);
  await vi.advanceTimersByTimeAsync(100);
  signer.threads.see(frameAt(2));
  expect([...speaker.session.room.media.state.get().buffers.keys()]).toEqual([1]);
});

it("ends everything that runs", async () => {
  const { server, threads, session } = await page();
  session.signer.start();
  await settled();
  session.close();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([server.open, threads.recognisers[0]?.terminated, vi.getTimerCount()]).toEqual([false, true, 0]);
});
