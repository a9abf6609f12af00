import { expect, it } from "vitest";
import constants from "./constants";
import { FrameClock } from "./frameClock";

const REST_S = constants.activity.rest_s;

it.each([2, 8, 15, 30, 60])("at %i frames a second one late frame is no end, and a longer wait is, once", (fps) => {
  const clock = new FrameClock();
  let nowS = 100;
  for (let frame = 0; frame < 10 * fps + 60; frame += 1) {
    clock.came(nowS);
    expect(clock.stopped(nowS + 1.9 / fps)).toBe(false);
    nowS += 1 / fps;
  }
  const lastS = nowS - 1 / fps;
  expect(clock.stopped(lastS + REST_S)).toBe(false);
  expect(clock.stopped(lastS + REST_S + 4 / fps)).toBe(true);
  expect(clock.stopped(lastS + 60)).toBe(false);
  clock.came(lastS + 61);
  expect(clock.stopped(lastS + 70)).toBe(true);
});

it("frames that come in heaps have not stopped", () => {
  const clock = new FrameClock();
  for (let heap = 0; heap < 20; heap += 1) {
    for (let frame = 0; frame < 15; frame += 1) clock.came(100 + heap / 2 + frame / 1000);
    expect(clock.stopped(100 + heap / 2 + 0.49)).toBe(false);
  }
  expect(clock.stopped(120)).toBe(true);
});

it("what never began has not stopped", () => {
  expect(new FrameClock().stopped(1e9)).toBe(false);
});
