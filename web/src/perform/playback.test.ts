import { describe, expect, it } from "vitest";
import { FakeRig, inState, TestPlayback, turnOf } from "./fakes";

describe("turns one after another", () => {
  it("are all signed, though the player reports the end of one while the next is read", async () => {
    const fake = new TestPlayback();
    for (const key of ["a", "b", "c"]) fake.playback.sign(turnOf(key));
    for (const reading of [0, 1, 2]) {
      for (let frame = 0; frame < 5; frame += 1) fake.frame(0.1); // the clip before is at its end
      await fake.rig.readings[reading]?.done();
      fake.frame(10);
    }
    expect(fake.played).toEqual(["a0", "b0", "c0"]);
    expect([fake.playback.state, fake.rig.readings.length]).toEqual(["idle", 3]);
  });

  it("rest after the last, not in between", async () => {
    const fake = await inState("playing");
    fake.playback.sign(turnOf("b"));
    const { rests } = fake.rig.player;
    fake.frame(10);
    expect([fake.playback.state, fake.rig.player.rests]).toEqual(["loading", rests]);
    await fake.rig.readings[1]?.done();
    fake.frame(10);
    expect([fake.playback.state, fake.rig.player.rests]).toEqual(["idle", rests + 1]);
  });

  it("wait for a figure", async () => {
    const fake = new TestPlayback({ standing: false });
    fake.playback.sign(turnOf("a"));
    fake.playback.stepSign([turnOf("b")], 1);
    fake.frame(1);
    expect(fake.playback.state).toBe("idle");
    fake.playback.rig = fake.rig;
    await fake.finish();
    expect(fake.played).toEqual(["a0"]);
  });

  it.each(["loading", "playing"] as const)("skip the oldest of too many that wait, never the one that is %s", async (name) => {
    const fake = await inState(name);
    for (let index = 0; index < 14; index += 1) fake.playback.sign(turnOf(`b${index}-`));
    await fake.finish();
    expect(fake.played).toEqual(["a0", ...Array.from({ length: 12 }, (_, index) => `b${index + 2}-0`)]);
  });
});

describe("a replay", () => {
  it.each(["loading", "playing", "held"] as const)("takes the place of what is %s and of what waits", async (name) => {
    const fake = await inState(name);
    if (name !== "held") fake.playback.sign(turnOf("b"));
    fake.playback.replay([turnOf("c"), turnOf("c", { index: 1 })]);
    fake.frame(10); // the end of the clip before, if there was one
    expect(fake.playback.state).toBe("loading");
    const before = fake.played;
    await fake.finish();
    expect(fake.played).toEqual([...before, "c0", "c0"]);
  });

  it.each([[0, 1], [1, 0]])("is what is played, whether the motion before is read first or last: %i, %i", async (...order) => {
    const fake = await inState("loading");
    fake.playback.replay([turnOf("c")]);
    for (const reading of order) await fake.rig.readings[reading]?.done();
    await fake.finish();
    expect(fake.played).toEqual(["c0"]);
  });

  it("of nothing is rest", async () => {
    const fake = await inState("playing");
    fake.playback.replay([]);
    expect([fake.playback.state, fake.rig.player.time]).toEqual(["idle", undefined]);
  });
});

describe("another figure", () => {
  it.each(["loading", "playing", "held"] as const)("begins again what is %s, and goes on with what waits", async (name) => {
    const fake = await inState(name);
    if (name !== "held") fake.playback.sign(turnOf("b"));
    const other = new FakeRig();
    fake.playback.rig = other;
    await fake.rig.readings[0]?.done(); // for the figure that is gone
    expect(fake.playback.state).toBe("loading");
    for (const reading of name === "held" ? [0] : [0, 1]) {
      await other.readings[reading]?.done();
      fake.frame(10);
    }
    expect(other.player.played).toEqual(name === "held" ? [{ gloss: "a0", fromS: 0, untilS: 1 }]
      : [{ gloss: "a0", fromS: 0, untilS: 3 }, { gloss: "b0", fromS: 0, untilS: 3 }]);
    expect([fake.playback.state, fake.played.length]).toEqual([name === "held" ? "held" : "idle", name === "loading" ? 0 : 1]);
  });
});

describe("a motion that cannot be read", () => {
  it("is reported once, and those after it are signed", async () => {
    const fake = await inState("loading");
    fake.playback.sign(turnOf("b"));
    await fake.rig.readings[0]?.fail();
    await fake.finish();
    expect(fake.played).toEqual(["b0"]);
    expect(fake.rig.readings.map(({ gloss }) => gloss)).toEqual(["a0", "b0"]);
    expect(fake.events.filter((each) => each.startsWith("failed"))).toEqual(["failed a: Error: expected a motion"]);
  });

  it("leaves the figure at rest where nothing waits, and ready for more", async () => {
    const fake = await inState("loading");
    await fake.rig.readings[0]?.fail();
    expect(fake.playback.state).toBe("idle");
    fake.playback.sign(turnOf("b"));
    await fake.finish();
    expect(fake.played).toEqual(["b0"]);
  });

  it("means nothing where something else was asked for meanwhile", async () => {
    const fake = await inState("loading");
    fake.playback.replay([turnOf("c")]);
    await fake.rig.readings[0]?.fail();
    await fake.finish();
    expect(fake.played).toEqual(["c0"]);
    expect(fake.events.join()).not.toContain("failed");
  });
});

it("plays and reports nothing after its end, though a motion was being read", async () => {
  const fake = await inState("loading");
  fake.playback.dispose();
  await fake.rig.readings[0]?.done();
  fake.frame(1);
  expect([fake.played, fake.events, fake.playback.state]).toEqual([[], [], "idle"]);
});
