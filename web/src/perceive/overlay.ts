import { has } from "./frame";
import {
  AXES, CHIN, FACE, FACE_CONTOURS, FACE_OUTLINE, HAND_BONES, LEFT_HAND, LEFT_SHOULDER, NOSE_TIP, type Part, POSE,
  POSE_BONES, RIGHT_HAND, RIGHT_SHOULDER,
} from "@signspan/recognise/topology";

export interface OverlayColours {
  readonly body: string;
  readonly face: string;
  readonly left: string;
  readonly right: string;
  /** Of head and neck, where there is no picture under the lines; the body is bolder then. */
  readonly outline?: string;
}

type Point = readonly [x: number, y: number];

/** Draws one frame's landmarks over the whole canvas: body bones, essential face contours, both hands. */
export function drawLandmarks(
  context: CanvasRenderingContext2D, points: Float32Array, colours: OverlayColours,
): void {
  const { width, height } = context.canvas;
  const at = (part: Part, index: number): Point => {
    const row = (part.start + index) * AXES;
    return [(points[row] ?? NaN) * width, (points[row + 1] ?? NaN) * height];
  };
  const alone = colours.outline !== undefined;
  const unit = Math.max(width, height) / 640;
  const bold = (alone ? 5 : 3) * unit;
  context.clearRect(0, 0, width, height);
  context.lineCap = "round";
  context.lineJoin = "round";

  if (!Number.isNaN(at(POSE, LEFT_SHOULDER)[0])) {
    context.strokeStyle = colours.body;
    context.lineWidth = bold;
    for (const [a, b] of POSE_BONES) line(context, [at(POSE, a), at(POSE, b)]);
  }
  if (has(points, FACE) && alone) {
    context.strokeStyle = colours.outline;
    context.lineWidth = bold;
    line(context, FACE_OUTLINE.points.map((index) => at(FACE, index)), true);
    const [left, right] = [at(POSE, LEFT_SHOULDER), at(POSE, RIGHT_SHOULDER)];
    line(context, [at(FACE, CHIN), [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2]]);
  }
  if (has(points, FACE)) {
    context.strokeStyle = context.fillStyle = colours.face;
    context.lineWidth = 1.5 * unit;
    for (const contour of FACE_CONTOURS) {
      line(context, contour.points.map((index) => at(FACE, index)), contour.closed);
    }
    dot(context, at(FACE, NOSE_TIP), 2 * unit);
  }
  for (const [part, colour] of [[LEFT_HAND, colours.left], [RIGHT_HAND, colours.right]] as const) {
    if (!has(points, part)) continue;
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = 2 * unit;
    for (const [a, b] of HAND_BONES) line(context, [at(part, a), at(part, b)]);
    for (let index = 0; index < part.count; index += 1) dot(context, at(part, index), 2.4 * unit);
  }
}

function line(context: CanvasRenderingContext2D, points: readonly Point[], closed = false): void {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  if (closed) context.closePath();
  context.stroke();
}

function dot(context: CanvasRenderingContext2D, [x, y]: Point, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
