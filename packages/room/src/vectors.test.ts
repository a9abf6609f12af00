/** Rooms, devices, tokens and codes do here what they do in Python: the vectors beside room.proto. */
import { readFileSync } from "node:fs";
import { type DescMessage, fromBinary, fromJson, type JsonValue, toBinary, toJson } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import type { Action } from "./action";
import { codeOf, parseCode, shown } from "./code";
import { decode, WireError } from "./codec";
import type { RoomEvent } from "./event";
import * as limits from "./limits";
import { Peer } from "./peer";
import { ROOM, Room } from "./room";
import { check, secretKey } from "./token";
import {
  FromRoomSchema, KeptFinalSchema, KeptRoomSchema, Role, RoomMemberSchema, RoomTokenSchema, ToRoomSchema,
} from "./wire/signspan/v1/room_pb";

type Row = Record<string, unknown>;

interface Step {
  readonly at: number;
  readonly do: string;
  readonly socket: string;
  readonly role: string;
  readonly times?: number;
  readonly expires_s?: number;
  readonly open: Record<string, string>;
  readonly message?: JsonValue;
  readonly hex?: string;
  readonly zeros?: number;
  readonly payload?: string;
  readonly peer: number;
  readonly due: number;
  readonly answer: readonly Row[];
}

interface Scene {
  readonly name: string;
  readonly watchers: boolean;
  readonly steps: readonly Step[];
}

