/** One sign of a sentence alone: how `Playback` steps to it, holds it and gives it up. */
import { expect, it } from "vitest";
import { inState, TestPlayback, turnOf } from "./fakes";

it("makes a sign alone, and holds its end", async () => {
  const fake = await inState("held");
  fake.playback.stepSign([turnOf("a")], 1);
  await fake.rig.readings[1]?.done();
  for (let frame = 0; frame < 30; frame += 1) fake.frame(0.1);
  expect(fake.rig.player.played).toEqual([{ gloss: "a0", fromS: 0, untilS: 1 }, { gloss: "a0", fromS: 1, untilS: 2 }]);
  expect([fake.playback.state, fake.rig.player.time]).toEqual(["held", 2]);
  expect(fake.events.filter((each) => !each.startsWith("shown"))).toEqual(["a0", "a1"]);
});

it.each([["loading", 0], ["playing", 1], ["held", 1]] as const)("steps from the present sign while that is %s", async (name, sign) => {
  const fake = await inState(name);
  fake.playback.stepSign([turnOf("a")], 1);
  await fake.rig.readings[1]?.done();
  expect(fake.rig.player.played.at(-1)).toEqual({ gloss: "a0", fromS: sign, untilS: sign + 1 });
  fake.frame(10);
  expect(fake.playback.state).toBe("held");
});

it("counts every step, however fast they are asked for", async () => {
  const fake = new TestPlayback();
  const clauses = [turnOf("a"), turnOf("a", { index: 1 })];
  for (let press = 0; press < 3; press += 1) fake.playback.stepSign(clauses, 1);
  for (const { done } of fake.rig.readings) await done();
  fake.frame(10);
  expect(fake.rig.player.played).toHaveLength(1);
  expect(fake.events).toEqual(["a0", "shown a at 0"]); // the second clause's first
});

it("steps into the next clause while the hands go down after one", async () => {
  const fake = await inState("playing");
  fake.frame(2.2);
  fake.playback.stepSign([turnOf("a"), turnOf("a", { index: 1, signs: 1 })], 1);
  await fake.rig.readings[1]?.done();
  fake.frame(10);
  expect(fake.rig.player.played.at(-1)).toEqual({ gloss: "a0", fromS: 0, untilS: 1 });
  expect(fake.playback.state).toBe("held");
});

it("leaves everything as it is past the end of a sentence", async () => {
  const fake = await inState("playing");
  fake.playback.sign(turnOf("b"));
  fake.frame(1);
  fake.playback.stepSign([turnOf("a")], 1);
  expect(fake.playback.state).toBe("playing");
  await fake.finish();
  expect(fake.played).toEqual(["a0", "b0"]);
});

it("takes the place of what waits, as a replay does", async () => {
  const fake = await inState("playing");
  fake.playback.sign(turnOf("b"));
  fake.playback.stepSign([turnOf("a")], 1);
  fake.playback.sign(turnOf("c"));
  await fake.finish();
  expect(fake.played).toEqual(["a0", "c0"]);
});

it("steps into another sentence by its first sign, or its last", async () => {
  const fake = await inState("playing");
  fake.playback.stepSign([turnOf("b")], -1);
  await fake.rig.readings[1]?.done();
  expect(fake.rig.player.played.at(-1)).toEqual({ gloss: "b0", fromS: 1, untilS: 2 });
});

it.each(["read", "made", "held"])("gives way to what is said while it is %s", async (when) => {
  const fake = new TestPlayback();
  fake.playback.stepSign([turnOf("a")], 1);
  if (when !== "read") await fake.rig.readings[0]?.done();
  if (when !== "read") fake.frame(when === "made" ? 0.1 : 10);
  fake.playback.sign(turnOf("b"));
  await fake.finish();
  expect(fake.played).toEqual(when === "read" ? ["b0"] : ["a0", "b0"]);
  expect(fake.playback.state).toBe("idle");
});
