import { type Book, EMPTY_BOOK } from "@signspan/recognise/book";
import type { Recorded } from "@signspan/recognise/recording";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Made, MotionError } from "../perform/motion";
import type { FromTeaching, TeachingMessage } from "../recognise/messages";
import { settled } from "./fakes";
import { TeachingSession } from "./teaching";

const TEA: Book = { ...EMPTY_BOOK, signs: [{ name: "tea", label: "", examples: [] }] };
const MADE: Made = { packed: Uint8Array.of(1), motion: { signs: [], sentenceType: "statement", vrma: new Uint8Array() } };
const recorded: Recorded = { frames: [], timesS: [], aspect: 1 };

let kept: Book;
let refuses: boolean;
let books: Book[];
let asked: { readonly gloss: string; readonly signal: AbortSignal; readonly made: (made: Made) => void; readonly fail: (error: Error) => void }[];
let sent: TeachingMessage[];
let teaching: TeachingSession;

beforeEach(async () => {
  vi.useFakeTimers();
  [kept, refuses, books, asked, sent] = [TEA, false, [], [], []];
  teaching = started();
  await settled();
});
afterEach(() => { vi.useRealTimers(); });

function started(): TeachingSession {
  return new TeachingSession({
    takeBook: () => (refuses ? Promise.reject(new Error("no storage")) : Promise.resolve(kept)),
    keepBook: (book) => {
      if (refuses) return Promise.reject(new Error("no storage"));
      kept = book;
      return Promise.resolve();
    },
    motionOf: (gloss, _, signal) => new Promise((made, fail) => { asked.push({ gloss, signal, made, fail }); }),
  }, (book) => { books.push(book); });
}

const connect = (): void => { teaching.connect((message) => { sent.push(message); }); };
const example = (): FromTeaching => ({
  type: "recorded",
  example: { window: { hands: new Float32Array(), present: new Float32Array(), anchor: new Float32Array() }, embedding: new Float32Array() },
  neighbour: { name: "tea", confusion: 0.6 },
  take: { name: " school ", recorded },
});
const state = () => teaching.state.get();

describe("the book", () => {
  it("is taken from this browser, and read and lent from then on", () => {
    expect([state().book, books]).toEqual([TEA, [TEA]]);
    connect();
    expect(sent).toEqual([{ type: "book", book: TEA }]);
    teaching.forget("tea");
    expect([kept.signs, books.at(-1)?.signs, sent.length]).toEqual([[], [], 2]);
  });

  it("holds for this page where the browser does not keep it, and says so", async () => {
    refuses = true;
    teaching.replace(EMPTY_BOOK);
    await settled();
    expect([state().book, state().unkept]).toEqual([EMPTY_BOOK, true]);
    refuses = false;
    teaching.start("sdl");
    await settled();
    expect([state().book.language, state().unkept, kept.language]).toEqual(["sdl", false, "sdl"]);
    refuses = true;
    teaching = started();
    await settled();
    expect(state().unkept).toBe(true);
  });
});

describe("a recording", () => {
  it("begins after a countdown, and its example belongs to the sign", async () => {
    connect();
    teaching.describe("school", "");
    teaching.record();
    const counted: number[] = [];
    for (let second = 0; second < 3; second += 1) {
      const { recorder } = state();
      if (recorder.state === "counting") counted.push(recorder.left);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect([counted, state().recorder.state, sent.at(-1)]).toMatchObject([[3, 2, 1], "waiting", { type: "record", sign: { name: "school" } }]);
    teaching.receive({ type: "recording", signing: true });
    expect(state().recorder.state).toBe("signing");
    teaching.receive(example());
    expect([state().recorder.state, state().draft.examples.length, state().neighbour?.name]).toEqual(["idle", 1, "tea"]);
  });

  it("that shows no hands says so", () => {
    connect();
    teaching.receive({ type: "recorded", example: undefined });
    expect([state().recorder.state, state().draft.examples.length]).toEqual(["unseen", 0]);
  });

  it.each(["cancelled", "the camera goes off"])("does not begin once %s", async (why) => {
    connect();
    teaching.record();
    if (why === "cancelled") teaching.cancel();
    else teaching.disconnect();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([state().recorder.state, sent.some(({ type }) => type === "record")]).toEqual(["idle", false]);
  });
});

describe("the avatar's motion", () => {
  beforeEach(() => {
    connect();
    teaching.describe(" school ", "");
  });

  it("is made only of what somebody agreed to, and goes into the book with their words", async () => {
    teaching.receive(example());
    expect([asked.length, state().making.state]).toEqual([0, "none"]);
    teaching.agree("It may.");
    expect([asked[0]?.gloss, state().making.state]).toEqual(["school", "making"]);
    asked[0]?.made(MADE);
    await settled();
    expect(state().making.state).toBe("made");
    teaching.save();
    expect(kept.signs.at(-1)).toMatchObject({ name: "school", motion: { packed: MADE.packed, consent: { words: "It may." } } });
    expect([state().draft.name, state().consent, state().making.state]).toEqual(["", undefined, "none"]);
  });

  it("goes where the consent is taken back, also while it is made", async () => {
    teaching.receive(example());
    teaching.agree("It may.");
    teaching.agree(undefined);
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.made(MADE);
    await settled();
    expect(state().making.state).toBe("none");
    teaching.save();
    expect(kept.signs.at(-1)?.motion).toBeUndefined();
  });

  it("is of the latest recording, whichever is made first", async () => {
    teaching.agree("It may.");
    teaching.receive(example());
    teaching.receive(example());
    asked[0]?.made({ ...MADE, packed: Uint8Array.of(9) });
    await settled();
    expect(state().making.state).toBe("making");
    asked[1]?.made(MADE);
    await settled();
    expect(state().making).toEqual({ state: "made", made: MADE });
  });

  it.each(["poor", "unreached"])("says why there is none: %s", async (why) => {
    teaching.agree("It may.");
    teaching.receive(example());
    asked[0]?.fail(why === "poor" ? new MotionError("no hands") : new TypeError("no network"));
    await settled();
    expect(state().making.state).toBe(why);
  });
});
