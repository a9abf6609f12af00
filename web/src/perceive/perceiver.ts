import { now } from "../clock";
import type { BodyFrame } from "./frame";
import LandmarkerWorker from "./landmarker.worker?worker";
import type { FromLandmarker, ToLandmarker } from "./messages";

export interface PerceiverEvents {
  onReady: () => void;
  onFrame: (frame: BodyFrame) => void;
  onFailed: (reason: string) => void;
}

/**
 * Feeds a playing video to the landmarker's thread. The queue is the video element itself and holds
 * one frame, the newest: frames that pass while the thread is busy are dropped and counted.
 */
export class Perceiver {
  dropped = 0;
  readonly #worker = new LandmarkerWorker();
  readonly #video: HTMLVideoElement;
  #ready = false;
  #busy = false;
  #waiting: number | undefined;
  #callback = 0;

  constructor(video: HTMLVideoElement, events: PerceiverEvents) {
    this.#video = video;
    this.#worker.onmessage = ({ data }: MessageEvent<FromLandmarker>) => {
      if (data.type === "ready") {
        this.#ready = true;
        events.onReady();
      } else if (data.type === "failed") {
        this.#ready = false;
        events.onFailed(data.reason);
      } else {
        this.#busy = false;
        events.onFrame(data.frame);
        if (this.#waiting !== undefined) this.#send(this.#waiting);
      }
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      events.onFailed(event.message);
    };
    this.#tell({ type: "load", pageOrigin: performance.timeOrigin });
    this.#listen();
  }

  stop(): void {
    this.#video.cancelVideoFrameCallback(this.#callback);
    this.#worker.terminate();
  }

  #listen(): void {
    this.#callback = this.#video.requestVideoFrameCallback((_now, metadata) => {
      const capturedS = metadata.captureTime === undefined ? now() : metadata.captureTime / 1000;
      if (this.#waiting !== undefined) this.dropped += 1;
      this.#waiting = capturedS;
      if (this.#ready && !this.#busy) this.#send(capturedS);
      this.#listen();
    });
  }

  #send(capturedS: number): void {
    this.#busy = true;
    this.#waiting = undefined;
    createImageBitmap(this.#video).then(
      (image) => {
        this.#tell({ type: "frame", image, capturedS }, [image]);
      },
      () => {
        this.#busy = false; // the camera went away between two frames; its own events tell the person
      },
    );
  }

  #tell(message: ToLandmarker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
