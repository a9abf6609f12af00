/**
 * A signer as other pages see them: one small packet a frame, readable or disposable alone. The twin of
 * `signspan/room/landmark_packet.py`, which says what is sent and why; `landmark_packet.json` among the vectors holds both to the same.
 */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type LandmarkPacket as Packet, LandmarkPacketSchema } from "../wire/signspan/v1/conversation_pb";
import { AXES, FACE, FACE_CONTOURS, FACE_OUTLINE, LEFT_HAND, NOSE_TIP, type Part, POINTS, POSE, RIGHT_HAND, TRUNK } from "@signspan/recognise/topology";
import { WireError } from "@signspan/room/codec";

export const PACKET_BYTES = 1100;
const KEY_MS = 500;
/** Remembered by a reader, because packets overtake each other. */
const KEYS = 4;
const STEPS_PER_UNIT = 8192;
const MAX_STEP = 32_767;
const MIN_ASPECT = 0.1;
const MAX_ASPECT = 10;

const rows = (part: Part, points: readonly number[]): readonly number[] => points.map((index) => part.start + index);
const whole = (part: Part): readonly number[] => rows(part, Array.from({ length: part.count }, (_, index) => index));

/** The parts in the order of their bits, each with its points, counted over all 543. */
const PARTS: readonly (readonly number[])[] = [
  rows(FACE, [...FACE_OUTLINE.points, ...FACE_CONTOURS.flatMap(({ points }) => points), NOSE_TIP]),
  whole(LEFT_HAND),
  rows(POSE, TRUNK),
  whole(RIGHT_HAND),
];
const ALL_PARTS = (1 << PARTS.length) - 1;

/** One frame of a signer, as it was captured and as it arrived. */
export interface LandmarkPacket {
  readonly frame: number;
  /** Clock of the sender. */
  readonly capturedMs: number;
  /** Image width over height. */
  readonly aspect: number;
  /** (543, 3) in image fractions as everywhere, NaN where nothing was sent, z 0 elsewhere. */
  readonly points: Float32Array;
}

interface Key {
  readonly frame: number;
  readonly capturedMs: number;
  readonly parts: number;
  /** (543, 2) */
  readonly steps: Int32Array;
}

/** Frames of one signer to packets for one connection; `stream` is a random number of the page, the same on all of them. */
export class LandmarkPacketWriter {
  readonly #stream: number;
  #key: Key | undefined;

  constructor(stream: number) {
    this.#stream = stream;
  }

  /** One packet. Frames count up from 1, the same on all ways. */
  write({ frame, capturedMs, aspect, points }: LandmarkPacket): Uint8Array<ArrayBuffer> {
    const parts = PARTS.reduce((found, part, bit) => (seen(points, part) ? found | (1 << bit) : found), 0);
    const where = pointsOf(parts);
    const steps = new Int32Array(POINTS * 2);
    for (const row of where) {
      for (const axis of [0, 1]) steps[row * 2 + axis] = step(points[row * AXES + axis] ?? 0);
    }
    const shared = { stream: this.#stream, frame, capturedMs, aspect, parts };
    const key = this.#key;
    if (key !== undefined && capturedMs < key.capturedMs + KEY_MS && (parts & ~key.parts) === 0) {
      const deltas = where.flatMap((row) => [0, 1].map((axis) => (steps[row * 2 + axis] ?? 0) - (key.steps[row * 2 + axis] ?? 0)));
      const packet = toBinary(LandmarkPacketSchema, create(LandmarkPacketSchema, { ...shared, key: key.frame, deltas }));
      if (packet.length <= where.length * 4) return packet;
    }
    this.#key = { frame, capturedMs, parts, steps };
    const view = new DataView(new ArrayBuffer(where.length * 4));
    for (const [at, row] of where.entries()) {
      for (const axis of [0, 1]) view.setInt16(at * 4 + axis * 2, steps[row * 2 + axis] ?? 0, true);
    }
    return toBinary(LandmarkPacketSchema, create(LandmarkPacketSchema, { ...shared, points: new Uint8Array(view.buffer) }));
  }
}

/** Packets of one signer, in whatever order and however many of them arrive. */
export class LandmarkPacketReader {
  #stream = 0;
  #newest = 0;
  readonly #keys = new Map<number, Key>();

