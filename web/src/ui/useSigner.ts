import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { CameraError, type CameraTrouble, closeStream, openCamera } from "../perceive/camera";
import { type BodyFrame, has } from "../perceive/frame";
import { Perceiver } from "../perceive/perceiver";
import { POSE } from "../perceive/topology";
import type { Recognised } from "../recognise/events";
import type { FromRecogniser } from "../recognise/messages";
import RecogniserWorker from "../recognise/recogniser.worker?worker";

export type CameraState = "off" | "asking" | "loading" | "watching" | CameraTrouble;

/** Seconds without a body before the page asks the signer to step into the picture. */
const NOBODY_S = 2.5;

export interface SignerEvents {
  recognised: (event: Recognised, capturedS: number, perceivedS: number) => void;
  /** For the server to recognise, where this browser cannot. */
  landmarks: (frame: BodyFrame) => void;
  draw: (frame: BodyFrame) => void;
}

export interface Signer {
  readonly camera: CameraState;
  /** The landmarker could not start, or died. */
  readonly blind: string | undefined;
  readonly nobody: boolean;
  readonly recogniserAway: boolean;
  readonly start: () => void;
  readonly stop: () => void;
  readonly dropped: () => number;
}

/** The signer's side of the page: camera → landmarks → signs, each in its own thread. */
export function useSigner(video: RefObject<HTMLVideoElement | null>, events: SignerEvents): Signer {
  const [camera, setCamera] = useState<CameraState>("off");
  const [blind, setBlind] = useState<string>();
  const [nobody, setNobody] = useState(false);
  const [recogniserAway, setRecogniserAway] = useState(false);
  const [stream, setStream] = useState<MediaStream>();
  const perceiver = useRef<Perceiver>(undefined);

  const start = useCallback(() => {
    setCamera("asking");
    openCamera(() => {
      setStream(undefined);
      setCamera("lost");
    }).then((opened) => {
      setCamera("loading");
      setBlind(undefined);
      setStream(opened);
    }).catch((error: unknown) => {
      setCamera(error instanceof CameraError ? error.trouble : "busy");
    });
  }, []);

  const stop = useCallback(() => {
    setStream(undefined);
    setCamera("off");
  }, []);

  useEffect(() => {
    const element = video.current;
    if (stream === undefined || element === null) return;
    element.srcObject = stream;
    void element.play();

    const recogniser = new RecogniserWorker();
    let away = false;
    recogniser.onmessage = ({ data }: MessageEvent<FromRecogniser>) => {
      if (data.type === "recognised") events.recognised(data.event, data.capturedS, data.perceivedS);
      else if (data.type === "failed") setRecogniserAway(away = true);
    };
    recogniser.onerror = () => { setRecogniserAway(away = true); };

    let seenS = Infinity;
    const running = new Perceiver(element, {
      onReady: () => { setCamera("watching"); },
      onFailed: setBlind,
      onFrame: (frame) => {
        events.draw(frame);
        if (away) events.landmarks(frame);
        else recogniser.postMessage(frame);
        if (has(frame.points, POSE) || seenS === Infinity) seenS = frame.capturedS;
        setNobody(frame.capturedS - seenS > NOBODY_S);
      },
    });
    perceiver.current = running;
    return () => {
      running.stop();
      recogniser.terminate();
      closeStream(stream);
      element.srcObject = null;
      perceiver.current = undefined;
      setNobody(false);
    };
  }, [stream, video, events]);

  const dropped = useCallback(() => perceiver.current?.dropped ?? 0, []);
  return { camera, blind, nobody, recogniserAway, start, stop, dropped };
}
