import type { VRM } from "@pixiv/three-vrm";
import type { AnimationClip } from "three";
import { now } from "../clock";
import { clipOf, type FigureName, loadFigure, type Shortcoming, shortcomings } from "./figure";
import { Playback, type PlaybackEvents } from "./playback";
import { Player } from "./player";
import { probed } from "./probe";
import type { Turn } from "./queue";
import { AvatarScene, type View } from "./scene";

/** A longest step: after a hidden tab the motion goes on where it was instead of leaping. */
const MAX_STEP_S = 0.1;

/** Breathing needs few frames; what it leaves goes to perception, on the same processor. */
const IDLE_STEP_S = 1 / 15;

export interface StageEvents extends PlaybackEvents {
  /** The figure stands; what it lacks is not shown, the rest signs. */
  readonly onReady: (lacks: readonly Shortcoming[]) => void;
  readonly onFailed: (reason: string) => void;
}

/** The avatar on a canvas: a figure on a scene as large as that, its player, and the playback that says what it signs when. */
export class AvatarStage {
  readonly #scene: AvatarScene;
  readonly #events: StageEvents;
  readonly #playback: Playback<AnimationClip>;
  readonly #still: boolean;
  readonly #sizes: ResizeObserver;
  #player: Player | undefined;
  #speed = 1;
  #frame = 0;
  #figure: FigureName | undefined;
  #beforeS = now();

  /** Throws where WebGL is missing. `still` asks for a figure that does not breathe. Empty until a figure is chosen. */
  constructor(canvas: HTMLCanvasElement, still: boolean, events: StageEvents) {
    this.#still = still;
    this.#scene = new AvatarScene(canvas);
    this.#events = events;
    this.#playback = new Playback(events);
    this.#sizes = new ResizeObserver(() => { this.#resize(canvas.clientWidth, canvas.clientHeight); });
    this.#sizes.observe(canvas);
    const probe = probed();
    if (probe !== undefined) this.#offerProbe();
    if (probe !== "stepped") this.#loop();
  }

  /** Changes who signs; what was being signed begins again. */
  set figure(name: FigureName) {
    if (this.#figure === name) return;
    this.#figure = name;
    loadFigure(name).then((vrm) => {
      if (this.#figure === name) this.#stand(vrm); // or else another was chosen meanwhile
    }).catch((error: unknown) => {
      if (this.#figure === name) this.#events.onFailed(String(error));
    });
  }

  set view(view: View) {
    this.#scene.view = view;
  }

  set skeleton(shown: boolean) {
    this.#scene.skeleton = shown;
  }

  set speed(speed: number) {
    this.#speed = speed;
    if (this.#player !== undefined) this.#player.speed = speed;
  }

  /** Signs after what waits already. */
  sign(turn: Turn): void {
    this.#playback.sign(turn);
  }

  /** Signs now, instead of what is being signed. */
  replay(turns: readonly Turn[]): void {
    this.#playback.replay(turns);
  }

  /** Makes the sign before or after the present one of a sentence alone, and holds its end until something else is asked for. */
  stepSign(turns: readonly Turn[], by: number): void {
    this.#playback.stepSign(turns, by);
  }

  dispose(): void {
    this.#sizes.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#figure = undefined; // one that is still being loaded comes to nothing
    this.#playback.dispose();
    this.#player?.dispose();
    this.#scene.dispose();
  }

  #stand(vrm: VRM): void {
    this.#player?.dispose();
    const player = new Player(vrm, this.#still);
    player.speed = this.#speed;
    this.#player = player;
    this.#scene.show(vrm);
    player.step(0);
    this.#playback.rig = { player, clipOf: ({ vrma }) => clipOf(vrma, vrm) };
    this.#events.onReady(shortcomings(vrm));
  }

  #resize(width: number, height: number): void {
    if (width > 0 && height > 0) this.#scene.resize(width, height);
  }

  #loop(): void {
    this.#frame = requestAnimationFrame(() => {
      const passedS = now() - this.#beforeS;
      const { state } = this.#playback;
      if (state === "loading" || state === "playing" || passedS >= IDLE_STEP_S) {
        this.#step(Math.min(passedS, MAX_STEP_S));
        this.#beforeS += passedS;
      }
      this.#loop();
    });
  }

  #step(seconds: number): void {
    this.#playback.step(seconds);
    this.#scene.render();
    this.#playback.rendered(now());
  }

  #offerProbe(): void {
    window.signspanProbe = {
      wrist: (side) => this.#scene.position(`${side}Hand`)?.toArray(),
      step: (seconds) => { this.#step(seconds); },
    };
  }
}
