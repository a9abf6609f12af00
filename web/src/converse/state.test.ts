import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { type Action, type ConversationState, EMPTY, reduce } from "./state";
import { ServerMessageSchema, Speaker } from "../wire/signspan/v1/conversation_pb";

type Body = NonNullable<MessageInitShape<typeof ServerMessageSchema>["body"]>;
const says = (body: Body): Action => ({
  type: "server",
  message: create(ServerMessageSchema, { body }),
});
const after = (...actions: Action[]): ConversationState => actions.reduce(reduce, EMPTY);
const open: Action = { type: "link", link: "open" };
const signed = says({ case: "sentence", value: { id: 1, speaker: Speaker.SIGNER, text: "I read.", certainty: 0.8, glosses: ["I", "READ"] } });
const spoken = (id: number): Action => says({ case: "sentence", value: { id, speaker: Speaker.SPEAKER, text: "Hello.", certainty: 1 } });
const plan = (sentenceId: number): Action =>
  says({ case: "plan", value: { sentenceId, timeline: [{ gloss: "HELLO", startS: 0, endS: 1, source: "lexicon" }] } });

describe("the signer's side", () => {
  it("shows glosses as they are committed, until their sentence is there", () => {
    const committed = says({ case: "committed", value: { gloss: "READ", probability: 0.9 } });
    expect(after(open, committed).glosses).toMatchObject([{ gloss: "READ" }]);
    const { glosses, entries } = after(open, committed, signed);
    expect(glosses).toEqual([]);
    expect(entries).toMatchObject([{ who: "signer", text: "I read.", glosses: ["I", "READ"] }]);
  });

  it("keeps a question until it is answered", () => {
    const ask = says({ case: "clarify", value: { id: 7, options: [{ gloss: "BOOK", probability: 0.4 }] } });
    expect(after(open, ask).questions).toMatchObject([{ id: 7, options: [{ gloss: "BOOK" }] }]);
    expect(after(open, ask, { type: "answered", id: 7 }).questions).toEqual([]);
  });

  it("keeps what a sentence could not name", () => {
    const unclear = says({ case: "sentence", value: { id: 2, speaker: Speaker.SIGNER, unclear: [{ options: ["BOOK", "READ"] }] } });
    expect(after(open, unclear).entries[0]?.unclear).toEqual([["BOOK", "READ"]]);
  });
});

describe("the speaker's side", () => {
  it("shows words while they are spoken, then the sentence in their place", () => {
    const partial = says({ case: "partial", value: { text: "hello th", committed: 1 } });
    expect(after(open, partial).hearing).toEqual({ text: "hello th", committed: 1 });
    expect(after(open, partial, spoken(3)).hearing).toBeUndefined();
  });

  it("adds a motion for each clause to its sentence", () => {
    expect(after(open, spoken(3), plan(3), plan(3)).entries[0]?.motions).toHaveLength(2);
  });

  it("keeps the motions of the newest thirty sentences only", () => {
    const actions = Array.from({ length: 32 }, (_, index) => [spoken(index + 1), plan(index + 1)]).flat();
    const { entries } = after(open, ...actions);
    expect(entries.map(({ motions }) => motions.length)).toEqual([0, 0, ...Array<number>(30).fill(1)]);
  });
});

describe("the connection", () => {
  it("forgets what was half said when it is lost, and keeps the sentences", () => {
    const partial = says({ case: "partial", value: { text: "and", committed: 0 } });
    const { hearing, entries, link } = after(open, signed, partial, { type: "link", link: "lost" });
    expect({ hearing, link, count: entries.length }).toEqual({ hearing: undefined, link: "lost", count: 1 });
  });

  it("does not mix up sentences of two sockets that bear the same number", () => {
    const { entries } = after(open, spoken(1), { type: "link", link: "lost" }, open, spoken(1), plan(1));
    expect(new Set(entries.map(({ key }) => key)).size).toBe(2);
    expect(entries.map(({ motions }) => motions.length)).toEqual([0, 1]);
  });

  it("puts latency with its sentence", () => {
    const latency = says({ case: "latency", value: { sentenceId: 1, stages: [{ name: "send", ms: 3 }] } });
    expect(after(open, signed, latency).entries[0]?.stages).toMatchObject([{ name: "send", ms: 3 }]);
  });
});
