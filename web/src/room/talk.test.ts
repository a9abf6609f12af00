import { create, toBinary } from "@bufbuild/protobuf";
import { beforeEach, expect, test } from "vitest";
import { type Sentence, SentenceSchema, Speaker, type Told, ToldSchema } from "../converse/wire/signspan/v1/conversation_pb";
import type { Happening } from "./happening";
import { Talk, unpack } from "./talk";
import { RoomMemberSchema } from "./wire/signspan/v1/room_pb";

const ME = 2;
const OTHER = 1;

let finals: Uint8Array[];
let passing: Uint8Array[];
let heard: Sentence[];
let overheard: Told[];
let talk: Talk;

/** Without WebRTC, as in this test's engine: everything goes by the room. */
beforeEach(() => {
  [finals, passing, heard, overheard] = [[], [], [], []];
  const line = { member: ME, final: (payload: Uint8Array) => finals.push(payload) > 0, passing: (payload: Uint8Array) => { passing.push(payload); }, signal: () => undefined };
  talk = new Talk(line, [], {
    onSentence: (sentence) => { heard.push(sentence); },
    onPassing: (told) => { overheard.push(told); },
    onWay: () => undefined,
  });
  talk.happened({ type: "here", members: [ME, OTHER].map((id) => create(RoomMemberSchema, { id, present: true })) });
});

const sentence = (text: string): Sentence => create(SentenceSchema, { speaker: Speaker.SPEAKER, text });
const said = (payload: Uint8Array, member = OTHER, final = true): Happening => ({ type: "said", member, payload, final });
const told = (count: number, text: string): Uint8Array =>
  toBinary(ToldSchema, create(ToldSchema, { count, sentS: 1, body: { case: "sentence", value: sentence(text) } }));

test("what is said counts up and arrives as it was", () => {
  expect(talk.final(sentence("One."))).toBe(true);
  talk.final(sentence("Two."));
  expect(finals.map((payload) => unpack(payload)?.count)).toEqual([1, 2]);
  finals.forEach((payload) => { talk.happened(said(payload)); });
  expect(heard.map(({ text }) => text)).toEqual(["One.", "Two."]);
});

test("of a sentence that comes both ways the first counts", () => {
  for (const payload of [told(1, "One."), told(2, "Two."), told(1, "One."), told(2, "Two."), told(3, "Three.")]) talk.happened(said(payload));
  expect(heard.map(({ text }) => text)).toEqual(["One.", "Two.", "Three."]);
});

test("who is not in the room, and what is no message, is passed over", () => {
  talk.happened(said(told(1, "One."), 9));
  talk.happened(said(new Uint8Array([255, 255, 255])));
  talk.happened(said(new Uint8Array(0)));
  expect(heard).toEqual([]);
});

test("what passes by is no sentence, and goes by the room where there is no other way", () => {
  talk.passing({ case: "partial", value: { text: "hello th", committed: 1 } });
  const [payload = new Uint8Array(0)] = passing;
  talk.happened(said(payload, OTHER, false));
  expect(overheard.map(({ body }) => body.case)).toEqual(["partial"]);
  expect(finals).toEqual([]);
});

test("who leaves and comes back is heard anew", () => {
  talk.happened(said(told(1, "One.")));
  talk.happened({ type: "here", members: [create(RoomMemberSchema, { id: ME, present: true })] });
  talk.happened({ type: "here", members: [ME, 3].map((id) => create(RoomMemberSchema, { id, present: true })) });
  talk.happened(said(told(1, "One."), 3));
  expect(heard).toHaveLength(2);
});
