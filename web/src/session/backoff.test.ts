import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Backoff } from "./backoff";

const WAITS = { firstS: 0.5, factor: 2, longestS: 2 };

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** A backoff whose every attempt fails, and the times of its attempts in seconds. */
function failing(): { readonly backoff: Backoff; readonly attempts: number[]; readonly attempt: () => void } {
  const backoff = new Backoff(WAITS);
  const attempts: number[] = [];
  const begun = Date.now();
  const attempt = (): void => {
    attempts.push((Date.now() - begun) / 1000);
    backoff.schedule(attempt);
  };
  return { backoff, attempts, attempt };
}

it("waits longer each time, up to the longest wait", () => {
  const { backoff, attempts, attempt } = failing();
  backoff.schedule(attempt);
  vi.advanceTimersByTime(8000);
  expect(attempts).toEqual([0.5, 1.5, 3.5, 5.5, 7.5]);
});

it("begins with the first wait again once something worked", () => {
  const { backoff, attempts, attempt } = failing();
  backoff.schedule(attempt);
  vi.advanceTimersByTime(1500);
  backoff.reset();
  backoff.schedule(attempt);
  vi.advanceTimersByTime(500);
  expect(attempts).toEqual([0.5, 1.5, 2]);
});

it("waits as long as the other end asked, then as usual", () => {
  const { backoff, attempts, attempt } = failing();
  backoff.postpone(10);
  backoff.schedule(attempt);
  vi.advanceTimersByTime(14_000);
  expect(attempts).toEqual([10, 12, 14]);
});

it("has one attempt to come, and none once it is cancelled", () => {
  const { backoff, attempts, attempt } = failing();
  backoff.schedule(attempt);
  backoff.schedule(attempt);
  vi.advanceTimersByTime(1000);
  expect(attempts).toEqual([1]);
  backoff.cancel();
  vi.advanceTimersByTime(60_000);
  expect(attempts).toEqual([1]);
});
