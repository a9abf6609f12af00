import type { VRM } from "@pixiv/three-vrm";
import { now } from "../clock";
import type { Performing } from "../converse/state";
import { clipOf, type FigureName, loadFigure, type Shortcoming, shortcomings } from "./figure";
import { Player } from "./player";
import { probed } from "./probe";
import { partOf, performingAt, stepped, type Turn, TurnQueue } from "./queue";
import { AvatarScene, type View } from "./scene";

/** A longest step: after a hidden tab the motion goes on where it was instead of leaping. */
const LONGEST_STEP_S = 0.1;

/** Breathing needs few frames; what it leaves goes to perception, on the same processor. */
const IDLE_STEP_S = 1 / 15;

export interface StageEvents {
  /** The figure stands; what it lacks is not shown, the rest signs. */
  onReady: (lacks: readonly Shortcoming[]) => void;
  onFailed: (reason: string) => void;
  /** Which sign is made now; undefined at rest. */
  onPerforming: (performing: Performing | undefined) => void;
  /** t6: the first frame of a motion is on the screen; seconds on the page's clock. */
  onShown: (turn: Turn, atS: number) => void;
}

/** The avatar: a figure on a scene, a player, and the queue of what it has still to sign. */
export class AvatarStage {
  readonly #scene: AvatarScene;
  readonly #events: StageEvents;
  readonly #queue = new TurnQueue();
  #vrm: VRM | undefined;
  #player: Player | undefined;
  #turn: Turn | undefined;
  #loading = false;
  #unseen = false;
  #generation = 0;
  #shown: string | undefined;
  #speed = 1;
  #frame = 0;
  #figure: FigureName | undefined;
  /** The sign that was stepped to: it alone is made, and its end is held. */
  #held: { readonly turn: Turn; readonly sign: number } | undefined;
  #beforeS = now();

  readonly #still: boolean;

  /** Throws where WebGL is missing. `still` asks for a figure that does not breathe. Empty until a figure is chosen. */
  constructor(canvas: HTMLCanvasElement, still: boolean, events: StageEvents) {
    this.#still = still;
    this.#scene = new AvatarScene(canvas);
    this.#events = events;
    if (probed()) this.#offerProbe();
    else this.#loop();
  }

  /** Changes who signs; what was being signed begins again. */
  set figure(name: FigureName) {
    if (this.#figure === name) return;
    this.#figure = name;
    loadFigure(name).then((vrm) => {
      if (this.#figure !== name) return; // another was chosen meanwhile
      const again = this.#turn;
      this.#end();
      this.#player?.dispose();
      this.#vrm = vrm;
      this.#player = new Player(vrm, this.#still);
      this.#player.speed = this.#speed;
      this.#scene.show(vrm);
      this.#player.step(0);
      if (again !== undefined) this.#queue.putFirst(again);
      this.#events.onReady(shortcomings(vrm));
    }).catch((error: unknown) => { this.#events.onFailed(String(error)); });
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
    this.#queue.push(turn);
    if (this.#held !== undefined) this.#end(); // what is said goes before what is studied
    this.#held = undefined;
  }

  /** Signs now, instead of what is being signed. */
  replay(turns: readonly Turn[]): void {
    this.#queue.replace(turns);
    this.#held = undefined;
    this.#end();
  }

  /** Makes the sign before or after the present one of a sentence alone, and holds its end until told more. */
  stepSign(turns: readonly Turn[], by: number): void {
    const from = this.#held ?? (this.#turn && { turn: this.#turn, sign: performingAt(this.#turn, this.#player?.time ?? 0)?.sign ?? -1 });
    const same = from?.turn.key === turns[0]?.key;
    const next = stepped(turns, same && from ? from.turn.index : -1, same && from ? from.sign : -1, by);
    if (next === undefined) return;
    this.#queue.replace([next.turn]);
    this.#end();
    this.#held = next;
  }

  resize(width: number, height: number): void {
    if (width > 0 && height > 0) this.#scene.resize(width, height);
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#generation += 1;
    this.#scene.dispose();
  }

  #loop(): void {
    this.#frame = requestAnimationFrame(() => {
      const passedS = now() - this.#beforeS;
      if (this.#turn !== undefined || passedS >= IDLE_STEP_S) {
        this.#step(Math.min(passedS, LONGEST_STEP_S));
        this.#beforeS += passedS;
      }
      this.#loop();
    });
  }

  #step(seconds: number): void {
    const player = this.#player;
    if (player !== undefined) {
      if (this.#turn === undefined) this.#begin();
      const ended = player.step(seconds);
      if (ended && this.#held === undefined) this.#end();
      this.#tell(player);
    }
    this.#scene.render();
    if (this.#unseen && this.#turn !== undefined) {
      this.#unseen = false;
      this.#events.onShown(this.#turn, now());
    }
  }

  #offerProbe(): void {
    window.signspanProbe = {
      wrist: (side) => this.#scene.position(`${side}Hand`)?.toArray(),
      step: (seconds) => { this.#step(seconds); },
    };
  }

  /** Takes the next turn; its motion is read in the background and starts when it is. */
  #begin(): void {
    const vrm = this.#vrm;
    if (this.#loading || vrm === undefined) return;
    const turn = this.#queue.next();
    if (turn === undefined) {
      this.#player?.rest();
      return;
    }
    this.#loading = true;
    const generation = this.#generation;
    clipOf(turn.motion.vrma, vrm).then((clip) => {
      if (generation !== this.#generation) return;
      this.#turn = turn;
      this.#unseen = true;
      const part = this.#held && partOf(turn, this.#held.sign);
      this.#player?.play(clip, part?.fromS, part?.untilS);
    }).catch((error: unknown) => { this.#events.onFailed(String(error)); })
      .finally(() => { if (generation === this.#generation) this.#loading = false; });
  }

  #end(): void {
    this.#turn = undefined;
    this.#unseen = false;
    this.#loading = false;
    this.#generation += 1;
  }

  #tell(player: Player): void {
    const held = this.#held && { key: this.#held.turn.key, motion: this.#held.turn.index, sign: this.#held.sign };
    const performing = held ?? (this.#turn && performingAt(this.#turn, player.time ?? 0));
    const name = performing && `${performing.key}/${performing.motion}/${performing.sign}`;
    if (name === this.#shown) return;
    this.#shown = name;
    this.#events.onPerforming(performing);
  }
}
