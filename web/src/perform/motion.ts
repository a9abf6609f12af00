/** A recorded sign to the motion that the avatar makes it with: the server solves it and keeps nothing. */
import { create, toBinary } from "@bufbuild/protobuf";
import type { Motion } from "../converse/state";
import { RecordingSchema } from "../wire/signspan/v1/conversation_pb";
import { pack } from "../perceive/pack";
import { fields, rawOf } from "@signspan/recognise/fields";
import type { Recorded } from "@signspan/recognise/recording";

/** The avatar cannot make the sign; the message says why, in the server's words. */
export class MotionError extends Error {}

export interface Made {
  /** For the book. */
  readonly packed: Uint8Array;
  /** The sign alone, from rest to rest, to be shown. */
  readonly motion: Motion;
}

/** Throws `MotionError` where the recording is too poor, and anything where the server does not answer as it should. */
export async function motionOf(gloss: string, { frames, timesS, aspect }: Recorded, signal: AbortSignal): Promise<Made> {
  const recording = create(RecordingSchema, {
    gloss, aspect, frames: frames.map((points, at) => ({ capturedS: timesS[at] ?? 0, points: pack(points) })),
  });
  const body = toBinary(RecordingSchema, recording).slice();
  const headers = { "content-type": "application/x-protobuf" };
  const answer = await fetch("/api/motion", { method: "POST", body, headers, signal });
  const row = fields(await answer.json());
  if (typeof row["error"] === "string") throw new MotionError(row["error"]);
  return madeOf(row);
}

function madeOf({ motion, vrma, timeline }: Readonly<Record<string, unknown>>): Made {
  const signs = (timeline as { gloss: string; start_s: number; end_s: number; source: string }[])
    .map(({ gloss, start_s: startS, end_s: endS, source }) => ({ gloss, startS, endS, source }));
  const vrm = new Uint8Array(rawOf(vrma));
  return { packed: new Uint8Array(rawOf(motion)), motion: { signs, sentenceType: "statement", vrma: vrm } };
}
