/**
 * The film page: renders motions frame by frame for `signspan/app/studio.py`, which serves it. The same figure,
 * scene and player as the app's, on a clock that is stepped, so that slow graphics make a slow film and not a
 * different one. The page asks for a shot, posts every frame as RGBA, and asks for the next.
 */
import type { VRM } from "@pixiv/three-vrm";
import { clipOf, type FigureName, loadFigure } from "./figure";
import { Player } from "./player";
import { AvatarScene, type View } from "./scene";

interface Shot {
  readonly number: number;
  readonly figure: FigureName;
  readonly view: View;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** Times in seconds to show; by default every frame from the first to the last. */
  readonly times: readonly number[];
}

const BACKGROUND = 0xc8cdd4; // plain, and lighter than every skin and shirt

const canvas = document.querySelector<HTMLCanvasElement>("#film");
const figures = new Map<FigureName, VRM>();

async function post(path: string, body: BodyInit): Promise<void> {
  const answer = await fetch(path, { method: "POST", body });
  if (!answer.ok) throw new Error(`expected the studio to take ${path}, got ${answer.status}`);
}

async function figureOf(name: FigureName): Promise<VRM> {
  const vrm = figures.get(name) ?? await loadFigure(name);
  figures.set(name, vrm);
  return vrm;
}

async function shoot(scene: AvatarScene, shot: Shot): Promise<void> {
  const vrm = await figureOf(shot.figure);
  const motion = await fetch(`/film/motion/${shot.number}`);
  const clip = await clipOf(new Uint8Array(await motion.arrayBuffer()), vrm);
  scene.show(vrm);
  scene.view = shot.view;
  scene.resize(shot.width, shot.height);
  const player = new Player(vrm, false);
  player.cut(clip);
  let at = 0;
  for (const time of shot.times) {
    // Small steps and no leap, so that everything that has a memory sees the same clock in every film.
    while (at < time - 1e-6) {
      const step = Math.min(1 / shot.fps, time - at);
      player.step(step);
      at += step;
    }
    if (time === 0) player.step(0);
    scene.render();
    await post(`/film/frame/${shot.number}`, scene.pixels());
  }
  player.dispose();
}

async function work(): Promise<void> {
  if (canvas === null) throw new Error("expected a canvas");
  const smooth = !new URLSearchParams(location.search).has("rough");
  const scene = new AvatarScene(canvas, { background: BACKGROUND, pixelRatio: 1, smooth });
  for (;;) {
    const answer = await fetch("/film/shot");
    if (answer.status === 204) continue; // nothing yet
    if (!answer.ok) return;
    await shoot(scene, (await answer.json()) as Shot);
  }
}

work().catch((error: unknown) => post("/film/failed", String(error)));
