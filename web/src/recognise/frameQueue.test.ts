import { expect, it } from "vitest";
import type { BodyFrame } from "../perceive/frame";
import { FrameQueue, isFrame, MAX_FRAMES } from "./frameQueue";

interface Command {
  readonly type: string;
}

const frame = (atS: number): BodyFrame => ({ points: new Float32Array(), aspect: 1, capturedS: atS, perceivedS: atS });
const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** A queue whose thread stands still until it is let go, and what it has handled: times of frames, names of commands. */
function stalled(): { readonly queue: FrameQueue<Command>; readonly handled: (number | string)[]; readonly go: () => Promise<void> } {
  const handled: (number | string)[] = [];
  let release: () => void = () => undefined;
  const stall = new Promise<void>((resolve) => { release = resolve; });
  const queue = new FrameQueue<Command>(async (work) => {
    handled.push(isFrame(work) ? work.capturedS : work.type);
    if (handled.length === 1) await stall;
  });
  return { queue, handled, go: async () => { release(); await settled(); } };
}

it("handles everything in order, also after something went wrong", async () => {
  const handled: number[] = [];
  const queue = new FrameQueue<Command>(async (work) => {
    if (isFrame(work)) handled.push(work.capturedS);
    await Promise.resolve();
    if (handled.length === 2) throw new Error("a broken frame");
  });
  expect([0, 1, 2, 3].map((atS) => queue.push(frame(atS)))).toEqual([0, 0, 0, 0]);
  await settled();
  queue.push(frame(4));
  await settled();
  expect(handled).toEqual([0, 1, 2, 3, 4]);
});

it("thins what waits where too much does, and keeps the newest and the whole stretch", async () => {
  const { queue, handled, go } = stalled();
  const dropped = Array.from({ length: 101 }, (_, at) => queue.push(frame(at))).reduce((sum, each) => sum + each, 0);
  await go();
  expect([handled.length, dropped]).toEqual([1 + MAX_FRAMES, 100 - MAX_FRAMES]);
  expect(handled.at(-1)).toBe(100);
  const times = handled.map(Number);
  const gaps = times.slice(1).map((atS, before) => atS - (times[before] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(0);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(3 * 100 / MAX_FRAMES); // no part of the stretch is cut out
});

it("never drops a command, nor moves it before a frame that came earlier", async () => {
  const { queue, handled, go } = stalled();
  for (let at = 0; at < 40; at += 1) queue.push(frame(at));
  queue.push({ type: "finish" });
  for (let at = 40; at < 80; at += 1) queue.push(frame(at));
  queue.push({ type: "end" });
  await go();
  const finish = handled.indexOf("finish");
  expect(handled.slice(0, finish).every((each) => Number(each) < 40)).toBe(true);
  expect(handled.slice(finish + 1, -1).every((each) => Number(each) >= 40)).toBe(true);
  expect(handled.at(-1)).toBe("end");
});
