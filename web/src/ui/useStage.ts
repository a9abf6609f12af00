import { type RefObject, useEffect, useRef, useState } from "react";
import type { Entry, Performing } from "../converse/state";
import { AvatarStage } from "../perform/stage";

export type StageState = { readonly name: "loading" | "ready" | "no-webgl" } | { readonly name: "failed"; readonly reason: string };

interface StageEvents {
  readonly performing: (performing: Performing | undefined) => void;
  readonly shown: (sentenceId: number, atS: number) => void;
}

interface Stage {
  readonly state: StageState;
  readonly replay: (entry: Entry) => void;
}

/** Holds the stage to its canvas and gives it every new motion of the transcript once. */
export function useStage(
  canvas: RefObject<HTMLCanvasElement | null>, entries: readonly Entry[], speed: number, events: StageEvents,
): Stage {
  const [state, setState] = useState<StageState>({ name: "loading" });
  const stage = useRef<AvatarStage>(undefined);
  const given = useRef(new Map<string, number>());
  const stamped = useRef(new Set<string>());
  const { performing, shown } = events;

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    try {
      stage.current = new AvatarStage(element, still, {
        onReady: () => { setState({ name: "ready" }); },
        onFailed: (reason) => { setState({ name: "failed", reason }); },
        onPerforming: performing,
        onShown: ({ key }, atS) => {
          if (stamped.current.has(key)) return; // a replay or a later clause: the sentence was shown already
          stamped.current.add(key);
          shown(Number(key.split("-")[1]), atS);
        },
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
  }, [canvas, performing, shown]);

  useEffect(() => {
    if (stage.current !== undefined) stage.current.speed = speed;
  }, [speed]);

  useEffect(() => {
    for (const { key, motions } of entries) {
      for (let index = given.current.get(key) ?? 0; index < motions.length; index += 1) {
        const motion = motions[index];
        if (motion !== undefined) stage.current?.sign({ key, index, motion });
        given.current.set(key, index + 1);
      }
    }
  }, [entries]);

  const replay = (entry: Entry): void => {
    stage.current?.replay(entry.motions.map((motion, index) => ({ key: entry.key, index, motion })));
  };
  return { state, replay };
}
