import { AXES, FACE, LEFT_HAND, type Part, POINTS, POSE, RIGHT_HAND } from "@signspan/recognise/topology";

/** One body frame. Times are seconds on the page's clock. */
export interface BodyFrame {
  /** (543, 3) row by row: x and y image fractions, y down; z in image widths; NaN where nothing was detected. */
  readonly points: Float32Array;
  /** Image width over height. */
  readonly aspect: number;
  /** t0: the camera frame was captured. */
  readonly capturedS: number;
  /** t1: its landmarks were ready. */
  readonly perceivedS: number;
}

interface Landmark {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** What the landmarker answers: one list a person; only the first person counts. */
export interface Detected {
  readonly faceLandmarks: readonly (readonly Landmark[])[];
  readonly leftHandLandmarks: readonly (readonly Landmark[])[];
  readonly poseLandmarks: readonly (readonly Landmark[])[];
  readonly rightHandLandmarks: readonly (readonly Landmark[])[];
}

/** The landmarker's answer as (543, 3). Of its 478 face points the first 468 are the classic mesh. */
export function toPoints(detected: Detected): Float32Array {
  const points = new Float32Array(POINTS * AXES).fill(NaN);
  write(points, FACE, detected.faceLandmarks[0]);
  write(points, LEFT_HAND, detected.leftHandLandmarks[0]);
  write(points, POSE, detected.poseLandmarks[0]);
  write(points, RIGHT_HAND, detected.rightHandLandmarks[0]);
  return points;
}

function write(points: Float32Array, part: Part, landmarks: readonly Landmark[] | undefined): void {
  if (landmarks === undefined || landmarks.length < part.count) return;
  for (const [index, { x, y, z }] of landmarks.slice(0, part.count).entries()) {
    points.set([x, y, z], (part.start + index) * AXES);
  }
}

/** Whether a part was detected in a frame. */
export function has(points: Float32Array, part: Part): boolean {
  return !Number.isNaN(points[part.start * AXES] ?? NaN);
}