  /**
   * A newer frame than all before, or nothing where the packet is late or its keyframe is not there; `WireError` for
   * what is no packet of this form.
   */
  read(data: Uint8Array): LandmarkPacket | undefined {
    const { stream, frame, capturedMs, aspect, parts, key: named, points: bytes, deltas } = parsed(data);
    if (stream !== this.#stream) {
      this.#stream = stream;
      this.#newest = 0;
      this.#keys.clear();
    }
    const where = pointsOf(parts);
    const steps = new Int32Array(POINTS * 2);
    if (named === 0) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (const [at, row] of where.entries()) {
        for (const axis of [0, 1]) steps[row * 2 + axis] = view.getInt16(at * 4 + axis * 2, true);
      }
      this.#keep({ frame, capturedMs, parts, steps });
    } else {
      const key = this.#keys.get(named);
      if (key === undefined) return undefined;
      if ((parts & ~key.parts) !== 0) throw new WireError("format", `expected parts of keyframe ${named} (${key.parts}), got ${parts}`);
      for (const [at, row] of where.entries()) {
        for (const axis of [0, 1]) {
          const value = (key.steps[row * 2 + axis] ?? 0) + (deltas[at * 2 + axis] ?? 0);
          if (Math.abs(value) > MAX_STEP) throw new WireError("format", `expected values within ±${MAX_STEP}, got ${value}`);
          steps[row * 2 + axis] = value;
        }
      }
    }
    if (frame <= this.#newest) return undefined;
    this.#newest = frame;
    const points = new Float32Array(POINTS * AXES).fill(NaN);
    for (const row of where) {
      points.set([(steps[row * 2] ?? 0) / STEPS_PER_UNIT, (steps[row * 2 + 1] ?? 0) / STEPS_PER_UNIT, 0], row * AXES);
    }
    return { frame, capturedMs, aspect, points };
  }

  #keep(key: Key): void {
    this.#keys.set(key.frame, key);
    while (this.#keys.size > KEYS) this.#keys.delete(Math.min(...this.#keys.keys()));
  }
}

/** A packet whose fields fit together. */
function parsed(data: Uint8Array): Packet {
  if (data.length > PACKET_BYTES) throw new WireError("too-big", `expected at most ${PACKET_BYTES} bytes, got ${data.length}`);
  let packet: Packet;
  try {
    packet = fromBinary(LandmarkPacketSchema, data);
  } catch {
    throw new WireError("format", `expected a LandmarkPacket, got ${data.length} other bytes`);
  }
  const { frame, key, parts, aspect, points, deltas } = packet;
  if (parts > ALL_PARTS) throw new WireError("format", `expected parts of ${ALL_PARTS}, got ${parts}`);
  if (frame === 0 || key >= frame) throw new WireError("format", `expected a frame after its keyframe, got ${frame} and ${key}`);
  if (!(aspect >= MIN_ASPECT && aspect <= MAX_ASPECT)) {
    throw new WireError("format", `expected an aspect of ${MIN_ASPECT} to ${MAX_ASPECT}, got ${aspect}`);
  }
  const count = pointsOf(parts).length;
  const [bytes, small] = key === 0 ? [4 * count, 0] : [0, 2 * count];
  if (points.length !== bytes || deltas.length !== small) {
    throw new WireError("format", `expected ${bytes} bytes and ${small} deltas, got ${points.length} and ${deltas.length}`);
  }
  return packet;
}

function pointsOf(parts: number): number[] {
  return PARTS.flatMap((part, bit) => (((parts >> bit) & 1) === 1 ? part : []));
}

function seen(points: Float32Array, part: readonly number[]): boolean {
  return part.every((row) => Number.isFinite(points[row * AXES]) && Number.isFinite(points[row * AXES + 1]));
}

function step(value: number): number {
  return Math.max(-MAX_STEP, Math.min(MAX_STEP, Math.round(value * STEPS_PER_UNIT)));
}
