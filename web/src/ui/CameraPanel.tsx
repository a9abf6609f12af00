import { useCallback, useEffect, useMemo, useRef } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { BodyFrame } from "../perceive/frame";
import { drawLandmarks, type OverlayColours } from "../perceive/overlay";
import type { Recognised } from "@signspan/recognise/events";
import { CameraIcon, CameraOffIcon } from "./icons";
import { SpellingBar } from "./SpellingBar";
import { type CameraState, useSigner } from "./useSigner";
import type { Line } from "./useTeaching";

// Over a camera picture, whatever the page's colours are: light lines, a hand each its own.
const COLOURS: OverlayColours = { body: "#ffffffb3", face: "#ffe9b8", left: "#ffb454", right: "#5ee0cf" };

interface CameraPanelProps {
  readonly onRecognised: (event: Recognised, capturedS: number, perceivedS: number) => void;
  readonly onLandmarks: (frame: BodyFrame) => void;
  /** Every frame, whoever recognises it. */
  readonly onSeen: (frame: BodyFrame) => void;
  readonly onStart: () => void;
  readonly onDropped: (dropped: number) => void;
  readonly teaching: Line;
}

/** The signer's camera with the landmarks drawn over it, and plain words when there is no picture. */
export function CameraPanel({ onRecognised, onLandmarks, onSeen, onStart, onDropped, teaching }: CameraPanelProps) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const draw = useCallback((frame: BodyFrame) => {
    const context = canvas.current?.getContext("2d");
    const picture = video.current;
    if (!context || picture === null || picture.videoWidth === 0) return;
    if (context.canvas.width !== picture.videoWidth) context.canvas.width = picture.videoWidth;
    if (context.canvas.height !== picture.videoHeight) context.canvas.height = picture.videoHeight;
    drawLandmarks(context, frame.points, COLOURS);
  }, []);
  const seen = useRef(onSeen);
  useEffect(() => { seen.current = onSeen; }, [onSeen]); // what is done with a frame changes while the camera goes on
  const events = useMemo(
    () => ({ recognised: onRecognised, landmarks: onLandmarks, draw: (frame: BodyFrame) => { draw(frame); seen.current(frame); } }),
    [onRecognised, onLandmarks, draw],
  );
  const signer = useSigner(video, events, teaching);
  const { camera, blind, dropped, spelling } = signer;
  const live = camera === "loading" || camera === "watching";

  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => { onDropped(dropped()); }, 1000);
    return () => { clearInterval(timer); };
  }, [live, dropped, onDropped]);

  return (
    <section className="panel camera" aria-labelledby="camera-title">
      <h2 id="camera-title" className="panel-title">{t("camera.title")}</h2>
      <div className="stage" data-camera={camera}>
        <div role="img" aria-label={t("camera.view")} hidden={!live}>
          <video ref={video} muted playsInline tabIndex={-1} />
          <canvas ref={canvas} />
        </div>
        {!live && <Invitation camera={camera} onStart={() => { onStart(); signer.start(); }} />}
        {live && (
          <Button className="button button-icon stage-corner" aria-label={t("camera.stop")} onPress={signer.stop}>
            <CameraOffIcon />
          </Button>
        )}
        <p className="stage-note" role="status">
          {live && (blind === undefined ? undefined : t("camera.blind", { reason: blind }))}
          {live && blind === undefined && camera === "loading" && t("camera.loading")}
          {live && blind === undefined && camera === "watching" && signer.nobody && t("camera.nobody")}
          {live && signer.recogniserAway && t("camera.recogniserAway")}
        </p>
      </div>
      {live && <SpellingBar on={spelling.on} onChange={spelling.turn} spelled={spelling.spelled} away={spelling.away} />}
    </section>
  );
}

function Invitation({ camera, onStart }: { readonly camera: CameraState; readonly onStart: () => void }) {
  const { t } = useTranslation();
  const trouble = camera !== "off" && camera !== "asking" && camera !== "loading" && camera !== "watching";
  return (
    <div className="invitation">
      <p role="status" className={trouble ? "trouble" : undefined}>
        {trouble ? t(`camera.trouble.${camera}`) : t(camera === "asking" ? "camera.asking" : "camera.invite")}
      </p>
      <Button className="button button-primary" onPress={onStart} isDisabled={camera === "asking"}>
        <CameraIcon />
        {t(trouble ? "camera.retry" : "camera.start")}
      </Button>
      <p className="soft">{t("camera.stays")}</p>
    </div>
  );
}
