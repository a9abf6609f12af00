import type { Recognised } from "@signspan/recognise/events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { now } from "../clock";
import { CameraError } from "../perceive/camera";
import type { BodyFrame } from "../perceive/frame";
import type { TeachingMessage } from "../recognise/messages";
import { asStream, FakeStream, FakeThreads, fakeVideo, FakeWorker, frameAt, settled } from "./fakes";
import { SignerSession } from "./signer";

const IDLE: Recognised = { kind: "idle", atS: 9 };

let threads: FakeThreads;
let stream: FakeStream;
let refusal: Error | undefined;
let unplug: () => void;
let log: string[];
let drawn: number;
let landmarks: BodyFrame[];
let teach: ((message: TeachingMessage) => void) | undefined;
let signer: SignerSession;
let unmount: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  [threads, stream, refusal, log, drawn, landmarks, teach] = [new FakeThreads(), new FakeStream(), undefined, [], 0, [], undefined];
  signer = new SignerSession({
    threads,
    openCamera: (onLost) => {
      unplug = onLost;
      return refusal === undefined ? Promise.resolve(asStream(stream)) : Promise.reject(refusal);
    },
  }, {
    connect: (send) => { teach = send; },
    disconnect: () => { teach = undefined; },
    receive: ({ type }) => { log.push(type); },
  }, {
    onRecognised: ({ kind }) => { log.push(kind); },
    onLandmarks: (frame) => { landmarks.push(frame); },
    onFrame: () => undefined,
  });
  unmount = signer.mount(fakeVideo(), () => { drawn += 1; });
});
afterEach(() => { vi.useRealTimers(); });

async function watching(): Promise<FakeWorker> {
  signer.start();
  await settled();
  threads.perceiver?.onReady();
  return threads.recognisers.at(-1) ?? expect.fail("expected a recogniser");
}

/** Frames for so many seconds. */
async function frames(seconds: number, fps = 10): Promise<void> {
  for (let frame = 0; frame < seconds * fps; frame += 1) {
    threads.see(frameAt(now()));
    await vi.advanceTimersByTimeAsync(1000 / fps);
  }
}

describe("the camera", () => {
  it("is asked for, gets ready, and watches; what it sees is drawn and recognised", async () => {
    const seen = new Set<string>();
    signer.state.subscribe(() => { seen.add(signer.state.get().camera); });
    const recogniser = await watching();
    await frames(1);
    expect([[...seen], drawn, recogniser.kinds.length]).toEqual([["asking", "loading", "watching"], 10, 10]);
    recogniser.say({ type: "recognised", event: IDLE, capturedS: 1, perceivedS: 1 });
    expect(log).toEqual(["idle"]);
  });

  it("is opened once, however often it is asked for", async () => {
    signer.start();
    signer.start();
    await settled();
    signer.start();
    await settled();
    expect(threads.recognisers).toHaveLength(1);
  });

  it("says why it is not open, and may be tried again", async () => {
    refusal = new CameraError("refused");
    signer.start();
    await settled();
    expect(signer.state.get().camera).toBe("refused");
    refusal = undefined;
    await watching();
    unplug();
    expect([signer.state.get().camera, stream.stopped, threads.perceiver?.stopped]).toEqual(["lost", true, true]);
  });

  it("is off once nothing shows it, also where it opens later", async () => {
    signer.start();
    unmount();
    await settled();
    expect([stream.stopped, threads.recognisers.length, signer.state.get().camera]).toEqual([true, 0, "off"]);
  });

  it("asks for somebody who is out of the picture, and counts what it drops", async () => {
    await watching();
    threads.see(frameAt(1, true));
    threads.see(frameAt(4, false));
    expect(signer.state.get().nobody).toBe(true);
    if (threads.perceiver !== undefined) threads.perceiver.dropped = 7;
    await vi.advanceTimersByTimeAsync(1000);
    expect(signer.state.get().dropped).toBe(7);
    signer.stop();
    expect(signer.state.get()).toMatchObject({ camera: "off", nobody: false });
  });
});

