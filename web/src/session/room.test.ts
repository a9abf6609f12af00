import { create } from "@bufbuild/protobuf";
import { UNSENT } from "@signspan/room/limits";
import { Role } from "@signspan/room/wire/signspan/v1/room_pb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SentenceSchema, ServerMessageSchema, Speaker } from "../wire/signspan/v1/conversation_pb";
import type { RoomClient, RoomClientEvents } from "../room/roomClient";
import { CODE, FakeRooms } from "./fakeRooms";
import { settled } from "./fakes";
import { RoomSession, type RoomStatus } from "./room";

/** One page in the room, and what it hears there. */
class Page {
  readonly heard: string[] = [];
  readonly passing: string[] = [];
  readonly room: RoomSession;

  constructor(rooms: FakeRooms, lifetimeS?: number) {
    this.room = new RoomSession({ ...rooms.platform(lifetimeS), openMedium: () => Promise.reject(new Error("no camera")) }, {
      onSentence: ({ text }) => { this.heard.push(text); },
      onPassing: ({ body }) => { this.passing.push(String(body.case)); },
    });
  }

  get status(): RoomStatus {
    return this.room.state.get().status;
  }

  get inside(): Extract<RoomStatus, { name: "in" }> {
    const { status } = this;
    return status.name === "in" ? status : expect.fail(`expected a page in the room, got ${status.name}`);
  }

  /** Its server said a sentence. */
  say(text: string, { relayed = false } = {}): void {
    const value = create(SentenceSchema, { text, speaker: Speaker.SIGNER, relayed });
    this.room.mirror(create(ServerMessageSchema, { body: { case: "sentence", value } }));
  }
}

let rooms: FakeRooms;
let kept: Map<string, string>;

