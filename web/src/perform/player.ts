import type { VRM } from "@pixiv/three-vrm";
import { type AnimationAction, type AnimationClip, AnimationMixer, LoopOnce } from "three";
import { idleClip } from "./idle";

const FADE_S = 0.3;

/**
 * Plays one motion at a time over the idle pose. Every change is a crossfade, so neither beginning,
 * ending nor interruption jumps; the idle action never stops, or the arms would drift to the T-pose.
 */
export class Player {
  readonly #vrm: VRM;
  readonly #mixer: AnimationMixer;
  readonly #idle: AnimationAction;
  #current: AnimationAction | undefined;

  constructor(vrm: VRM, still: boolean) {
    this.#vrm = vrm;
    this.#mixer = new AnimationMixer(vrm.scene);
    this.#idle = this.#mixer.clipAction(idleClip(vrm, still)).play();
  }

  /** Position in the current motion in seconds; undefined at rest. */
  get time(): number | undefined {
    return this.#current?.time;
  }

  set speed(speed: number) {
    this.#mixer.timeScale = speed;
  }

  play(clip: AnimationClip): void {
    const action = this.#mixer.clipAction(clip);
    action.reset().setLoop(LoopOnce, 1);
    action.clampWhenFinished = true;
    action.setEffectiveWeight(1).play();
    this.#fade(this.#current ?? this.#idle, action);
    this.#current = action;
  }

  /** Plays from the first frame without a fade: for films, in which nothing was signed before. */
  cut(clip: AnimationClip): void {
    this.play(clip);
    this.#mixer.update(FADE_S);
    this.seek(0);
  }

  /** Goes to a time of the current motion. */
  seek(timeS: number): void {
    if (this.#current !== undefined) this.#current.time = timeS;
  }

  dispose(): void {
    this.#mixer.stopAllAction();
    this.#mixer.uncacheRoot(this.#mixer.getRoot());
  }

  /** Back to the idle pose. */
  rest(): void {
    if (this.#current === undefined) return;
    this.#idle.setEffectiveWeight(1);
    this.#fade(this.#current, this.#idle);
    this.#current = undefined;
  }

  /** Moves everything on by `seconds` of wall time; returns true when the current motion has come to its end. */
  step(seconds: number): boolean {
    this.#mixer.update(seconds);
    this.#vrm.update(seconds);
    const current = this.#current;
    return current !== undefined && current.time >= current.getClip().duration;
  }

  #fade(from: AnimationAction, to: AnimationAction): void {
    to.enabled = true;
    to.crossFadeFrom(from, FADE_S, false);
  }
}
