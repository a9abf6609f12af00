/** The signer's side of the page: the camera, what is seen of the signer, and whether signs or letters are read. */
import type { Recognised } from "@signspan/recognise/events";
import type { Spelled } from "@signspan/recognise/fingerspelling";
import { CameraError, type CameraTrouble, closeStream } from "../perceive/camera";
import type { BodyFrame } from "../perceive/frame";
import { patch, Store } from "./store";
import { type Lessons, type Threads, Watch } from "./watch";

export type CameraState = "off" | "asking" | "loading" | "watching" | CameraTrouble;

export interface SignerState {
  readonly camera: CameraState;
  /** The landmarker could not start, or died. */
  readonly blind: string | undefined;
  readonly nobody: boolean;
  readonly recogniserAway: boolean;
  /** Whether frames are read as fingerspelling. */
  readonly spelling: boolean;
  /** The word being spelled, or spelled last. */
  readonly spelled: Spelled | undefined;
  readonly spellerAway: boolean;
  /** Camera frames skipped because a newer one was there. */
  readonly dropped: number;
}

export interface SignerEvents {
  readonly onRecognised: (event: Recognised, capturedS: number, perceivedS: number) => void;
  readonly onLandmarks: (frame: BodyFrame) => void;
  readonly onFrame: (frame: BodyFrame) => void;
}

export interface SignerPlatform {
  /** Rejects with a `CameraError`. */
  readonly openCamera: (onLost: () => void) => Promise<MediaStream>;
  readonly threads: Threads;
}

/** Where the page shows the camera. */
interface View {
  readonly video: HTMLVideoElement;
  readonly draw: (frame: BodyFrame) => void;
}

const COUNT_MS = 1000;

const OFF: SignerState = {
  camera: "off", blind: undefined, nobody: false, recogniserAway: false, spelling: false, spelled: undefined, spellerAway: false, dropped: 0,
};

export class SignerSession {
  readonly state = new Store(OFF);
  readonly #platform: SignerPlatform;
  readonly #lessons: Lessons;
  readonly #events: SignerEvents;
  #view: View | undefined;
  #watch: Watch | undefined;
  #counting: ReturnType<typeof setInterval> | undefined;

  constructor(platform: SignerPlatform, lessons: Lessons, events: SignerEvents) {
    this.#platform = platform;
    this.#lessons = lessons;
    this.#events = events;
  }

  /** Shows the camera there until the answer is called; then it is off. */
  mount(video: HTMLVideoElement, draw: (frame: BodyFrame) => void): () => void {
    const view = { video, draw };
    this.#view = view;
    return () => {
      if (this.#view !== view) return;
      this.#view = undefined;
      this.stop();
    };
  }

  start(): void {
    if (this.#watch !== undefined || this.state.get().camera === "asking") return;
    patch(this.state, { camera: "asking" });
    this.#platform.openCamera(() => { this.#end("lost"); })
      .then((stream) => { this.#opened(stream); })
      .catch((error: unknown) => { this.#end(error instanceof CameraError ? error.trouble : "busy"); });
  }

  readonly stop = (): void => {
    this.#end("off");
  };

  readonly spell = (on: boolean): void => {
    this.#watch?.spell(on);
    patch(this.state, on ? { spelling: true, spelled: undefined } : { spelling: false });
  };

  #opened(stream: MediaStream): void {
    if (this.#view === undefined || this.state.get().camera !== "asking") { // let go meanwhile
      closeStream(stream);
      return;
    }
    patch(this.state, { camera: "loading", blind: undefined });
    const { video, draw } = this.#view;
    this.#watch = new Watch(this.#platform.threads, video, stream, this.#lessons, {
      onRecognised: this.#events.onRecognised,
      onLandmarks: this.#events.onLandmarks,
      onFrame: (frame) => {
        draw(frame);
        this.#events.onFrame(frame);
      },
      onReady: () => { patch(this.state, { camera: "watching" }); },
      onBlind: (blind) => { patch(this.state, { blind }); },
      onNobody: (nobody) => { patch(this.state, { nobody }); },
      onRecogniserAway: () => { patch(this.state, { recogniserAway: true }); },
      onSpelled: (spelled) => { patch(this.state, { spelled }); },
      onSpellerAway: () => {
        patch(this.state, { spellerAway: true });
        this.spell(false);
      },
    });
    this.#counting = setInterval(() => { patch(this.state, { dropped: this.#watch?.dropped ?? 0 }); }, COUNT_MS);
  }

  #end(camera: CameraState): void {
    clearInterval(this.#counting);
    this.#watch?.stop();
    this.#watch = undefined;
    patch(this.state, { camera, nobody: false, spelling: false, spelled: undefined });
  }
}