beforeEach(() => {
  vi.useFakeTimers();
  rooms = new FakeRooms();
  kept = new Map();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => { kept.set(key, value); },
    removeItem: (key: string) => { kept.delete(key); },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const pass = async (seconds: number): Promise<void> => { await vi.advanceTimersByTimeAsync(1000 * seconds); };

/** A signer who opened a room and a speaker who joined it. */
async function met(lifetimeS?: number): Promise<{ readonly signer: Page; readonly speaker: Page }> {
  const signer = new Page(rooms, lifetimeS);
  await settled();
  signer.room.open("signer", false, false);
  await settled();
  const speaker = new Page(rooms, lifetimeS);
  kept.clear(); // another tab
  await settled();
  speaker.room.join(CODE, "speaker", false);
  await settled();
  return { signer, speaker };
}

describe("a room", () => {
  it("is opened by one and joined by another, and both see who is there", async () => {
    const { signer, speaker } = await met();
    for (const page of [signer, speaker]) expect(page.inside.members.map(({ id }) => id)).toEqual([1, 2]);
    expect([signer.inside.member, speaker.inside.member, speaker.inside.code]).toEqual([1, 2, CODE]);
    expect(signer.room.state.get().connections.get(2)).toBe("apart"); // no WebRTC here: by the room
  });

  it("that there is not, or that cannot be reached, says so", async () => {
    const page = new Page(rooms);
    await settled();
    page.room.join(CODE, "signer", false);
    expect(page.status.name).toBe("asking");
    await settled();
    expect(page.status).toEqual({ name: "away", why: "no-room" });
    rooms.up = false;
    page.room.open("signer", false, false);
    await settled();
    expect(page.status).toEqual({ name: "away", why: "unreachable" });
  });

  it("that is left is left for good", async () => {
    const { signer, speaker } = await met();
    signer.room.leave();
    await settled();
    expect([signer.status, kept.size]).toEqual([{ name: "away", why: undefined }, 0]);
    expect(speaker.inside.members.map(({ id }) => id)).toEqual([2]);
    await pass(60);
    expect(rooms.dialled).toHaveLength(2);
  });

  it("that refuses says why", async () => {
    await met();
    const third = new Page(rooms);
    await settled();
    third.room.join(CODE, "signer", false);
    await settled();
    expect(third.status).toEqual({ name: "away", why: "role-taken" });
  });
});

describe("what a page's server says", () => {
  it("is heard by the others once, and not what was relayed to it", async () => {
    const { signer, speaker } = await met();
    signer.say("One.");
    signer.say("Relayed.", { relayed: true });
    signer.room.mirror(create(ServerMessageSchema, { body: { case: "committed", value: { gloss: "BOOK" } } }));
    signer.room.mirror(create(ServerMessageSchema, { body: { case: "voice", value: {} } }));
    await settled();
    expect([speaker.heard, speaker.passing, signer.heard]).toEqual([["One."], ["committed"], []]);
  });

  it("arrives once and in order, however often the sockets break", async () => {
    const { signer, speaker } = await met();
    const texts = Array.from({ length: 40 }, (_, at) => `${at}.`);
    for (const [at, text] of texts.entries()) {
      signer.say(text);
      if (at % 5 === 0) rooms.cut();
      await pass(0.5);
    }
    await pass(5);
    expect(speaker.heard).toEqual(texts);
    expect([signer.inside.lost, speaker.inside.gaps]).toEqual([false, { missed: 0, doubtful: 0 }]);
  });

  it("is counted as doubtful where more waits than may", async () => {
    const { signer } = await met();
    rooms.up = false;
    rooms.cut();
    expect(signer.inside.lost).toBe(true);
    for (let at = 0; at < UNSENT + 3; at += 1) signer.say("x");
    expect(signer.inside.gaps.doubtful).toBe(3);
  });

  it("stays here where there is no room", async () => {
    const page = new Page(rooms);
    await settled();
    page.say("Alone.");
    expect(page.status.name).toBe("away");
  });
});

describe("a page comes back", () => {
  it("as the same member after its socket broke, redialling with growing waits", async () => {
    const { signer } = await met();
    rooms.up = false;
    rooms.cut();
    const [begun, before] = [performance.now() / 1000, rooms.dialled.length];
    await pass(4);
    const dialled = rooms.dialled.slice(before).map((atS) => Math.round((atS - begun) * 100) / 100);
    expect([...new Set(dialled)]).toEqual([0.25, 0.75, 1.75, 2.75, 3.75]);
    rooms.up = true;
    await pass(2);
    expect([signer.inside.lost, signer.inside.member]).toEqual([false, 1]);
  });

  it("after a reload, as soon as the room answers", async () => {
    const { signer } = await met();
    signer.room.leave();
    kept.set("signspan.membership", JSON.stringify({ code: CODE, role: "signer", resume: Array<number>(16).fill(7), hidden: false }));
    rooms.up = false;
    const reloaded = new Page(rooms);
    await pass(2);
    expect(reloaded.status.name).toBe("returning");
    reloaded.say("Meanwhile."); // nobody can be sure to hear it
    rooms.up = true;
    await pass(3);
    expect(reloaded.inside.gaps).toEqual({ missed: 0, doubtful: 1 });
    expect(kept.size).toBe(1);
  });

  it("with a new token when its own has run out, and nothing of anybody is shown meanwhile", async () => {
    const { signer, speaker } = await met(30);
    signer.room.media.showLines(true);
    await pass(31);
    rooms.cut();
    await pass(3);
    expect([signer.inside.member, signer.inside.lost, signer.room.media.state.get().lines]).toEqual([1, false, false]);
    speaker.say("Still here.");
    await pass(1);
    expect(signer.heard).toEqual(["Still here."]);
  });

  it("and counts what that cost", async () => {
    let events: RoomClientEvents | undefined;
    const client = { member: 1, close: () => undefined } as unknown as RoomClient;
    const room = new RoomSession({
      ...rooms.platform(),
      openMedium: () => Promise.reject(new Error("no camera")),
      connect: (_url, _token, _resume, given) => { events = given; return client; },
    }, { onSentence: () => undefined, onPassing: () => undefined });
    await settled();
    room.open("signer", false, false);
    await settled();
    const joined = (missed: number): void => { events?.onRoomEvent({ type: "member-joined", member: 1, role: Role.SIGNER, missed }); };
    joined(0);
    events?.onRoomEvent({ type: "delivery-unknown", payloads: [new Uint8Array(), new Uint8Array()] });
    joined(3);
    joined(1);
    expect(room.state.get().status).toMatchObject({ gaps: { missed: 4, doubtful: 2 } });
  });

  it("not once it is closed", async () => {
    const { signer } = await met();
    signer.room.close();
    const before = rooms.dialled.length;
    await pass(60);
    expect(rooms.dialled).toHaveLength(before);
  });
});
