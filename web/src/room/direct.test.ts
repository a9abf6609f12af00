import { expect, test } from "vitest";
import { read } from "./direct";

const bytes = (row: unknown): Uint8Array => new TextEncoder().encode(typeof row === "string" ? row : JSON.stringify(row));

test("descriptions and candidates are read", () => {
  expect(read(bytes({ description: { type: "offer", sdp: "v=0" } }))).toEqual({ description: { type: "offer", sdp: "v=0" } });
  expect(read(bytes({ candidate: { candidate: "candidate:1", sdpMid: "0" } }))).toEqual({ candidate: { candidate: "candidate:1", sdpMid: "0" } });
});

test.each([
  "", "null", "[]", "7", "{", { description: 1 }, { description: { type: "offer" } }, { description: { type: "attack", sdp: "" } },
  { candidate: null }, { candidate: "x" }, {},
])("anything else is passed over: %j", (row) => {
  expect(read(bytes(row))).toBeUndefined();
});

test("a signal that is too long is passed over", () => {
  expect(read(bytes({ description: { type: "offer", sdp: "x".repeat(40_000) } }))).toBeUndefined();
});
