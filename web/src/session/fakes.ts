/** For the tests of sessions: what is the browser's own and out of reach of a test, doing what the test has it do. */
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { AXES, POINTS } from "@signspan/recognise/topology";
import { vi } from "vitest";
import type { Carrier, CarrierEvents } from "../converse/carrier";
import type { MicrophoneEvents } from "../converse/microphone";
import type { BodyFrame } from "../perceive/frame";
import type { PerceiverEvents } from "../perceive/perceiver";
import type { FromRecogniser, FromSpeller } from "../recognise/messages";
import { type ClientMessage, ClientMessageSchema, ServerMessageSchema } from "../wire/signspan/v1/conversation_pb";
import type { OpenMicrophone } from "./audio";
import type { Dial } from "./connection";
import type { Threads } from "./watch";

export type ServerBody = NonNullable<MessageInitShape<typeof ServerMessageSchema>["body"]>;

/** Everything that waits for nothing but its turn is done. */
export const settled = async (): Promise<void> => { await vi.advanceTimersByTimeAsync(0); };

/** A server that says what a test has it say. */
export class FakeServer {
  /** Whether it answers those who dial. */
  up = true;
  /** Whether its network takes no more sound. */
  full = false;
  /** When it was dialled, milliseconds. */
  readonly dialled: number[] = [];
  received: ClientMessage[] = [];
  #carrier: { open: boolean; readonly events: CarrierEvents } | undefined;

  get open(): boolean {
    return this.#carrier?.open ?? false;
  }

  readonly dial: Dial = async (events) => {
    this.dialled.push(Date.now());
    await Promise.resolve();
    if (!this.up) throw new Error("no server");
    const state = { open: true, events };
    this.#carrier = state;
    const carrier: Carrier = {
      get open() { return state.open; },
      send: (data, kind) => {
        if (this.full && kind === "sound") return false;
        this.received.push(fromBinary(ClientMessageSchema, data));
        return true;
      },
      close: () => { state.open = false; },
    };
    return carrier;
  };

  say(body: ServerBody): void {
    this.#carrier?.events.onMessage(toBinary(ServerMessageSchema, create(ServerMessageSchema, { body })));
  }

  /** The connection is lost. */
  drop(): void {
    const carrier = this.#carrier;
    if (carrier?.open !== true) return;
    carrier.open = false;
    carrier.events.onLost();
  }

  /** The kinds of what it received, without hellos. */
  get kinds(): string[] {
    return this.received.flatMap(({ body }) => (body.case === undefined || body.case === "hello" ? [] : [body.case]));
  }

  /** What it received of one kind. */
  of(kind: ClientMessage["body"]["case"]): unknown[] {
    return this.received.flatMap(({ body }) => (body.case === kind ? [body.value] : []));
  }
}

/** A microphone that opens when the test says so. */
export class FakeMicrophone {
  events: MicrophoneEvents | undefined;
  opened = 0;
  closed = 0;
  #waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];

  readonly open: OpenMicrophone = (events) => new Promise((resolve, reject) => {
    this.events = events;
    this.#waiting.push({
      resolve: () => {
        this.opened += 1;
        resolve({ close: () => { this.closed += 1; } });
      },
      reject,
    });
  });

  /** The browser opens every one that was asked for. */
  async allow(): Promise<void> {
    for (const { resolve } of this.#waiting.splice(0)) resolve();
    await settled();
  }

  async refuse(error: Error): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
    await settled();
  }
}

/** A thread, and what it was sent. */
export class FakeWorker {
  readonly received: object[] = [];
  terminated = false;
  onmessage: ((event: MessageEvent<FromRecogniser | FromSpeller>) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly #listeners: ((event: MessageEvent<FromRecogniser | FromSpeller>) => void)[] = [];

  postMessage(message: object): void {
    this.received.push(message);
  }

  addEventListener(_type: "message", listener: (event: MessageEvent<FromRecogniser | FromSpeller>) => void): void {
    this.#listeners.push(listener);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(message: FromRecogniser | FromSpeller): void {
    if (this.terminated) return;
    const event = { data: message } as MessageEvent<FromRecogniser | FromSpeller>;
    this.onmessage?.(event);
    for (const listener of this.#listeners) listener(event);
  }

  /** The kinds of what it was sent. */
  get kinds(): string[] {
    return this.received.map((message) => ("type" in message ? String(message.type) : "frame"));
  }

  /** The moments at which it was to decide, seconds. */
  get finishes(): number[] {
    return this.received.flatMap((message) => ("type" in message && message.type === "finish" && "atS" in message ? [Number(message.atS)] : []));
  }
}

/** The threads of one camera; the landmarker's frames come when the test says so. */
export class FakeThreads implements Threads {
  readonly recognisers: FakeWorker[] = [];
  readonly spellers: FakeWorker[] = [];
  perceiver: (PerceiverEvents & { dropped: number; stopped: boolean }) | undefined;

  readonly perceive: Threads["perceive"] = (_, events) => {
    const perceiver = { ...events, dropped: 0, stopped: false };
    this.perceiver = perceiver;
    return { get dropped() { return perceiver.dropped; }, stop: () => { perceiver.stopped = true; } };
  };

  readonly recogniser = (): Worker => added(this.recognisers);
  readonly speller = (): Worker => added(this.spellers);

  /** The landmarker has read a frame. */
  see(frame: BodyFrame): void {
    this.perceiver?.onFrame(frame);
  }
}

function added(workers: FakeWorker[]): Worker {
  const worker = new FakeWorker();
  workers.push(worker);
  return worker as unknown as Worker;
}

/** A stream of a camera or a microphone, with one track that can be stopped. */
export class FakeStream {
  stopped = false;
  readonly track = { stop: () => { this.stopped = true; } };
  getTracks(): object[] { return [this.track]; }
}

export const asStream = (stream: FakeStream): MediaStream => stream as unknown as MediaStream;

export function fakeVideo(): HTMLVideoElement {
  return { srcObject: null, play: () => Promise.resolve() } as unknown as HTMLVideoElement;
}

/** A frame of somebody who stands there, or of nobody. */
export function frameAt(capturedS: number, somebody = true): BodyFrame {
  return { points: new Float32Array(POINTS * AXES).fill(somebody ? 0.5 : NaN), aspect: 4 / 3, capturedS, perceivedS: capturedS + 0.02 };
}
