/**
 * The 543 points of one person in one frame, in the order of the asl-signs data set: face mesh 468,
 * left hand 21, pose 33, right hand 21. The same names and numbers as `signspan/body/topology.py`.
 */
export const POINTS = 543;
export const AXES = 3;

export interface Part {
  readonly start: number;
  readonly count: number;
}

export const FACE: Part = { start: 0, count: 468 };
export const LEFT_HAND: Part = { start: 468, count: 21 };
export const POSE: Part = { start: 489, count: 33 };
export const RIGHT_HAND: Part = { start: 522, count: 21 };

// Pose points, counted from POSE.start.
export const LEFT_SHOULDER = 11;
export const RIGHT_SHOULDER = 12;
const LEFT_ELBOW = 13;
const RIGHT_ELBOW = 14;
const LEFT_WRIST = 15;
const RIGHT_WRIST = 16;
const LEFT_HIP = 23;
const RIGHT_HIP = 24;
/** What is drawn of the pose: shoulders, elbows, wrists, hips. */
export const TRUNK: readonly number[] = [
  LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_ELBOW, RIGHT_ELBOW, LEFT_WRIST, RIGHT_WRIST, LEFT_HIP, RIGHT_HIP,
];

// Hand points, counted from the hand's start.
export const WRIST = 0;
export const MIDDLE_MCP = 9;

/** One line through points of a part; `closed` joins its end to its start. */
export interface Contour {
  readonly points: readonly number[];
  readonly closed: boolean;
}

/** The essential face: what carries non-manual markers and no more. */
export const FACE_CONTOURS: readonly Contour[] = [
  { points: [70, 63, 105, 66, 107], closed: false }, // right brow
  { points: [336, 296, 334, 293, 300], closed: false }, // left brow
  { points: [33, 160, 158, 133, 153, 144], closed: true }, // right eye
  { points: [362, 385, 387, 263, 373, 380], closed: true }, // left eye
  { points: [61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181], closed: true }, // outer lips
  { points: [78, 81, 13, 311, 308, 402, 14, 178], closed: true }, // inner lips
];
export const NOSE_TIP = 1;
export const CHIN = 152;

/** The outline of the face from the forehead round by the left ear, for drawing where there is no picture under it. */
export const FACE_OUTLINE: Contour = {
  points: [10, 297, 284, 389, 454, 361, 397, 379, 400, CHIN, 176, 150, 172, 132, 234, 162, 54, 67], closed: true,
};

type Bone = readonly [number, number];

const FINGER_STARTS = [1, 5, 9, 13, 17];

export const HAND_BONES: readonly Bone[] = [
  ...FINGER_STARTS.map((base): Bone => [WRIST, base]),
  ...FINGER_STARTS.flatMap((base): Bone[] => [[base, base + 1], [base + 1, base + 2], [base + 2, base + 3]]),
  [5, 9],
  [9, 13],
  [13, 17],
];

export const POSE_BONES: readonly Bone[] = [
  [LEFT_SHOULDER, RIGHT_SHOULDER],
  [LEFT_SHOULDER, LEFT_ELBOW],
  [LEFT_ELBOW, LEFT_WRIST],
  [RIGHT_SHOULDER, RIGHT_ELBOW],
  [RIGHT_ELBOW, RIGHT_WRIST],
  [LEFT_SHOULDER, LEFT_HIP],
  [RIGHT_SHOULDER, RIGHT_HIP],
  [LEFT_HIP, RIGHT_HIP],
];
