import { expect, it } from "vitest";
import { barsOf, stageNames, WHOLE } from "./latency";
import type { TranscriptEntry } from "./state";

const entry = (stages: TranscriptEntry["stages"]): TranscriptEntry => ({
  key: "1-1", id: 1, who: "signer", text: "", certainty: 1, glosses: [], unclear: [], motions: [], stages,
});

it("names stages in the order in which they happen, the whole last", () => {
  const a = entry([{ name: WHOLE, ms: 9 }, { name: "present", ms: 1 }]);
  const b = entry([{ name: "perceive", ms: 2 }]);
  expect(stageNames([a, b])).toEqual(["perceive", "present", WHOLE]);
  const relayed = entry([{ name: "voice or motion", ms: 1 }, { name: "other device", ms: 1 }]);
  expect(stageNames([a, relayed])).toEqual(["other device", "voice or motion", "present", WHOLE]);
});

it("shows parts of the sum, without the whole and without nothing", () => {
  const bars = barsOf(entry([{ name: "send", ms: 30 }, { name: "recognise", ms: 0 }, { name: "language", ms: 10 }, { name: WHOLE, ms: 40 }]));
  expect(bars).toEqual([{ name: "send", share: 0.75 }, { name: "language", share: 0.25 }]);
});
