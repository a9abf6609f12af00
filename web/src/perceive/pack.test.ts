import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pack } from "./pack";

const { values, hex } = JSON.parse(readFileSync(new URL("../../../tests/vectors/pack.json", import.meta.url), "utf8")) as
  { values: (number | null)[]; hex: string };

test("packs values, halves among them, to the server's bytes", () => {
  expect(Buffer.from(pack(Float32Array.from(values, (value) => value ?? NaN))).toString("hex")).toBe(hex);
});
