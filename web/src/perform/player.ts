import type { VRM } from "@pixiv/three-vrm";
import { AdditiveAnimationBlendMode, type AnimationAction, type AnimationClip, AnimationMixer, LoopOnce } from "three";
import { breathClip, idleClip } from "./idle";
import { mixed } from "./mix";

const FADE_S = 0.3;
const LOOK_DOWN = 0.45; // radians of an eye whose unit is at 1
const LOOK_ASIDE = 0.5;

/**
 * Plays one motion at a time over the idle pose. Every change is a crossfade from whatever is shown, so neither
 * beginning, ending nor interruption jumps; the idle action never stops, or the arms would drift to the T-pose.
 * Breathing lies on top of everything.
 */
export class Player {
  readonly #vrm: VRM;
  readonly #mixer: AnimationMixer;
  readonly #idle: AnimationAction;
  /** What is mixed, the idle pose first. */
  #playing: { readonly action: AnimationAction; weight: number }[];
  #current: AnimationAction | undefined;
  #untilS = 0;
  #speed = 1;

  constructor(vrm: VRM, still: boolean) {
    this.#vrm = vrm;
    this.#mixer = new AnimationMixer(vrm.scene);
    this.#idle = this.#mixer.clipAction(idleClip(vrm, still)).play();
    this.#playing = [{ action: this.#idle, weight: 1 }];
    if (!still) {
      const breath = this.#mixer.clipAction(breathClip(vrm));
      breath.blendMode = AdditiveAnimationBlendMode;
      breath.play();
    }
  }

  /** Position in the current motion in seconds; undefined at rest. */
  get time(): number | undefined {
    return this.#current?.time;
  }

  set speed(speed: number) {
    this.#speed = speed;
    this.#current?.setEffectiveTimeScale(speed);
  }

  /** Plays a motion, by default all of it, fading from what is shown; the same clip may be played anew. */
  play(clip: AnimationClip, fromS = 0, untilS = clip.duration): void {
    const action = this.#mixer.clipAction(clip.clone());
    action.setLoop(LoopOnce, 1);
    action.clampWhenFinished = true;
    action.time = fromS;
    action.setEffectiveTimeScale(this.#speed).setEffectiveWeight(0).play();
    this.#current?.setEffectiveTimeScale(0); // what fades out stays where it is
    this.#playing.push({ action, weight: 0 });
    this.#current = action;
    this.#untilS = untilS;
  }

  /** Plays from the first frame without a fade: for films, in which nothing was signed before. */
  cut(clip: AnimationClip): void {
    this.play(clip);
    this.#mix(FADE_S);
  }

  /** Back to the idle pose. */
  rest(): void {
    this.#current?.setEffectiveTimeScale(0);
    this.#current = undefined;
  }

  /** Moves everything on by `seconds` of wall time; returns true when the current motion has come to its end. */
  step(seconds: number): boolean {
    this.#mix(seconds);
    this.#mixer.update(seconds);
    const current = this.#current;
    const ended = current !== undefined && current.time >= this.#untilS - 1e-6;
    if (ended) current.setEffectiveTimeScale(0);
    this.#look();
    this.#vrm.update(seconds);
    return ended;
  }

  dispose(): void {
    this.#mixer.stopAllAction();
    this.#mixer.uncacheRoot(this.#mixer.getRoot());
  }

  #mix(seconds: number): void {
    const newest = this.#current ?? this.#idle;
    const index = this.#playing.findIndex(({ action }) => action === newest);
    const weights = mixed(this.#playing.map(({ weight }) => weight), index, seconds / FADE_S);
    this.#playing.forEach((each, at) => {
      each.weight = weights[at] ?? 0;
      each.action.setEffectiveWeight(each.weight);
    });
    const gone = this.#playing.filter(({ action, weight }) => weight <= 0 && action !== newest && action !== this.#idle);
    this.#playing = this.#playing.filter((each) => !gone.includes(each));
    for (const { action } of gone) {
      action.stop();
      this.#mixer.uncacheClip(action.getClip());
    }
  }

  /** Turns the eyeballs as the face's units say; the units themselves move only the lids. */
  #look(): void {
    const value = (unit: string): number => this.#vrm.expressionManager?.getValue(unit) ?? 0;
    for (const [side, out] of [["Left", 1], ["Right", -1]] as const) {
      const eye = this.#vrm.humanoid.getNormalizedBoneNode(side === "Left" ? "leftEye" : "rightEye");
      const aside = value(`eyeLookOut${side}`) - value(`eyeLookIn${side}`);
      const down = value(`eyeLookDown${side}`) - value(`eyeLookUp${side}`);
      eye?.rotation.set(LOOK_DOWN * down, out * LOOK_ASIDE * aside, 0, "YXZ");
    }
  }
}
