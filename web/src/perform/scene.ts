import type { VRM } from "@pixiv/three-vrm";
import {
  AmbientLight, Color, DirectionalLight, HemisphereLight, type Object3D, PerspectiveCamera, Scene, SkeletonHelper, SRGBColorSpace, Vector3, WebGLRenderer,
} from "three";

// Signing space: from the waist to above the head, and both arms half stretched, in parts of the figure's height.
const TOP = 1.07;
const BOTTOM = 0.5;
const WIDTH = 0.68;
const HEADROOM = 0.14; // part of the spare height that goes above the head
const REACH = 0.2; // metres that hands come forward
const FIELD_OF_VIEW = 24; // degrees: long enough a lens that hands in front do not swell
const MAX_PIXELS = 2; // device pixels a CSS pixel; more costs and shows nothing

/** `space` shows the signing space; `close` the face and the hands before it, larger; `face` the face alone. */
export type View = "space" | "close" | "face";

// What each view holds at least, in parts of the figure's height.
const VIEWS = {
  space: { top: TOP, bottom: BOTTOM, width: WIDTH },
  close: { top: 1.06, bottom: 0.68, width: 0.4 },
  face: { top: 1.06, bottom: 0.84, width: 0.2 },
};

export interface SceneOptions {
  /** A colour to fill the picture with; by default the page shows through. */
  readonly background?: number;
  /** By default the screen's. */
  readonly pixelRatio?: number;
  /** Smooth edges, by default; without graphics hardware they cost four times the rest. */
  readonly smooth?: boolean;
}

/** The stage: plain background (the page's own), light that models handshapes, a camera on the signing space. */
export class AvatarScene {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.1, 20);
  readonly #pixelRatio: number;
  #figure: VRM | undefined;
  #skeleton: SkeletonHelper | undefined;
  #boned = false;
  #height = 1.6;
  #view: View = "space";

  /** Throws where WebGL is missing. */
  constructor(canvas: HTMLCanvasElement, { background, pixelRatio, smooth = true }: SceneOptions = {}) {
    this.#pixelRatio = pixelRatio ?? Math.min(devicePixelRatio, MAX_PIXELS);
    if (background !== undefined) this.#scene.background = new Color(background);
    this.#renderer = new WebGLRenderer({ canvas, antialias: smooth, alpha: true });
    this.#renderer.outputColorSpace = SRGBColorSpace;
    const key = new DirectionalLight(0xfff4e8, 2.6);
    key.position.set(-1.2, 2.6, 2.2);
    const fill = new DirectionalLight(0xe6f0ff, 0.7);
    fill.position.set(1.8, 1.2, 1.6);
    const rim = new DirectionalLight(0xffffff, 1.1);
    rim.position.set(0.4, 2.4, -2);
    this.#scene.add(key, fill, rim, new HemisphereLight(0xffffff, 0x8a8f98, 0.7), new AmbientLight(0xffffff, 0.25));
  }

  set view(view: View) {
    this.#view = view;
    this.#frame();
  }

  /** Draws the bones over the figure, to see what a motion does. */
  set skeleton(shown: boolean) {
    this.#boned = shown;
    this.#skeleton?.removeFromParent();
    this.#skeleton?.dispose();
    this.#skeleton = undefined;
    if (!shown || this.#figure === undefined) return;
    this.#skeleton = new SkeletonHelper(this.#figure.scene);
    this.#scene.add(this.#skeleton);
  }

  show(figure: VRM): void {
    this.#figure?.scene.removeFromParent();
    this.#figure = figure;
    this.#scene.add(figure.scene);
    const head = figure.humanoid.getNormalizedBoneNode("head");
    if (head !== null) this.#height = head.getWorldPosition(new Vector3()).y * 1.1;
    this.#frame();
    this.skeleton = this.#boned;
  }

  resize(width: number, height: number): void {
    this.#renderer.setPixelRatio(this.#pixelRatio);
    this.#renderer.setSize(width, height, false);
    this.#camera.aspect = width / height;
    this.#frame();
  }

  render(): void {
    this.#renderer.render(this.#scene, this.#camera);
  }

  /** The picture just rendered as RGBA, rows from the bottom up. */
  pixels(): Uint8Array<ArrayBuffer> {
    const gl = this.#renderer.getContext();
    const pixels = new Uint8Array(gl.drawingBufferWidth * gl.drawingBufferHeight * 4);
    gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    return pixels;
  }

  /** World position of a bone, metres; used by the probe. */
  position(bone: "leftHand" | "rightHand"): Vector3 | undefined {
    const node: Object3D | null | undefined = this.#figure?.humanoid.getRawBoneNode(bone);
    return node?.getWorldPosition(new Vector3());
  }

  dispose(): void {
    this.#renderer.dispose();
  }

  /** Far enough that the signing space fits both ways; room to spare goes mostly under it. */
  #frame(): void {
    const { top, bottom, width } = VIEWS[this.#view];
    const tall = (top - bottom) * this.#height;
    const wide = width * this.#height;
    const seen = Math.max(tall, wide / this.#camera.aspect);
    const distance = seen / 2 / Math.tan((FIELD_OF_VIEW * Math.PI) / 360) + REACH;
    const middle = top * this.#height + (seen - tall) * HEADROOM - seen / 2;
    this.#camera.position.set(0, middle, distance);
    this.#camera.lookAt(0, middle, 0);
    this.#camera.updateProjectionMatrix();
  }
}
