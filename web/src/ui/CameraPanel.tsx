import { useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { drawLandmarks, type OverlayColours } from "../perceive/overlay";
import type { CameraState } from "../session/signer";
import { CameraIcon, CameraOffIcon } from "./icons";
import { SpellingBar } from "./SpellingBar";
import { useSession, useStore } from "./useSession";

// Over a camera picture, whatever the page's colours are: light lines, a hand each its own.
const COLOURS: OverlayColours = { body: "#ffffffb3", face: "#ffe9b8", left: "#ffb454", right: "#5ee0cf" };

/** The signer's camera with the landmarks drawn over it, and plain words when there is no picture. */
export function CameraPanel() {
  const { t } = useTranslation();
  const { conversation, signer } = useSession();
  const { camera, blind, nobody, recogniserAway, spelling, spelled, spellerAway } = useStore(signer.state);
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const live = camera === "loading" || camera === "watching";

  useEffect(() => {
    const picture = video.current;
    const context = canvas.current?.getContext("2d");
    if (picture === null || !context) return;
    return signer.mount(picture, ({ points }) => {
      if (picture.videoWidth === 0) return;
      if (context.canvas.width !== picture.videoWidth) context.canvas.width = picture.videoWidth;
      if (context.canvas.height !== picture.videoHeight) context.canvas.height = picture.videoHeight;
      drawLandmarks(context, points, COLOURS);
    });
  }, [signer]);

  return (
    <section className="panel camera" aria-labelledby="camera-title">
      <h2 id="camera-title" className="panel-title">{t("camera.title")}</h2>
      <div className="stage" data-camera={camera}>
        <div role="img" aria-label={t("camera.view")} hidden={!live}>
          <video ref={video} muted playsInline tabIndex={-1} />
          <canvas ref={canvas} />
        </div>
        {!live && <Invitation camera={camera} onStart={() => { conversation.audio.unlock(); signer.start(); }} />}
        {live && (
          <Button className="button button-icon stage-corner" aria-label={t("camera.stop")} onPress={signer.stop}>
            <CameraOffIcon />
          </Button>
        )}
        <p className="stage-note" role="status">
          {live && (blind === undefined ? undefined : t("camera.blind", { reason: blind }))}
          {live && blind === undefined && camera === "loading" && t("camera.loading")}
          {live && blind === undefined && camera === "watching" && nobody && t("camera.nobody")}
          {live && recogniserAway && t("camera.recogniserAway")}
        </p>
      </div>
      {live && <SpellingBar on={spelling} onChange={signer.spell} spelled={spelled} away={spellerAway} />}
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
