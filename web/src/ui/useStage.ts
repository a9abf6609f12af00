import { type RefObject, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Motion, Performing, TranscriptEntry } from "../converse/state";
import type { Shortcoming } from "../perform/figure";
import type { Turn } from "../perform/queue";
import { AvatarStage } from "../perform/stage";
import type { Look } from "./look";

export type StageState =
  | { readonly name: "loading" | "no-webgl" }
  | { readonly name: "ready"; readonly lacks: readonly Shortcoming[] }
  | { readonly name: "failed"; readonly reason: string };

interface StageEvents {
  readonly performing: (performing: Performing | undefined) => void;
  readonly shown: (sentenceId: number, atS: number) => void;
  readonly notSigned: (reason: string) => void;
}

interface Stage {
  readonly state: StageState;
  readonly replay: (entry: TranscriptEntry) => void;
  /** Signs a motion that belongs to no sentence, now. */
  readonly show: (motion: Motion) => void;
  /** Makes the next sign of a sentence alone, or the one before. */
  readonly step: (entry: TranscriptEntry, by: 1 | -1) => void;
}

const NO_SENTENCE = "shown";

/** Holds the stage to its canvas and gives it every new motion of the transcript once. */
export function useStage(
  canvas: RefObject<HTMLCanvasElement | null>, entries: readonly TranscriptEntry[], speed: number, look: Look, events: StageEvents,
): Stage {
  const [state, setState] = useState<StageState>({ name: "loading" });
  const stage = useRef<AvatarStage>(undefined);
  const given = useRef(new Map<string, number>());
  const stamped = useRef(new Set<string>());
  const { performing, shown, notSigned } = events;

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    try {
      stage.current = new AvatarStage(element, still, {
        onReady: (lacks) => { setState({ name: "ready", lacks }); },
        onFailed: (reason) => { setState({ name: "failed", reason }); },
        // At once: React would draw signs that are told within one of its turns as the last of them alone.
        onPerforming: (sign) => { flushSync(() => { performing(sign); }); },
        onShown: ({ key }, atS) => {
          // a replay or a later clause: the sentence was shown already
          if (key === NO_SENTENCE || stamped.current.has(key)) return;
          stamped.current.add(key);
          shown(Number(key.split("-")[1]), atS);
        },
        onTurnFailed: (_, reason) => { notSigned(reason); },
      });
    } catch {
      setState({ name: "no-webgl" }); // eslint-disable-line react-hooks/set-state-in-effect -- only the attempt tells
      return;
    }
    const sizes = new ResizeObserver(() => { stage.current?.resize(element.clientWidth, element.clientHeight); });
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      stage.current?.dispose();
      stage.current = undefined;
    };
  }, [canvas, performing, shown, notSigned]);

  useEffect(() => {
    if (stage.current !== undefined) stage.current.speed = speed;
  }, [speed]);

  const { figure, view, skeleton } = look;
  useEffect(() => {
    if (stage.current !== undefined) Object.assign(stage.current, { figure, view, skeleton });
  }, [figure, view, skeleton]);

  useEffect(() => {
    for (const { key, motions } of entries) {
      for (let index = given.current.get(key) ?? 0; index < motions.length; index += 1) {
        const motion = motions[index];
        if (motion !== undefined) stage.current?.sign({ key, index, motion });
        given.current.set(key, index + 1);
      }
    }
  }, [entries]);

  const replay = (entry: TranscriptEntry): void => {
    stage.current?.replay(turnsOf(entry));
  };
  const step = (entry: TranscriptEntry, by: 1 | -1): void => {
    stage.current?.stepSign(turnsOf(entry), by);
  };
  const show = (motion: Motion): void => {
    stage.current?.replay([{ key: NO_SENTENCE, index: 0, motion }]);
  };
  return { state, replay, show, step };
}

function turnsOf({ key, motions }: TranscriptEntry): Turn[] {
  return motions.map((motion, index) => ({ key, index, motion }));
}
