/** Where the hands of one body frame are: the same as `signspan/recognise/wrists.py`. */
import { AXES, LEFT_HAND, MIDDLE_MCP, type Part, RIGHT_HAND, WRIST } from "./topology";

/** A wrist and the palm's length, in image heights; NaN where the hand is not seen. */
export interface Wrist {
  readonly x: number;
  readonly y: number;
  readonly palm: number;
}

/** Of a body frame (543, 3), right hand first. */
export function wrists(points: Float32Array, aspect: number): readonly [Wrist, Wrist] {
  return [wristOf(points, RIGHT_HAND, aspect), wristOf(points, LEFT_HAND, aspect)];
}

function wristOf(points: Float32Array, part: Part, aspect: number): Wrist {
  const at = (index: number, axis: number): number => points[(part.start + index) * AXES + axis] ?? NaN;
  const x = at(WRIST, 0);
  const y = at(WRIST, 1);
  return { x: x * aspect, y, palm: Math.hypot((at(MIDDLE_MCP, 0) - x) * aspect, at(MIDDLE_MCP, 1) - y) };
}
