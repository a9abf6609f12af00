import { readFileSync } from "node:fs";
import { create, toBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { LandmarkPacketSchema } from "../wire/signspan/v1/conversation_pb";
import { AXES, POINTS } from "@signspan/recognise/topology";
import { WireError } from "@signspan/room/codec";
import { type LandmarkPacket, LandmarkPacketReader, LandmarkPacketWriter, PACKET_BYTES } from "./landmarkPacket";

interface Row {
  readonly frame: number;
  readonly captured_ms: number;
  readonly aspect: number;
  readonly shown: string;
}

interface Vectors {
  readonly points: readonly number[];
  readonly stream: number;
  readonly aspect: number;
  readonly written: readonly (Row & { readonly hex: string })[];
  readonly read: readonly { readonly name: string; readonly steps: readonly { readonly hex: string; readonly answer: Row | string | null }[] }[];
}

const UNSEEN = -32768;
const vectors = JSON.parse(readFileSync(new URL("../../../proto/signspan/v1/vectors/landmark_packet.json", import.meta.url), "utf8")) as Vectors;
const unhex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));

function pointsOf(shown: string): Float32Array {
  const bytes = Buffer.from(shown, "base64");
  const points = new Float32Array(POINTS * AXES).fill(NaN);
  for (const [at, row] of vectors.points.entries()) {
    const [x, y] = [bytes.readInt16LE(at * 4), bytes.readInt16LE(at * 4 + 2)];
    if (x !== UNSEEN) points.set([x / 8192, y / 8192, 0], row * AXES);
  }
  return points;
}

function answerOf(reader: LandmarkPacketReader, data: Uint8Array): object | string | null {
  try {
    const packet = reader.read(data);
    if (packet === undefined) return null;
    const { frame, capturedMs, aspect, points } = packet;
    return { frame, captured_ms: capturedMs, aspect: Math.round(aspect * 1e6) / 1e6, points };
  } catch (error) {
    expect(error).toBeInstanceOf(WireError);
    return (error as WireError).why;
  }
}

test("a signer is written as Python writes it, byte for byte", () => {
  const writer = new LandmarkPacketWriter(vectors.stream);
  for (const { frame, captured_ms: capturedMs, shown, hex } of vectors.written) {
    const packet = writer.write({ frame, capturedMs, aspect: vectors.aspect, points: pointsOf(shown) });
    expect(Buffer.from(packet).toString("hex")).toBe(hex);
  }
});

describe("packets are read as Python reads them", () => {
  test.each(vectors.read)("$name", ({ steps }) => {
    const reader = new LandmarkPacketReader();
    for (const { hex, answer } of steps) {
      const wanted = typeof answer === "object" && answer !== null
        ? { frame: answer.frame, captured_ms: answer.captured_ms, aspect: answer.aspect, points: pointsOf(answer.shown) } : answer;
      expect(answerOf(reader, unhex(hex))).toEqual(wanted);
    }
  });
});

/** Numbers that are the same in every run. */
function chance(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % most;
  };
}

test("any bytes are a frame, nothing, or a WireError", () => {
  const random = chance(11);
  const real = vectors.written.map(({ hex }) => unhex(hex));
  let [read, wrong] = [0, 0];
  for (let round = 0; round < 3000; round += 1) {
    const reader = new LandmarkPacketReader();
    for (let packet = 0; packet < 3; packet += 1) {
      const data = Uint8Array.from(real[random(real.length)] ?? []);
      for (let change = random(4); change > 0; change -= 1) data[random(data.length)] = random(256);
      const answer = answerOf(reader, random(5) === 0 ? data.subarray(0, random(data.length)) : data);
      if (typeof answer === "string") wrong += 1;
      else if (answer !== null) read += 1;
    }
  }
  expect(Math.min(read, wrong)).toBeGreaterThan(300);
});

test("the largest packet that can be written fits into one of the network's", () => {
  const random = chance(5);
  const writer = new LandmarkPacketWriter(0xffffffff);
  for (let frame = 1; frame < 60; frame += 1) {
    const points = Float32Array.from({ length: POINTS * AXES }, () => random(8000) / 1000 - 4);
    const packet: LandmarkPacket = { frame: frame + 2 ** 31, capturedMs: frame * 33, aspect: 16 / 9, points };
    expect(writer.write(packet).length).toBeLessThan(480);
  }
});

test("what is longer than a packet may be is not parsed", () => {
  const data = toBinary(LandmarkPacketSchema, create(LandmarkPacketSchema, { points: new Uint8Array(PACKET_BYTES) }));
  expect(answerOf(new LandmarkPacketReader(), data)).toBe("too-big");
});
