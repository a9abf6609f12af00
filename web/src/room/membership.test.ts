import { expect, test } from "vitest";
import { newMembership, membershipOf } from "./membership";

test("a membership survives being kept", () => {
  const membership = newMembership("K7QM2-XRD4T", "speaker", true);
  const kept: unknown = JSON.parse(JSON.stringify({ ...membership, resume: Array.from(membership.resume) }));
  expect(membershipOf(kept)).toEqual(membership);
  expect(membership.resume.some((byte) => byte !== 0)).toBe(true);
});

test.each([null, 1, {}, { code: 1, role: "signer", resume: [] }, { code: "A", role: "king", resume: Array(16).fill(0) }, { code: "A", role: "signer", resume: [1] }])(
  "anything else is no membership: %j", (row) => { expect(membershipOf(row)).toBeUndefined(); },
);

test("a membership that was kept before addresses could be hidden hides none", () => {
  expect(membershipOf({ code: "A", role: "signer", resume: Array(16).fill(0) })?.hidden).toBe(false);
});
