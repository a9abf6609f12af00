/**
 * The microphone and the voice. While the voice speaks the microphone rests: the system must not hear itself.
 */
import { levelOf } from "../converse/level";
import type { ClientBody } from "../converse/clientMessage";
import { type Microphone, MicrophoneError, type MicrophoneEvents, type MicrophoneTrouble } from "../converse/microphone";
import { KEPT, keyOf } from "../converse/state";
import { USUAL, Voice, type VoiceChoice, type VoiceEvents } from "../converse/voice";
import { type ServerMessage, Speaker } from "../wire/signspan/v1/conversation_pb";
import { Once } from "./once";
import { patch, Store } from "./store";

export type MicrophoneState = "off" | "opening" | "on" | MicrophoneTrouble;

export interface AudioState {
  readonly microphone: MicrophoneState;
  readonly speaking: boolean;
  readonly voice: VoiceChoice;
}

/** Rejects with a `MicrophoneError`. */
export type OpenMicrophone = (events: MicrophoneEvents) => Promise<Pick<Microphone, "close">>;

export interface AudioEvents extends Omit<VoiceEvents, "onSpeaking"> {
  /** Something for the server. */
  readonly send: (body: ClientBody) => boolean;
  /** Sound of the microphone was dropped: the connection does not keep up. Said once until some goes again. */
  readonly onSoundLost: () => void;
  /** Another voice was chosen. */
  readonly onVoice: (choice: VoiceChoice) => void;
}

const SILENCE = new Uint8Array(0);

export class AudioSession {
  readonly state = new Store<AudioState>({ microphone: "off", speaking: false, voice: USUAL });
  /** How loud the microphone is now, 0 to 1, about ten times a second. */
  readonly level = new Store(0);
  readonly #open: OpenMicrophone;
  readonly #events: AudioEvents;
  readonly #voice: Voice;
  /** Sentences that were given to the voice: a choice of voice in between must not have one spoken twice. */
  readonly #spoken = new Once<string>(KEPT);
  #microphone: Pick<Microphone, "close"> | undefined;
  /** Whether a person wants to be heard, also while the browser still opens the microphone. */
  #wanted = false;
  #soundLost = false;
  #closed = false;

  constructor(open: OpenMicrophone, events: AudioEvents) {
    this.#open = open;
    this.#events = events;
    this.#voice = new Voice({
      ...events,
      onSpeaking: (speaking) => {
        patch(this.state, { speaking });
        if (this.#microphone !== undefined) events.send({ case: speaking ? "microphoneStop" : "microphoneStart", value: {} });
      },
    });
  }

  /** Opens the microphone, or closes it: what was said is then final at once. */
  readonly listen = (wanted: boolean): void => {
    this.unlock();
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (!wanted) {
      if (this.#microphone !== undefined) this.#close("off");
    } else if (this.state.get().microphone !== "opening") {
      void this.#listen();
    }
  };

  readonly choose = (voice: VoiceChoice): void => {
    this.unlock();
    patch(this.state, { voice });
    this.#voice.volume = voice.volume;
    this.#events.onVoice(voice);
  };

  /** Call from a touch or a key, or the browser keeps the voice silent. */
  readonly unlock = (): void => {
    this.#voice.unlock();
  };

  /** The voice is silent at once. */
  readonly stop = (): void => {
    this.#voice.stop();
  };

  /** A new connection to the server: it does not know yet whether a person speaks. */
  opened(): void {
    if (this.#microphone !== undefined && !this.#voice.speaking) this.#events.send({ case: "microphoneStart", value: {} });
  }

  /** Speaks what the server said on connection number `socket`, if the chosen voice is to. */
  speak({ body }: ServerMessage, socket: number): void {
    const { voice: { kind, speed } } = this.state.get();
    if (body.case === "voice" && kind === "signspan") {
      const { sentenceId, pcm, sampleRate } = body.value;
      const key = keyOf(socket, sentenceId);
      if (this.#spoken.first(key)) this.#voice.playPcm(key, pcm, sampleRate);
    } else if (body.case === "sentence" && kind === "browser" && body.value.speaker === Speaker.SIGNER && body.value.text !== "") {
      const key = keyOf(socket, body.value.id);
      if (this.#spoken.first(key)) this.#voice.speakWithBrowser(key, body.value.text, "en", speed);
    }
  }

  close(): void {
    this.#closed = true;
    this.#wanted = false;
    this.#voice.close();
    this.#microphone?.close();
    this.#microphone = undefined;
  }

  async #listen(): Promise<void> {
    patch(this.state, { microphone: "opening" });
    try {
      const microphone = await this.#open({
        onSound: (pcm, capturedS) => {
          this.level.set(levelOf(pcm));
          if (!this.#voice.speaking) this.#hear(pcm, capturedS);
        },
        onLost: () => {
          this.#wanted = false;
          this.#close("lost");
        },
      });
      this.#opened(microphone);
    } catch (error) {
      this.#wanted = false;
      patch(this.state, { microphone: error instanceof MicrophoneError ? error.trouble : "busy" });
    }
  }

  #hear(pcm: Uint8Array, capturedS: number): void {
    const lost = !this.#events.send({ case: "audio", value: { pcm, capturedS } });
    if (lost && !this.#soundLost) this.#events.onSoundLost();
    this.#soundLost = lost;
  }

  #opened(microphone: Pick<Microphone, "close">): void {
    if (this.#closed) {
      microphone.close();
      return;
    }
    this.#microphone = microphone;
    if (!this.#wanted) { // let go before the browser had opened it
      this.#close("off");
      return;
    }
    if (!this.#voice.speaking) this.#events.send({ case: "microphoneStart", value: {} });
    patch(this.state, { microphone: "on" });
  }

  #close(microphone: MicrophoneState): void {
    this.#microphone?.close();
    this.#microphone = undefined;
    this.level.set(levelOf(SILENCE));
    this.#events.send({ case: "microphoneStop", value: {} });
    patch(this.state, { microphone });
  }
}

/** How fast the server's voice is to speak; 0 where it is not wanted. */
export function serverSpeed({ kind, speed }: VoiceChoice): number {
  return kind === "signspan" ? speed : 0;
}
