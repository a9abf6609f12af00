import { expect, it } from "vitest";
import { decodeLook, PLAIN } from "./look";

it("takes back what it kept", () => {
  const look = { figure: "partner", view: "close", mirrored: true, skeleton: true } as const;
  expect(decodeLook(JSON.stringify(look))).toEqual(look);
});

it.each([null, "", "{", "3", "null", "[]", '{"figure":"nobody","view":7,"mirrored":"yes"}'])("reads %s as the plain look", (kept) => {
  expect(decodeLook(kept)).toEqual(PLAIN);
});

it("keeps the parts that it understands", () => {
  expect(decodeLook('{"figure":"partner","view":"far"}')).toEqual({ ...PLAIN, figure: "partner" });
});
