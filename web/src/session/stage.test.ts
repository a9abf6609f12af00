import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, it } from "vitest";
import { type ConversationState, EMPTY, reduce } from "../converse/state";
import { PLAIN } from "../perform/look";
import type { Turn } from "../perform/queue";
import type { StageEvents } from "../perform/stage";
import { ServerMessageSchema, Speaker } from "../wire/signspan/v1/conversation_pb";
import { type StageListener, type Avatar, StageSession } from "./stage";
import { Store } from "./store";

/** An avatar that notes what it is asked for: drawing is the browser's own. */
class FakeAvatar implements Avatar {
  signed: string[] = [];
  disposed = false;
  figure = PLAIN.figure;
  view = PLAIN.view;
  skeleton = false;
  speed = 1;
  constructor(readonly events: StageEvents) {}
  sign({ key, index }: Turn): void { this.signed.push(`${key}/${index}`); }
  replay(turns: readonly Turn[]): void { this.signed.push(`replay ${turns.map(({ key, index }) => `${key}/${index}`).join()}`); }
  stepSign([turn]: readonly Turn[], by: number): void { this.signed.push(`step ${turn?.key ?? ""} ${by}`); }
  dispose(): void { this.disposed = true; }
}

let state: Store<ConversationState>;
let avatars: FakeAvatar[];
let log: string[];
let stage: StageSession;
let webgl: boolean;
const canvas = {} as HTMLCanvasElement;
const avatar = (): FakeAvatar => avatars.at(-1) ?? expect.fail("expected an avatar");

beforeEach(() => {
  [state, avatars, log, webgl] = [new Store(EMPTY), [], [], true];
  const listener: StageListener = {
    state,
    performing: (sign) => { log.push(sign === undefined ? "-" : `${sign.key}/${sign.motion}/${sign.sign}`); },
    presented: (key, atS) => { log.push(`presented ${key} at ${atS}`); },
    notSigned: (reason) => { log.push(`not signed: ${reason}`); },
    skipped: () => { log.push("skipped"); },
  };
  stage = new StageSession({
    avatar: (_, events) => {
      if (!webgl) throw new Error("no WebGL");
      const made = new FakeAvatar(events);
      avatars.push(made);
      return made;
    },
    drawn: (change) => { log.push("draw"); change(); },
  }, listener);
  state.update((last) => reduce(last, { type: "link", link: "open" }));
});

function say(body: NonNullable<MessageInitShape<typeof ServerMessageSchema>["body"]>): void {
  state.update((last) => reduce(last, { type: "server", message: create(ServerMessageSchema, { body }) }));
}
const sentence = (id: number): void => { say({ case: "sentence", value: { id, speaker: Speaker.SPEAKER, text: "Hello." } }); };
const plan = (sentenceId: number): void => { say({ case: "plan", value: { sentenceId, timeline: [{ gloss: "HELLO", startS: 0, endS: 1 }] } }); };
const entry = (at: number) => state.get().entries[at] ?? expect.fail("expected an entry");

describe("a motion of the transcript", () => {
  it("is given to the avatar once, whatever else changes", () => {
    stage.mount(canvas);
    sentence(1);
    plan(1);
    sentence(2);
    plan(1); // its second clause comes later
    plan(2);
    say({ case: "latency", value: { sentenceId: 1, stages: [{ name: "send", ms: 3 }] } });
    say({ case: "partial", value: { text: "and", committed: 0 } });
    expect(avatar().signed).toEqual(["1-1/0", "1-1/1", "1-2/0"]);
  });

  it("is another one where another server gives it the same number", () => {
    stage.mount(canvas);
    sentence(1);
    plan(1);
    state.update((last) => reduce(reduce(last, { type: "link", link: "lost" }), { type: "link", link: "open" }));
    sentence(1);
    plan(1);
    expect(avatar().signed).toEqual(["1-1/0", "2-1/0"]);
  });

  it("is given once over a long conversation, whose old motions are forgotten", () => {
    stage.mount(canvas);
    for (let id = 1; id <= 300; id += 1) {
      sentence(id);
      plan(id);
    }
    expect(avatar().signed).toEqual(Array.from({ length: 300 }, (_, at) => `1-${at + 1}/0`));
  });
});

it("signs again, steps, and shows a motion that belongs to no sentence", () => {
  stage.mount(canvas);
  sentence(1);
  plan(1);
  plan(1);
  stage.replay(entry(0));
  stage.step(entry(0), -1);
  stage.show({ signs: [], sentenceType: "statement", vrma: new Uint8Array() });
  expect(avatar().signed.slice(2)).toEqual(["replay 1-1/0,1-1/1", "step 1-1 -1", "replay shown/0"]);
});

it("passes on what the avatar does, each sign drawn at once", () => {
  stage.mount(canvas);
  const turn: Turn = { key: "1-1", index: 0, motion: { signs: [], sentenceType: "", vrma: new Uint8Array() } };
  const { events } = avatar();
  events.onPerforming({ key: "1-1", motion: 0, sign: 0 });
  events.onShown(turn, 7);
  events.onTurnFailed(turn, "no motion");
  events.onSkipped(turn);
  expect(log).toEqual(["draw", "1-1/0/0", "presented 1-1 at 7", "not signed: no motion", "skipped"]);
  events.onReady(["face"]);
  expect(stage.state.get().figure).toEqual({ name: "ready", lacks: ["face"] });
  events.onFailed("no file");
  expect(stage.state.get().figure).toEqual({ name: "failed", reason: "no file" });
});

it("looks and moves as was chosen, also on another canvas", () => {
  const leave = stage.mount(canvas);
  stage.setSpeed(0.5);
  stage.setLook({ ...PLAIN, figure: "partner", view: "close", skeleton: true });
  expect(avatar()).toMatchObject({ speed: 0.5, figure: "partner", view: "close", skeleton: true });
  leave();
  expect(avatar().disposed).toBe(true);
  stage.mount(canvas);
  expect([avatars.length, avatar()]).toMatchObject([2, { speed: 0.5, figure: "partner", view: "close" }]);
});

it("says where there is no WebGL, and nothing goes wrong", () => {
  webgl = false;
  const leave = stage.mount(canvas);
  sentence(1);
  plan(1);
  stage.replay(entry(0));
  leave();
  expect(stage.state.get().figure).toEqual({ name: "no-webgl" });
});
