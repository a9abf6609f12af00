/**
 * Where the signer's body is in a window: the same as `signspan/body/anchor.py`, which explains it.
 * Float32 (4): middle of the shoulders x, y and their width in image heights, then 1; zeros where unknown.
 */
import { AXES, LEFT_SHOULDER, POSE, RIGHT_SHOULDER } from "./topology";

const MIN_WIDTH = 0.02;

/** The anchor of body frames (543, 3) in image fractions: medians over the frames that show both shoulders. */
export function anchorOf(frames: readonly Float32Array[], aspect: number): Float32Array {
  const xs: number[] = [];
  const ys: number[] = [];
  const widths: number[] = [];
  for (const points of frames) {
    const [leftX, leftY] = shoulder(points, LEFT_SHOULDER, aspect);
    const [rightX, rightY] = shoulder(points, RIGHT_SHOULDER, aspect);
    if (![leftX, leftY, rightX, rightY].every(Number.isFinite)) continue;
    xs.push((leftX + rightX) / 2);
    ys.push((leftY + rightY) / 2);
    widths.push(Math.hypot(leftX - rightX, leftY - rightY));
  }
  const width = median(widths);
  return xs.length === 0 || width < MIN_WIDTH
    ? new Float32Array(4)
    : Float32Array.of(median(xs), median(ys), width, 1);
}

function shoulder(points: Float32Array, point: number, aspect: number): readonly [number, number] {
  const row = (POSE.start + point) * AXES;
  return [(points[row] ?? NaN) * aspect, points[row + 1] ?? NaN];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}
