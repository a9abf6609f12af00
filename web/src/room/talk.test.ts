import { create, toBinary } from "@bufbuild/protobuf";
import { beforeEach, expect, test } from "vitest";
import { type Sentence, SentenceSchema, Speaker, type PeerMessage, PeerMessageSchema } from "../wire/signspan/v1/conversation_pb";
import type { RoomEvent } from "@signspan/room/event";
import { AXES, POINTS } from "@signspan/recognise/topology";
import type { Agreement } from "./agreement";
import { LandmarkPacketReader } from "./landmarkPacket";
import { Talk, unpack } from "./talk";
import { Role, RoomMemberSchema } from "@signspan/room/wire/signspan/v1/room_pb";

const ME = 2;
const OTHER = 1;

let finals: Uint8Array[];
let passing: Uint8Array[];
let heard: Sentence[];
let overheard: PeerMessage[];
let shown: Uint8Array[];
let frames: (readonly [number, Uint8Array])[];
let agreed: Agreement[];
let parted: number;
let client: { member: number } & ConstructorParameters<typeof Talk>[0];
let talk: Talk;

/** Without WebRTC, as in this test's engine: everything goes by the room. */
beforeEach(() => {
  [finals, passing, heard, overheard, shown, frames, agreed, parted] = [[], [], [], [], [], [], [], 0];
  client = { member: ME, clear: true, show: (packet: Uint8Array) => { shown.push(packet); }, final: (payload: Uint8Array) => finals.push(payload) > 0, passing: (payload: Uint8Array) => { passing.push(payload); }, signal: () => undefined };
  talk = new Talk(client, { servers: [], hidden: false }, {
    onSentence: (sentence) => { heard.push(sentence); },
    onPassing: (message) => { overheard.push(message); },
    onShown: (member, packet) => { frames.push([member, packet]); },
    onAgreement: (agreement) => { agreed.push(agreement); },
    onParted: () => { parted += 1; },
    onTrack: () => undefined,
    onConnectionState: () => undefined,
  });
  talk.handle(here(Role.SIGNER, Role.SPEAKER));
});

/** The other one and this page, in these roles. */
const here = (other: Role, me: Role, present = true): RoomEvent =>
  ({ type: "members-changed", members: [create(RoomMemberSchema, { id: OTHER, role: other, present }), create(RoomMemberSchema, { id: ME, role: me, present: true })] });
const frame = { aspect: 4 / 3, points: new Float32Array(POINTS * AXES).fill(0.5) };

const sentence = (text: string): Sentence => create(SentenceSchema, { speaker: Speaker.SPEAKER, text });
const said = (payload: Uint8Array, member = OTHER, final = true): RoomEvent => ({ type: "talk-received", member, payload, final });
const message = (count: number, text: string): Uint8Array =>
  toBinary(PeerMessageSchema, create(PeerMessageSchema, { count, sentS: 1, body: { case: "sentence", value: sentence(text) } }));

test("what is said counts up and arrives as it was", () => {
  expect(talk.final(sentence("One."))).toBe(true);
  talk.final(sentence("Two."));
  expect(finals.map((payload) => unpack(payload)?.count)).toEqual([1, 2]);
  finals.forEach((payload) => { talk.handle(said(payload)); });
  expect(heard.map(({ text }) => text)).toEqual(["One.", "Two."]);
});

test("of a sentence that comes both ways the first counts", () => {
  for (const payload of [message(1, "One."), message(2, "Two."), message(1, "One."), message(2, "Two."), message(3, "Three.")]) talk.handle(said(payload));
  expect(heard.map(({ text }) => text)).toEqual(["One.", "Two.", "Three."]);
});

test("who is not in the room, and what is no message, is passed over", () => {
  talk.handle(said(message(1, "One."), 9));
  talk.handle(said(new Uint8Array([255, 255, 255])));
  talk.handle(said(new Uint8Array(0)));
  expect(heard).toEqual([]);
});

test("what passes by is no sentence, and goes by the room where there is no other way", () => {
  talk.passing({ case: "partial", value: { text: "hello th", committed: 1 } });
  const [payload = new Uint8Array(0)] = passing;
  talk.handle(said(payload, OTHER, false));
  expect(overheard.map(({ body }) => body.case)).toEqual(["partial"]);
  expect(finals).toEqual([]);
});

test("who leaves and comes back is heard anew", () => {
  talk.handle(said(message(1, "One.")));
  talk.handle({ type: "members-changed", members: [create(RoomMemberSchema, { id: ME, present: true })] });
  talk.handle({ type: "members-changed", members: [ME, 3].map((id) => create(RoomMemberSchema, { id, present: true })) });
  talk.handle(said(message(1, "One."), 3));
  expect(heard).toHaveLength(2);
});

test("landmarks go by the room where there is no other way, thirty a second at most, and are readable there", () => {
  for (let at = 0; at < 20; at += 1) talk.show(frame, at / 1000);
  expect(shown.length).toBe(2); // the burst: twenty frames came within a millisecond
  const reader = new LandmarkPacketReader();
  expect(shown.map((packet) => reader.read(packet)?.capturedMs)).toEqual([0, 1]);
});

test("landmarks are shown to nobody who is away, and by nobody who only watches", () => {
  talk.handle(here(Role.SIGNER, Role.SPEAKER, false));
  talk.show(frame, 0);
  talk.handle(here(Role.SIGNER, Role.WATCHER));
  talk.show(frame, 1);
  expect(shown).toEqual([]);
});

test("landmarks of a member arrive, those of a stranger do not", () => {
  const payload = new Uint8Array([1]);
  talk.handle({ type: "landmarks-received", member: OTHER, payload });
  talk.handle({ type: "landmarks-received", member: 9, payload });
  expect(frames).toEqual([[OTHER, payload]]);
});

test("nobody is made to agree by what the room says", () => {
  const payload = toBinary(PeerMessageSchema, create(PeerMessageSchema, { body: { case: "agreement", value: { picture: true, voice: true } } }));
  talk.handle(said(payload, OTHER, false));
  expect(agreed).toEqual([]);
});

test("what was agreed is over when the partner leaves, not when somebody who watched does", () => {
  talk.handle(here(Role.SIGNER, Role.SPEAKER));
  const me = create(RoomMemberSchema, { id: ME, role: Role.SPEAKER, present: true });
  const watcher = create(RoomMemberSchema, { id: 3, role: Role.WATCHER, present: true });
  const signer = create(RoomMemberSchema, { id: OTHER, role: Role.SIGNER, present: true });
  talk.handle({ type: "members-changed", members: [signer, me, watcher] });
  talk.handle({ type: "members-changed", members: [signer, me] });
  expect(parted).toBe(0);
  talk.handle({ type: "members-changed", members: [me] });
  expect(parted).toBe(1);
});

test("what was agreed is over when the room had removed this page, which comes back as a new member", () => {
  client.member = 7;
  const again = create(RoomMemberSchema, { id: 7, role: Role.SPEAKER, present: true });
  const signer = create(RoomMemberSchema, { id: OTHER, role: Role.SIGNER, present: true });
  talk.handle({ type: "members-changed", members: [signer, again] });
  expect(parted).toBe(1);
  talk.handle({ type: "members-changed", members: [signer, again] });
  expect(parted).toBe(1);
  talk.handle(said(message(1, "One.")));
  expect(heard).toHaveLength(1);
});
