import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Rejoin } from "./rejoin";
import { RoomApiError, type Place } from "./roomApi";

const PLACE: Place = { code: "K7QM2XRD4T", token: "a token" };

/** Asks as often as it takes, each time answered by the next of `answers`; says when it asked and what came of it. */
function comesBack(answers: readonly (Place | Error)[]): { readonly asked: number[]; readonly came: string[]; readonly rejoin: Rejoin } {
  const asked: number[] = [];
  const came: string[] = [];
  const begun = Date.now();
  const ask = async (): Promise<Place> => {
    asked.push((Date.now() - begun) / 1000);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error("nothing to answer");
    return await Promise.resolve(answer);
  };
  const rejoin = new Rejoin(ask, { onPlace: ({ token }) => { came.push(token); }, onGone: (why) => { came.push(why); } });
  return { asked, came, rejoin };
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

test("a room that answers is asked once", async () => {
  const { asked, came } = comesBack([PLACE]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([asked, came]).toEqual([[0], ["a token"]]);
});

test("a room that is away or busy is asked again, with growing waits, and comes to be had", async () => {
  const { asked, came } = comesBack([
    ...Array<Error>(3).fill(new RoomApiError("unreachable")), new RoomApiError("busy"), new TypeError("not JSON"), new RoomApiError("busy"), PLACE,
  ]);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(asked).toEqual([0, 1, 3, 7, 15, 30, 45]);
  expect(came).toEqual(["a token"]);
});

test("a room that has ended is not asked for again", async () => {
  const { asked, came } = comesBack([new RoomApiError("unreachable"), new RoomApiError("no-room")]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([asked, came]).toEqual([[0, 1], ["no-room"]]);
});

test("who leaves is not brought back", async () => {
  const { asked, came, rejoin } = comesBack([new RoomApiError("busy"), PLACE]);
  await vi.advanceTimersByTimeAsync(500);
  rejoin.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([asked, came]).toEqual([[0], []]);
});
