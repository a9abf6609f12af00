import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { now } from "../clock";
import { drawLandmarks, type OverlayColours } from "../perceive/overlay";
import type { JitterBuffer } from "../room/jitterBuffer";
import { Role, type RoomMember } from "@signspan/room/wire/signspan/v1/room_pb";
import { useSession, useStore } from "./useSession";

// On the dark of a stage without a picture, in both of the page's colours.
const COLOURS: OverlayColours = { body: "#8fb3b0", face: "#ffe9b8", left: "#ffb454", right: "#5ee0cf", outline: "#c9b98f" };
const WIDTH = 640; // of the canvas, in its own pixels: the lines' thickness is made for it

interface PeerPanelProps {
  readonly members: readonly RoomMember[];
  /** This page's number in the room. */
  readonly me: number;
}

/** The other person as lines or as a picture, as that one chose, and their voice; nothing where nothing comes. */
export function PeerPanel({ members, me }: PeerPanelProps) {
  const { t } = useTranslation();
  const { media } = useSession().room;
  const { tracks, buffers } = useStore(media.state);
  const partner = members.find(({ id, role }) => id !== me && role !== Role.WATCHER);
  const who = (role: Role | undefined): string => t(role === Role.SIGNER ? "who.signer" : "who.speaker");
  const drawn = [...buffers].flatMap(([id, buffer]) => {
    const member = members.find((each) => each.id === id);
    const pictured = tracks.video !== undefined && id === partner?.id; // a picture says more than its lines
    return member === undefined || pictured ? [] : [{ id, buffer, role: member.role }];
  });
  return (
    <>
      {tracks.audio !== undefined && <Sound track={tracks.audio} />}
      {(drawn.length > 0 || tracks.video !== undefined) && (
        <section className="panel peer" aria-label={t("room.peer.title")}>
          {tracks.video !== undefined && (
            <figure className="stage" data-shown="picture">
              <Picture track={tracks.video} label={t("room.peer.pictureView")} />
              <figcaption className="peer-who">{who(partner?.role)}</figcaption>
            </figure>
          )}
          {drawn.map(({ id, buffer, role }) => (
            <figure className="stage" data-shown="lines" key={id}>
              <Lines buffer={buffer} label={t("room.peer.linesView")} onFaded={() => { media.faded(id); }} />
              <figcaption className="peer-who">{t("room.peer.lines", { who: who(role) })}</figcaption>
            </figure>
          ))}
        </section>
      )}
    </>
  );
}

function Lines({ buffer, label, onFaded }: { readonly buffer: JitterBuffer; readonly label: string; readonly onFaded: () => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const gone = useRef(onFaded);
  useEffect(() => { gone.current = onFaded; }, [onFaded]);
  useEffect(() => {
    let request = 0;
    const draw = (): void => {
      const context = canvas.current?.getContext("2d");
      const seen = buffer.at(now());
      if (seen === undefined) {
        gone.current();
        return;
      }
      if (context) {
        const height = Math.round(WIDTH / seen.aspect);
        if (context.canvas.width !== WIDTH) context.canvas.width = WIDTH;
        if (context.canvas.height !== height) context.canvas.height = height;
        context.canvas.style.opacity = String(seen.opacity);
        drawLandmarks(context, seen.points, COLOURS);
      }
      request = requestAnimationFrame(draw);
    };
    draw();
    return () => { cancelAnimationFrame(request); };
  }, [buffer]);
  return <div role="img" aria-label={label}><canvas ref={canvas} /></div>;
}

/** Without its sound, which has an element of its own. */
function Picture({ track, label }: { readonly track: MediaStreamTrack; readonly label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return <video ref={video} autoPlay muted playsInline tabIndex={-1} aria-label={label} />;
}

function Sound({ track }: { readonly track: MediaStreamTrack }) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    if (audio.current !== null) audio.current.srcObject = new MediaStream([track]);
  }, [track]);
  // eslint-disable-next-line jsx-a11y/media-has-caption -- a live voice: its words are in the transcript
  return <audio ref={audio} autoPlay />;
}
