import { now } from "../clock";
import { type CameraTrouble, closeStream, troubleOf } from "../perceive/camera";
import workletUrl from "./microphone.worklet.ts?worker&url";

export type MicrophoneTrouble = CameraTrouble;

export class MicrophoneError extends Error {
  readonly trouble: MicrophoneTrouble;
  constructor(trouble: MicrophoneTrouble) {
    super(`microphone ${trouble}`);
    this.trouble = trouble;
  }
}

export interface MicrophoneEvents {
  /** About 100 ms of 16 kHz mono 16-bit sound, none before `open` resolves; `capturedS` is the page's clock at its end. */
  onSound: (pcm: Uint8Array, capturedS: number) => void;
  onLost: () => void;
}

/** An open microphone. Throws `MicrophoneError` from `open`. */
export class Microphone {
  readonly #stream: MediaStream;
  readonly #context: AudioContext;

  private constructor(stream: MediaStream, context: AudioContext) {
    this.#stream = stream;
    this.#context = context;
  }

  static async open(events: MicrophoneEvents): Promise<Microphone> {
    if (!("mediaDevices" in navigator)) throw new MicrophoneError("unsupported");
    // What takes the sound is ready before there is any, or the first words would be lost.
    const context = new AudioContext();
    void context.resume();
    let stream: MediaStream;
    try {
      await context.audioWorklet.addModule(workletUrl);
      stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true },
      });
    } catch (error) {
      void context.close();
      throw new MicrophoneError(troubleOf(error));
    }
    const node = new AudioWorkletNode(context, "microphone", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    node.port.onmessage = ({ data }: MessageEvent<Uint8Array>) => { events.onSound(data, now()); };
    context.createMediaStreamSource(stream).connect(node);
    stream.getAudioTracks()[0]?.addEventListener("ended", events.onLost);
    return new Microphone(stream, context);
  }

  close(): void {
    closeStream(this.#stream);
    void this.#context.close();
  }
}
