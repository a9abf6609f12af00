import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FIGURES, shortcomings } from "./figure";

interface Vrm {
  readonly humanoid: { readonly humanBones: Readonly<Record<string, unknown>> };
  readonly expressions: { readonly preset: Readonly<Record<string, unknown>>; readonly custom: Readonly<Record<string, unknown>> };
}

/** The VRM block of a figure that ships. */
function vrmOf(name: string): Vrm {
  const file = readFileSync(new URL(`../../../signspan/motion/figure/${name}.vrm`, import.meta.url));
  const text = file.subarray(20, 20 + file.readUInt32LE(12)).toString();
  return (JSON.parse(text) as { extensions: { VRMC_vrm: Vrm } }).extensions.VRMC_vrm;
}

function without(table: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(table).filter(([key]) => key !== name));
}

function lacking(bones: Readonly<Record<string, unknown>>, units: Readonly<Record<string, unknown>>) {
  return shortcomings({
    humanoid: { getNormalizedBoneNode: (bone) => (bone in bones ? ({} as never) : null) },
    expressionManager: { getExpression: (unit) => (unit in units ? ({} as never) : null) },
  });
}

describe.each(FIGURES)("%s", (name) => {
  const { humanoid: { humanBones }, expressions: { preset, custom } } = vrmOf(name);
  const units = { ...preset, ...custom };

  it("lacks nothing", () => { expect(lacking(humanBones, units)).toEqual([]); });

  it("is reported to lack fingers where one is missing", () => {
    expect(lacking(without(humanBones, "leftIndexDistal"), units)).toEqual(["fingers"]);
  });

  it("is reported to lack a face where a unit is missing", () => {
    expect(lacking(humanBones, without(units, "jawOpen"))).toEqual(["face"]);
  });
});
