import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { now } from "../clock";
import { CameraError, type CameraTrouble, closeStream } from "../perceive/camera";
import type { BodyFrame } from "../perceive/frame";
import { type Agreement, both, NOTHING } from "../room/agreement";
import type { Medium } from "../room/direct";
import { openMedium } from "../room/media";
import { JitterBuffer } from "../room/jitterBuffer";
import type { Talk, TalkEvents } from "../room/talk";

export type Tracks = Readonly<Partial<Record<Medium, MediaStreamTrack>>>;

export interface Trouble {
  readonly medium: Medium;
  readonly why: CameraTrouble;
}

/** What two people see and hear of each other beside words: landmarks, picture and voice. */
export interface PeerMedia {
  /** Whether this page's signer is shown to the others as landmarks. */
  readonly lines: boolean;
  readonly showLines: (shown: boolean) => void;
  /** A frame of this page's signer. */
  readonly see: (frame: BodyFrame) => void;
  readonly mine: Agreement;
  readonly theirs: Agreement;
  readonly agree: (agreement: Agreement) => void;
  /** Why a picture or a voice is not sent after all. */
  readonly trouble: Trouble | undefined;
  /** Picture and voice of the partner, as far as both agreed. */
  readonly tracks: Tracks;
  /** Members whose landmarks come. */
  readonly buffers: ReadonlyMap<number, JitterBuffer>;
  /** That member's have stopped. */
  readonly faded: (member: number) => void;
  /** Nothing of anybody is sent or shown any longer. */
  readonly end: () => void;
  readonly events: Pick<TalkEvents, "onShown" | "onAgreement" | "onParted" | "onTrack">;
}

/** `talk` is what is said in the room, if this page is in one. */
export function usePeerMedia(talk: () => Talk | undefined): PeerMedia {
  const [lines, setLines] = useState(false);
  const [mine, setMine] = useState(NOTHING);
  const [theirs, setTheirs] = useState(NOTHING);
  const [trouble, setTrouble] = useState<Trouble>();
  const [tracks, setTracks] = useState<Tracks>({});
  const [buffers, setBuffers] = useState<ReadonlyMap<number, JitterBuffer>>(new Map());
  const all = useRef(new Map<number, JitterBuffer>());
  const said = useRef(NOTHING);
  const { picture, voice } = both(mine, theirs);

  const agree = useCallback((agreement: Agreement) => {
    said.current = agreement;
    setTrouble(undefined);
    setMine(agreement);
    talk()?.agree(agreement);
  }, [talk]);

  const fail = useCallback((medium: Medium, why: CameraTrouble) => {
    agree({ ...said.current, [medium === "video" ? "picture" : "voice"]: false });
    setTrouble({ medium, why });
  }, [agree]);

  useEffect(() => (picture ? sending("video", talk, fail) : undefined), [picture, talk, fail]);
  useEffect(() => (voice ? sending("audio", talk, fail) : undefined), [voice, talk, fail]);

  const actions = useMemo(() => {
    const parted = (): void => {
      said.current = NOTHING;
      setLines(false);
      setMine(NOTHING);
      setTheirs(NOTHING);
      setTrouble(undefined);
      setTracks({});
    };
    return {
      showLines: setLines,
      faded: (member: number) => {
        all.current.delete(member);
        setBuffers(new Map(all.current));
      },
      end: () => {
        parted();
        all.current.clear();
        setBuffers(new Map());
      },
      events: {
        onShown: (member: number, packet: Uint8Array) => {
          const known = all.current.get(member);
          const buffer = known ?? new JitterBuffer();
          if (!buffer.came(packet, now()) || known !== undefined) return;
          all.current.set(member, buffer);
          setBuffers(new Map(all.current));
        },
        onAgreement: setTheirs,
        onParted: parted,
        onTrack: (track: MediaStreamTrack) => { setTracks((last) => ({ ...last, [track.kind]: track })); },
      },
    };
  }, []);

  const see = useCallback(({ points, aspect, capturedS }: BodyFrame) => {
    if (lines) talk()?.show({ points, aspect }, capturedS);
  }, [lines, talk]);

  const { audio, video } = tracks;
  const agreed = useMemo(() => ({ ...(voice && audio && { audio }), ...(picture && video && { video }) }), [audio, video, picture, voice]);
  return { lines, see, mine, theirs, agree, trouble, tracks: agreed, buffers, ...actions };
}

/** Opens what is to be sent and sends it, until the answer is called; then it is closed. */
function sending(medium: Medium, talk: () => Talk | undefined, fail: (medium: Medium, why: CameraTrouble) => void): () => void {
  let over = false;
  let sent: MediaStream | undefined;
  const stop = (): void => {
    over = true;
    if (sent === undefined) return;
    talk()?.send(medium, undefined);
    closeStream(sent);
    sent = undefined;
  };
  openMedium(medium, () => { if (!over) fail(medium, "lost"); }).then((opened) => {
    if (over) {
      closeStream(opened);
      return;
    }
    sent = opened;
    talk()?.send(medium, opened.getTracks()[0]);
  }).catch((error: unknown) => { if (!over) fail(medium, error instanceof CameraError ? error.trouble : "busy"); });
  return stop;
}
