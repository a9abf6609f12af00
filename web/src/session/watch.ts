import { closeStream } from "../perceive/camera";
import { type BodyFrame, has } from "../perceive/frame";
import { Perceiver } from "../perceive/perceiver";
import { POSE } from "@signspan/recognise/topology";
import type { Recognised } from "@signspan/recognise/events";
import type { Spelled } from "@signspan/recognise/fingerspelling";
import type { FromRecogniser } from "../recognise/messages";
import RecogniserWorker from "../recognise/recogniser.worker?worker";
import { Speller } from "../recognise/speller";
import type { Line } from "./useTeaching";

/** Seconds without a body before the page asks the signer to step into the picture. */
const NOBODY_S = 2.5;

export interface WatchEvents {
  /** With t0 and t1 of the last frame behind the event. */
  readonly recognised: (event: Recognised, capturedS: number, perceivedS: number) => void;
  /** For the server to recognise, where this browser cannot. */
  readonly landmarks: (frame: BodyFrame) => void;
  readonly draw: (frame: BodyFrame) => void;
}

interface Conditions {
  readonly onReady: () => void;
  /** The landmarker could not start, or died. */
  readonly onBlind: (reason: string) => void;
  readonly onNobody: (nobody: boolean) => void;
  readonly onRecogniserAway: () => void;
  /** The word being spelled changed, or ended. */
  readonly onSpelled: (spelled: Spelled) => void;
  readonly onSpellerAway: () => void;
  /** To the recogniser's thread, for teaching. */
  readonly teaching: Line;
}

export interface Watch {
  readonly stop: () => void;
  /** Whether frames are read as fingerspelling instead of signs. */
  readonly spell: (on: boolean) => void;
  /** Camera frames skipped because a newer one was there. */
  readonly dropped: () => number;
}

/** Camera → landmarks → signs, each in its own thread, until stopped; then the camera is off. */
export function watchSigner(video: HTMLVideoElement, stream: MediaStream, events: WatchEvents & Conditions): Watch {
  video.srcObject = stream;
  void video.play();

  const recogniser = new RecogniserWorker();
  let away = false;
  const withoutRecogniser = (): void => {
    away = true;
    events.teaching.close();
    events.onRecogniserAway();
  };
  recogniser.onmessage = ({ data }: MessageEvent<FromRecogniser>) => {
    if (data.type === "recognised") events.recognised(data.event, data.capturedS, data.perceivedS);
    else if (data.type === "failed") withoutRecogniser();
    else if (data.type === "ready") events.teaching.open((message) => { recogniser.postMessage(message); });
    else events.teaching.hear(data);
  };
  recogniser.onerror = withoutRecogniser;

  const speller = new Speller({
    onRecognised: events.recognised, onSpelled: events.onSpelled, onFailed: events.onSpellerAway,
  });

  let seenS: number | undefined;
  const perceiver = new Perceiver(video, {
    onReady: events.onReady,
    onFailed: events.onBlind,
    onFrame: (frame) => {
      events.draw(frame);
      if (speller.on) speller.feed(frame);
      else if (away) events.landmarks(frame);
      else recogniser.postMessage(frame);
      if (seenS === undefined || has(frame.points, POSE)) seenS = frame.capturedS;
      events.onNobody(frame.capturedS - seenS > NOBODY_S);
    },
  });

  return {
    stop: () => {
      events.teaching.close();
      perceiver.stop();
      recogniser.terminate();
      speller.stop();
      closeStream(stream);
      video.srcObject = null;
    },
    spell: (on) => { speller.on = on; },
    dropped: () => perceiver.dropped,
  };
}
