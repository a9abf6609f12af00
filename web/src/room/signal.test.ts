import { expect, test } from "vitest";
import { read, write } from "./signal";

const bytes = (row: unknown): Uint8Array => new TextEncoder().encode(typeof row === "string" ? row : JSON.stringify(row));
const page = "a";

test.each([
  { page },
  { page, to: "b" },
  { page, description: { type: "offer", sdp: "v=0" } },
  { page, to: "b", candidate: { candidate: "candidate:1", sdpMid: "0" } },
] as const)("a page, a description or a candidate is read as it was written: %j", (signed) => {
  expect(read(write(signed))).toEqual(signed);
});

test.each([
  "", "null", "[]", "7", "{", {}, { page: "" }, { page: 7 }, { page: "x".repeat(41) }, { description: { type: "offer", sdp: "v=0" } },
  { page, description: 1 }, { page, description: { type: "offer" } }, { page, description: { type: "attack", sdp: "" } },
  { page, candidate: null }, { page, candidate: "x" },
])("anything else is passed over: %j", (row) => {
  expect(read(bytes(row))).toBeUndefined();
});

test("a signal that is too long is passed over", () => {
  expect(read(bytes({ page, description: { type: "offer", sdp: "x".repeat(50_000) } }))).toBeUndefined();
});
