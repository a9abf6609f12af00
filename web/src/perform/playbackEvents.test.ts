/** What `Playback` reports of the signs that it makes, and when. */
import { expect, it } from "vitest";
import { FakeRig, TestPlayback, turnOf } from "./fakes";

const signs = (fake: TestPlayback): string[] => fake.events.filter((each) => !each.startsWith("shown"));
const shown = (fake: TestPlayback): string[] => fake.events.filter((each) => each.startsWith("shown"));

async function playing(...turns: ReturnType<typeof turnOf>[]): Promise<TestPlayback> {
  const fake = new TestPlayback();
  for (const turn of turns) fake.playback.sign(turn);
  await fake.rig.readings[0]?.done();
  return fake;
}

it("reports each sign once and none between turns, however many frames there are", async () => {
  const fake = await playing(turnOf("a"), turnOf("b"));
  await fake.finish();
  expect(signs(fake)).toEqual(["a0", "a1", "-", "b0", "b1", "-"]);
});

it("reports every sign that one step passes, in order", async () => {
  const fake = await playing(turnOf("a", { signs: 5 }), turnOf("b"));
  fake.frame(0.5);
  fake.frame(3);
  expect(signs(fake)).toEqual(["a0", "a1", "a2", "a3"]);
  fake.frame(10);
  expect(signs(fake)).toEqual(["a0", "a1", "a2", "a3", "a4", "-"]);
});

it("reports the last sign also where the timeline is longer than the clip", async () => {
  const turn = turnOf("a", { signs: 1 });
  const late = [...turn.motion.signs, { gloss: "late", startS: 5, endS: 6, source: "lexicon" }, { gloss: "later", startS: 6, endS: 7, source: "lexicon" }];
  const fake = await playing({ ...turn, motion: { ...turn.motion, signs: late } });
  fake.frame(10);
  expect(signs(fake)).toEqual(["a0", "a1", "a2", "-"]);
});

it("reports all signs of a turn that is begun again before it had another frame", async () => {
  const fake = await playing(turnOf("a"));
  fake.frame(1.5);
  fake.playback.replay([turnOf("a")]);
  await fake.rig.readings[1]?.done();
  fake.frame(0.1);
  fake.frame(1);
  expect(signs(fake)).toEqual(["a0", "a1", "a0", "a1"]);
});

it("reports no sign while a replay is being read", async () => {
  const fake = await playing(turnOf("a"));
  fake.frame(0.1);
  fake.playback.replay([turnOf("a")]);
  fake.frame(0.1);
  fake.frame(1);
  expect(signs(fake)).toEqual(["a0", "-"]);
});

it("reports when the first frame of each turn is rendered, once", async () => {
  const fake = await playing(turnOf("a"), turnOf("b"));
  expect(shown(fake)).toEqual([]); // read, and not yet seen
  fake.playback.step(0.1);
  expect(shown(fake)).toEqual([]);
  fake.playback.rendered(7);
  fake.frame(0.1, 8);
  fake.frame(10, 9);
  fake.frame(0.1, 10); // the next is being read
  await fake.rig.readings[1]?.done();
  fake.frame(10, 11); // all of it within one frame
  fake.frame(10, 12);
  expect(shown(fake)).toEqual(["shown a at 7", "shown b at 11"]);
});

it("never reports a first frame that nobody saw", async () => {
  const fake = await playing(turnOf("a"));
  fake.playback.replay([turnOf("c")]);
  await fake.rig.readings[1]?.done();
  fake.frame(0.1);
  expect(shown(fake)).toEqual(["shown c at 0"]);
});

it("reports of a turn without signs that it is shown", async () => {
  const fake = await playing(turnOf("a", { signs: 0 }));
  fake.frame(0.1);
  fake.frame(0.1);
  expect(fake.events).toEqual(["shown a at 0"]);
});

it("takes what a listener asks for at once", async () => {
  const fake = await playing(turnOf("a"));
  fake.asks = () => { fake.playback.stepSign([turnOf("b")], 1); };
  fake.frame(0.1);
  await fake.rig.readings[1]?.done();
  fake.asks = () => { fake.playback.sign(turnOf("c")); };
  fake.frame(0.1);
  await fake.finish();
  expect(fake.played).toEqual(["a0", "b0", "c0"]);
});

it("reports the sign again that another figure begins with", async () => {
  const fake = await playing(turnOf("a"));
  fake.frame(1.5);
  const other = new FakeRig();
  fake.playback.rig = other;
  fake.frame(0.1);
  await other.readings[0]?.done();
  fake.frame(0.1);
  expect(signs(fake)).toEqual(["a0", "a1", "-", "a0"]);
});

it("reports each sentence that is skipped because too many wait", async () => {
  const fake = await playing(turnOf("a"));
  for (let index = 0; index < 14; index += 1) fake.playback.sign(turnOf(`b${index}-`));
  expect(fake.events).toEqual(["skipped b0-", "skipped b1-"]);
});

it("reports what a replay or a sign alone takes the place of, but for the rest of that sentence", async () => {
  const fake = await playing(turnOf("a"), turnOf("a", { index: 1 }), turnOf("b"));
  fake.playback.replay([turnOf("a"), turnOf("a", { index: 1 })]);
  expect(fake.events).toEqual(["skipped b"]);
  fake.playback.sign(turnOf("c"));
  fake.playback.stepSign([turnOf("a")], 1);
  expect(fake.events).toEqual(["skipped b", "skipped c"]);
});
