import { describe, expect, it } from "vitest";
import { AXES, LEFT_SHOULDER, MIDDLE_MCP, POINTS, POSE, RIGHT_HAND, RIGHT_SHOULDER } from "./topology";
import { Recording } from "./recording";

/** A body whose right hand hangs, or is raised and moves with time. */
function body(raised: boolean, atS: number): Float32Array {
  const points = new Float32Array(POINTS * AXES).fill(NaN);
  points.set([0.6, 0.4, 0], (POSE.start + LEFT_SHOULDER) * AXES);
  points.set([0.4, 0.4, 0], (POSE.start + RIGHT_SHOULDER) * AXES);
  const y = raised ? 0.5 + 0.1 * Math.sin(atS * 6) : 0.95;
  points.set([0.4, y, 0], RIGHT_HAND.start * AXES);
  points.set([0.4, y - 0.05, 0], (RIGHT_HAND.start + MIDDLE_MCP) * AXES);
  return points;
}

function states(raised: (atS: number) => boolean, seconds: number): { readonly states: string[]; readonly recording: Recording } {
  const recording = new Recording();
  const found: string[] = [];
  for (let frame = 0; frame < seconds * 20 && found.at(-1) !== "ended"; frame += 1) {
    found.push(recording.feed(body(raised(frame / 20), frame / 20), 1, frame / 20));
  }
  return { states: found, recording };
}

describe("an example is recorded", () => {
  it("from raised hands to lowered ones", () => {
    const { states: found, recording } = states((atS) => atS >= 2 && atS < 3.5, 10);
    expect(found.indexOf("signing")).toBe(40);
    expect(found.length).toBeGreaterThan(70);
    expect(found.length).toBeLessThan(80);
    expect(found.at(-1)).toBe("ended");
    const { frames, timesS, aspect } = recording.recorded;
    expect(frames.length).toBeGreaterThanOrEqual(30);
    expect([timesS.length, timesS[0], aspect]).toEqual([frames.length, 2, 1]);
  });

  it("for a few seconds at most", () => {
    expect(states(() => true, 60).states.length).toBeLessThan(20 * 6.2);
  });

  it("or not at all, where no hand rises", () => {
    const { states: found, recording } = states(() => false, 60);
    expect(new Set(found)).toEqual(new Set(["waiting", "ended"]));
    expect(recording.recorded.frames).toEqual([]);
  });
});
