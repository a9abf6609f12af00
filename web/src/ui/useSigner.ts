import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { CameraError, type CameraTrouble, openCamera } from "../perceive/camera";
import type { Spelled } from "@signspan/recognise/fingerspelling";
import type { Line } from "./useTeaching";
import { type Watch, type WatchEvents, watchSigner } from "./watch";

export type CameraState = "off" | "asking" | "loading" | "watching" | CameraTrouble;

export interface Signer {
  readonly camera: CameraState;
  /** The landmarker could not start, or died. */
  readonly blind: string | undefined;
  readonly nobody: boolean;
  readonly recogniserAway: boolean;
  readonly spelling: Spelling;
  readonly start: () => void;
  readonly stop: () => void;
  readonly dropped: () => number;
}

/** Whether frames are read as fingerspelling, and the word being spelled or spelled last. */
export interface Spelling {
  readonly on: boolean;
  readonly turn: (on: boolean) => void;
  readonly spelled: Spelled | undefined;
  readonly away: boolean;
}

/** The signer's side of the page: camera → landmarks → signs, each in its own thread. */
export function useSigner(video: RefObject<HTMLVideoElement | null>, events: WatchEvents, teaching: Line): Signer {
  const [camera, setCamera] = useState<CameraState>("off");
  const [blind, setBlind] = useState<string>();
  const [nobody, setNobody] = useState(false);
  const [recogniserAway, setRecogniserAway] = useState(false);
  const [spells, setSpells] = useState(false);
  const [spelled, setSpelled] = useState<Spelled>();
  const [spellerAway, setSpellerAway] = useState(false);
  const [stream, setStream] = useState<MediaStream>();
  const watching = useRef<Watch>(undefined);

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
    const watch = watchSigner(element, stream, {
      ...events,
      teaching,
      onReady: () => { setCamera("watching"); },
      onBlind: setBlind,
      onNobody: setNobody,
      onRecogniserAway: () => { setRecogniserAway(true); },
      onSpelled: setSpelled,
      onSpellerAway: () => {
        setSpellerAway(true);
        setSpells(false);
        watch.spell(false);
      },
    });
    watching.current = watch;
    return () => {
      watch.stop();
      watching.current = undefined;
      setNobody(false);
      setSpells(false);
      setSpelled(undefined);
    };
  }, [stream, video, events, teaching]);

  const turn = useCallback((on: boolean) => {
    watching.current?.spell(on);
    setSpells(on);
    if (on) setSpelled(undefined);
  }, []);

  const dropped = useCallback(() => watching.current?.dropped() ?? 0, []);
  const spelling = { on: spells, turn, spelled, away: spellerAway };
  return { camera, blind, nobody, recogniserAway, spelling, start, stop, dropped };
}
