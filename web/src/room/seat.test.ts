import { expect, test } from "vitest";
import { newSeat, seatOf } from "./seat";

test("a seat survives being kept", () => {
  const seat = newSeat("K7QM2-XRD4T", "speaker", true);
  const kept: unknown = JSON.parse(JSON.stringify({ ...seat, resume: Array.from(seat.resume) }));
  expect(seatOf(kept)).toEqual(seat);
  expect(seat.resume.some((byte) => byte !== 0)).toBe(true);
});

test.each([null, 1, {}, { code: 1, role: "signer", resume: [] }, { code: "A", role: "king", resume: Array(16).fill(0) }, { code: "A", role: "signer", resume: [1] }])(
  "anything else is no seat: %j", (row) => { expect(seatOf(row)).toBeUndefined(); },
);

test("a seat that was kept before addresses could be hidden hides none", () => {
  expect(seatOf({ code: "A", role: "signer", resume: Array(16).fill(0) })?.hidden).toBe(false);
});