const vectors = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../proto/signspan/v1/vectors/${name}.json`, import.meta.url), "utf8"));
const base64 = (data: Uint8Array): string => Buffer.from(data).toString("base64");
const unhex = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(hex, "hex"));
const roleOf = (name: string): Role => Role[name.replace("ROLE_", "") as keyof typeof Role];

/** Payloads that stand as "zeros:60000", and the other way round. */
function expanded(row: JsonValue): JsonValue {
  if (typeof row === "string") return row.startsWith("zeros:") ? base64(new Uint8Array(Number(row.slice(6)))) : row;
  if (row === null || typeof row !== "object" || Array.isArray(row)) return row;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, expanded(value)]));
}

function folded(row: JsonValue): JsonValue {
  if (typeof row === "string") return row.length > 4_000 ? `zeros:${Buffer.from(row, "base64").length}` : row;
  if (row === null || typeof row !== "object" || Array.isArray(row)) return row;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, folded(value)]));
}

const json = (schema: DescMessage, data: Uint8Array): JsonValue => folded(toJson(schema, fromBinary(schema, data)));
const binary = (schema: DescMessage, row: JsonValue): Uint8Array => toBinary(schema, fromJson(schema, expanded(row)));

function roomStep(room: Room, step: Step): Action[] {
  switch (step.do) {
    case "connect":
      return room.connect(step.socket, roleOf(step.role), step.expires_s ?? 1e9, step.at);
    case "receive":
      if (step.hex !== undefined) return room.receive(step.socket, unhex(step.hex), step.at);
      if (step.zeros !== undefined) return room.receive(step.socket, new Uint8Array(step.zeros), step.at);
      return room.receive(step.socket, binary(ToRoomSchema, step.message ?? {}), step.at);
    case "text":
      return room.text(step.socket, step.at);
    case "drop":
      return room.drop(step.socket, step.at);
    case "alive":
      room.alive(step.socket, step.at);
      return [];
    default:
      return room.tick(step.at);
  }
}

function actionRow(action: Action): Row {
  switch (action.do) {
    case "send":
      return { send: action.socket, message: json(FromRoomSchema, action.data) };
    case "close":
      return { close: action.socket, code: action.code, reason: action.reason };
    case "keep":
      return { keep: action.key, message: json(action.key === ROOM ? KeptRoomSchema : KeptFinalSchema, action.data) };
    case "erase":
      return { erase: action.key };
    case "end":
      return { end: true };
  }
}

describe("a room", () => {
  test.each(vectors("room") as Scene[])("$name", ({ watchers, steps }) => {
    let room = Room.open(watchers, 0);
    const kept = new Map([[ROOM, room.kept().data]]);
    for (const step of steps) {
      let actions: Action[] = [];
      for (let time = 0; time < (step.times ?? 1); time++) {
        if (step.do === "restart") {
          const sockets = Object.entries(step.open).map(([socket, role]) =>
            ({ socket, role: roleOf(role), expiresS: 1e9, openedS: 0, heardS: step.at, member: 0 }));
          room = Room.restore(kept, sockets, step.at);
        } else actions = roomStep(room, step);
        for (const action of actions) {
          if (action.do === "keep") kept.set(action.key, action.data);
          if (action.do === "erase") kept.delete(action.key);
        }
      }
      expect(actions.map(actionRow), JSON.stringify(step).slice(0, 200)).toEqual(step.answer);
      expect(room.due()).toBe(step.due);
    }
  });
});

function peerStep(peer: Peer, step: Step): RoomEvent[] {
  const payload = Uint8Array.from(Buffer.from(step.payload ?? "", "base64"));
  switch (step.do) {
    case "opened":
      return peer.opened(step.at);
    case "lost":
      peer.lost();
      return [];
    case "alive":
      peer.alive(step.at);
      return [];
    case "final":
      return peer.final(payload, step.at);
    case "passing":
      return peer.passing(payload, step.at);
    case "show":
      return peer.show(payload, step.at);
    case "signal":
      return peer.signal(step.peer, payload, step.at);
    case "receive":
      return peer.receive(binary(FromRoomSchema, step.message ?? {}), step.at);
    case "bye":
      return peer.bye();
    default:
      return peer.tick(step.at);
  }
}

function eventRow(event: RoomEvent): Row {
  const { type, ...rest } = event;
  const name = type.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  switch (event.type) {
    case "send-message":
      return { out: json(ToRoomSchema, event.data) };
    case "delivery-unknown":
      return { [name]: { payloads: event.payloads.map(base64) } };
    case "members-changed":
      return { [name]: { members: event.members.map((member) => toJson(RoomMemberSchema, member)) } };
    case "talk-received":
    case "landmarks-received":
    case "signal-received":
      return { [name]: { ...rest, payload: folded(base64(event.payload)) } };
    default:
      return { [name]: rest };
  }
}

describe("a device", () => {
  test.each(vectors("peer") as Scene[])("$name", ({ steps }) => {
    const peer = new Peer("Ada", new Uint8Array(16).fill(97), 0);
    for (const step of steps) {
      let events: RoomEvent[] = [];
      for (let time = 0; time < (step.times ?? 1); time++) events = peerStep(peer, step);
      expect(events.map(eventRow), JSON.stringify(step).slice(0, 200)).toEqual(step.answer);
    }
  });
});

interface Tokens {
  readonly secret: string;
  readonly room: string;
  readonly now_s: number;
  readonly cases: readonly { readonly name: string; readonly token: string; readonly answer: JsonValue }[];
}

describe("a token", () => {
  const { secret, room, now_s: nowS, cases } = vectors("token") as Tokens;
  test.each(cases)("$name", async ({ token, answer }) => {
    const key = await secretKey(unhex(secret));
    const row = await check(key, token, room, nowS)
      .then((found) => toJson(RoomTokenSchema, found), (error: unknown) => ({ error: (error as Error).message }));
    expect(row).toEqual(answer);
  });
});

interface Codes {
  readonly codes: readonly { readonly hex: string; readonly code: string; readonly shown: string }[];
  readonly typed: readonly { readonly text: string; readonly code: string | null }[];
}

test("codes are made, shown and read alike", () => {
  const { codes, typed } = vectors("code") as Codes;
  for (const { hex, code, shown: written } of codes) {
    expect(codeOf(unhex(hex))).toBe(code);
    expect(shown(code)).toBe(written);
  }
  for (const { text, code } of typed) expect(parseCode(text) ?? null).toBe(code);
});

test("the limits are the same", () => {
  const { limits: plain, rates, patience } = vectors("limits") as { limits: Row; rates: Record<string, Row>; patience: Row };
  const { RATES, PATIENCE } = limits;
  const row = ({ perS, burst }: limits.Rate): Row => ({ per_s: perS, burst });
  expect(limits).toMatchObject(plain);
  expect(Object.fromEntries(Object.entries(RATES).map(([kind, rate]) => [kind, row(rate)]))).toEqual(rates);
  expect(row(PATIENCE)).toEqual(patience);
});

describe("bytes from a device", () => {
  test.each(vectors("message") as { name: string; hex: string; answer: JsonValue }[])("$name", ({ hex, answer }) => {
    const row = (): JsonValue => {
      try {
        return toJson(ToRoomSchema, decode(unhex(hex)));
      } catch (error) {
        expect(error).toBeInstanceOf(WireError);
        return null;
      }
    };
    expect(row()).toEqual(answer);
  });

  test("any bytes are a message or a WireError", () => {
    let seed = 7;
    const random = (most: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed % most;
    };
    for (let round = 0; round < 20_000; round++) {
      const data = Uint8Array.from({ length: random(40) }, () => (random(3) ? random(64) : random(256)));
      try {
        expect(decode(data).body.case).toBeDefined();
      } catch (error) {
        expect(error).toBeInstanceOf(WireError);
      }
    }
  });
});
