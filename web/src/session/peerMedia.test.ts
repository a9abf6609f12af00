import { AXES, POINTS } from "@signspan/recognise/topology";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CameraError } from "../perceive/camera";
import type { Agreement } from "../room/agreement";
import type { Medium } from "../room/direct";
import { LandmarkPacketWriter } from "../room/landmarkPacket";
import { asStream, FakeStream, frameAt, settled } from "./fakes";
import { PeerMediaSession } from "./peerMedia";

const YES: Agreement = { picture: true, voice: true };

let opened: { readonly medium: Medium; readonly stream: FakeStream; readonly lose: () => void }[];
let refusal: Error | undefined;
let log: string[];
let media: PeerMediaSession;

beforeEach(() => {
  vi.useFakeTimers();
  [opened, refusal, log] = [[], undefined, []];
  media = new PeerMediaSession((medium, lose) => {
    if (refusal !== undefined) return Promise.reject(refusal);
    const stream = new FakeStream();
    opened.push({ medium, stream, lose });
    return Promise.resolve(asStream(stream));
  });
  media.join({
    agree: ({ picture, voice }) => { log.push(`agree ${String(picture)} ${String(voice)}`); },
    send: (medium, track) => { log.push(`${track === undefined ? "stop" : "send"} ${medium}`); },
    show: () => { log.push("show"); },
  });
});
afterEach(() => { vi.useRealTimers(); });

const track = (kind: Medium): MediaStreamTrack => ({ kind }) as MediaStreamTrack;

it("opens a picture or a voice once both agreed, and closes it when one takes it back", async () => {
  media.agree({ picture: true, voice: false });
  await settled();
  expect([opened.length, log]).toEqual([0, ["agree true false"]]);
  media.events.onAgreement(YES);
  await settled();
  expect([opened.map(({ medium }) => medium), log.at(-1)]).toEqual([["video"], "send video"]);
  media.events.onAgreement({ picture: false, voice: true });
  expect([opened[0]?.stream.stopped, log.at(-1)]).toEqual([true, "stop video"]);
});

it("shows of what comes what both agreed to", () => {
  media.events.onTrack(track("video"));
  media.events.onTrack(track("audio"));
  expect(media.state.get().tracks).toEqual({});
  media.agree(YES);
  media.events.onAgreement({ picture: false, voice: true });
  expect(Object.keys(media.state.get().tracks)).toEqual(["audio"]);
  media.agree({ picture: true, voice: false });
  media.events.onAgreement(YES);
  expect(Object.keys(media.state.get().tracks)).toEqual(["video"]);
});

it("takes agreement back where nothing can be sent, and says why", async () => {
  refusal = new CameraError("refused");
  media.events.onAgreement(YES);
  media.agree({ picture: true, voice: false });
  await settled();
  expect([media.state.get().mine.picture, media.state.get().trouble, log.at(-1)]).toEqual([false, { medium: "video", why: "refused" }, "agree false false"]);
  refusal = undefined;
  media.agree({ picture: true, voice: false });
  await settled();
  expect(media.state.get().trouble).toBeUndefined();
  opened[0]?.lose();
  expect([media.state.get().trouble?.why, opened[0]?.stream.stopped]).toEqual(["lost", true]);
});

it("closes at once what opens after it is no longer wanted", async () => {
  media.events.onAgreement(YES);
  media.agree(YES);
  media.agree({ picture: false, voice: false });
  await settled();
  expect([opened.every(({ stream }) => stream.stopped), log.filter((each) => each.startsWith("send"))]).toEqual([true, []]);
});

it("agrees to nothing with the next partner, and shows nothing once it has left", async () => {
  media.events.onAgreement(YES);
  media.agree(YES);
  media.showLines(true);
  media.events.onTrack(track("video"));
  await settled();
  media.events.onParted();
  expect(media.state.get()).toMatchObject({ lines: false, mine: { picture: false }, theirs: { picture: false }, tracks: {} });
  expect(opened.every(({ stream }) => stream.stopped)).toBe(true);
  media.events.onAgreement(YES);
  media.agree(YES);
  expect(media.state.get().tracks).toEqual({}); // the last partner's picture is not the next one's
  media.leave();
  media.showLines(true);
  media.see(frameAt(1));
  expect(log).not.toContain("show");
});

it("shows landmarks while that is on, and buffers those that come until they stop", () => {
  media.see(frameAt(1));
  expect(log).toEqual([]);
  media.showLines(true);
  media.see(frameAt(2));
  expect(log).toEqual(["show"]);
  const points = new Float32Array(POINTS * AXES);
  const packet = new LandmarkPacketWriter(1).write({ frame: 1, capturedMs: 0, aspect: 1, points });
  media.events.onShown(7, packet);
  media.events.onShown(8, new Uint8Array([255]));
  expect([...media.state.get().buffers.keys()]).toEqual([7]);
  media.faded(7);
  expect(media.state.get().buffers.size).toBe(0);
});