describe("what is being signed is decided", () => {
  it("when the frames stop, once until they come again", async () => {
    const recogniser = await watching();
    await frames(3);
    const lastS = now() - 0.1;
    expect(recogniser.finishes).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000); // the page is hidden
    expect(recogniser.finishes).toHaveLength(1);
    const [atS = NaN] = recogniser.finishes;
    expect(atS - lastS).toBeGreaterThan(0.35);
    expect(atS - lastS).toBeLessThan(1.6);
    await frames(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(recogniser.finishes).toHaveLength(2);
  });

  it("when the camera is turned off, and the events still come, until the thread has said them", async () => {
    const recogniser = await watching();
    await frames(1);
    signer.stop();
    const [atS = NaN] = recogniser.finishes;
    expect([atS, recogniser.terminated, stream.stopped]).toEqual([now(), false, true]);
    recogniser.say({ type: "recognised", event: { kind: "gloss", gloss: "BOOK", probability: 1, alternatives: [], startS: 0, endS: 1 }, capturedS: 1, perceivedS: 1 });
    recogniser.say({ type: "recognised", event: IDLE, capturedS: 1, perceivedS: 1 });
    recogniser.say({ type: "finished", atS: atS - 1 }); // an earlier one
    expect([log, recogniser.terminated]).toEqual([["gloss", "idle"], false]);
    recogniser.say({ type: "finished", atS });
    expect(recogniser.terminated).toBe(true);
  });

  it("while nothing else that its thread still says counts: another camera may be on", async () => {
    const recogniser = await watching();
    signer.spell(true);
    const [speller] = threads.spellers;
    signer.stop();
    const next = await watching();
    next.say({ type: "ready", signs: 100 });
    recogniser.say({ type: "failed", reason: "gone" });
    speller?.say({ type: "failed", reason: "gone" });
    speller?.say({ type: "spelled", spelled: { kind: "spelled", letters: [], words: [] } });
    recogniser.say({ type: "ready", signs: 1 });
    teach?.({ type: "cancel" });
    expect(next.kinds).toEqual(["cancel"]);
    expect(signer.state.get()).toMatchObject({ recogniserAway: false, spellerAway: false, spelled: undefined });
  });

  it("or given up, where the thread is stuck", async () => {
    const recogniser = await watching();
    signer.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(recogniser.terminated).toBe(true);
  });

  it("when spelling begins, and the word being spelled when that ends or the frames stop", async () => {
    const recogniser = await watching();
    signer.spell(true);
    expect(recogniser.finishes).toHaveLength(1);
    await frames(2);
    const [speller] = threads.spellers;
    expect(speller?.kinds).toEqual(Array<string>(20).fill("frame"));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(speller?.finishes).toHaveLength(1);
    signer.spell(false);
    expect(speller?.finishes).toHaveLength(2);
    signer.stop();
    expect([speller?.finishes.length, speller?.terminated]).toEqual([3, false]);
  });
});

describe("spelling", () => {
  it("shows the word so far, and a new one begins empty", async () => {
    await watching();
    signer.spell(true);
    const [speller] = threads.spellers;
    speller?.say({ type: "spelled", spelled: { kind: "spelled", letters: [], words: [] } });
    expect(signer.state.get()).toMatchObject({ spelling: true, spelled: { kind: "spelled" } });
    signer.spell(false);
    signer.spell(true);
    expect([signer.state.get().spelled, threads.spellers.length]).toEqual([undefined, 1]);
  });

  it("is off where the browser cannot read letters, and signs are read again", async () => {
    const recogniser = await watching();
    signer.spell(true);
    threads.spellers[0]?.say({ type: "failed", reason: "no model" });
    expect(signer.state.get()).toMatchObject({ spelling: false, spellerAway: true });
    threads.see(frameAt(now()));
    expect(recogniser.kinds.at(-1)).toBe("frame");
  });
});

describe("a recogniser", () => {
  it("is taught while it is there", async () => {
    const recogniser = await watching();
    expect(teach).toBeUndefined();
    recogniser.say({ type: "ready", signs: 100 });
    teach?.({ type: "cancel" });
    expect(recogniser.kinds).toEqual(["cancel"]);
    recogniser.say({ type: "recording", signing: true });
    expect(log).toEqual(["recording"]);
    signer.stop();
    expect(teach).toBeUndefined();
  });

  it("that fails leaves the signer to the server", async () => {
    const recogniser = await watching();
    recogniser.say({ type: "ready", signs: 100 });
    recogniser.say({ type: "failed", reason: "too slow" });
    threads.see(frameAt(now()));
    expect([signer.state.get().recogniserAway, landmarks.length, recogniser.kinds, teach]).toEqual([true, 1, [], undefined]);
  });
});
