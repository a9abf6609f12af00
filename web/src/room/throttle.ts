/** How a signer's frames leave by one connection: at most so many a second, and none while it is full. */
import { Bucket } from "@signspan/room/bucket";
import { type LandmarkPacket, LandmarkPacketWriter } from "./landmarkPacket";
import type { Rate } from "@signspan/room/limits";

const RATE: Rate = { perS: 30, burst: 2 };

export interface Exit {
  /** Whether what is sent now goes at once. */
  readonly clear: () => boolean;
  readonly send: (packet: Uint8Array<ArrayBuffer>) => void;
}

/** Nothing queues: a frame that may not leave is forgotten, because the next one is newer. */
export class Throttle {
  readonly #writer: LandmarkPacketWriter;
  readonly #exit: Exit;
  readonly #bucket: Bucket;

  constructor(stream: number, exit: Exit, nowS: number) {
    this.#writer = new LandmarkPacketWriter(stream);
    this.#exit = exit;
    this.#bucket = new Bucket(RATE, nowS);
  }

  offer(packet: LandmarkPacket, nowS: number): void {
    if (this.#exit.clear() && this.#bucket.take(nowS)) this.#exit.send(this.#writer.write(packet));
  }
}
