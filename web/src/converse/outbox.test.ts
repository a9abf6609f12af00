import { create } from "@bufbuild/protobuf";
import { expect, it } from "vitest";
import { type Asked, Outbox } from "./outbox";
import type { Body } from "./socket";
import { SentenceSchema } from "../wire/signspan/v1/conversation_pb";

const typed = (text: string): Asked => ({ case: "typed", value: { text } });

/** A line that is up or down, and what was sent over it. */
class Line {
  up = true;
  sent: string[] = [];
  readonly send = (body: Body): boolean => {
    if (this.up) this.sent.push(body?.case === "typed" ? `${body.value.ref}:${body.value.text}` : String(body?.case));
    return this.up;
  };
}

function opened(): { line: Line; outbox: Outbox } {
  const line = new Line();
  const outbox = new Outbox();
  outbox.opened(line.send);
  return { line, outbox };
}

it("sends again on the next line what the last one's server did not answer, in order", () => {
  const { line, outbox } = opened();
  for (const text of ["one", "two", "three"]) outbox.put(typed(text));
  outbox.answered(2);
  line.up = false; // the server died
  outbox.put(typed("four"));
  expect(line.sent).toEqual(["1:one", "2:two", "3:three"]);
  line.up = true;
  line.sent = [];
  outbox.opened(line.send);
  expect(line.sent).toEqual(["1:one", "3:three", "4:four"]);
  for (const ref of [1, 3, 4]) outbox.answered(ref);
  outbox.opened(line.send);
  expect(line.sent).toHaveLength(3);
});

it("keeps what is said before there is any line", () => {
  const line = new Line();
  const outbox = new Outbox();
  expect(outbox.put(typed("early"))).toBe(true);
  outbox.opened(line.send);
  expect(line.sent).toEqual(["1:early"]);
});

it("sends a heap no faster than it is answered, and refuses what is too much", () => {
  const { line, outbox } = opened();
  for (let count = 0; count < 256; count += 1) expect(outbox.put(typed("x"))).toBe(true);
  expect(outbox.put(typed("x"))).toBe(false);
  expect(line.sent).toHaveLength(16);
  outbox.answered(1);
  expect(line.sent).toHaveLength(17);
  expect(outbox.put(typed("x"))).toBe(true);
});

it("says what another device told in the same way", () => {
  const { line, outbox } = opened();
  outbox.put({ case: "relayed", value: { sentence: create(SentenceSchema, { text: "Hello." }), travelledMs: 3 } });
  outbox.answered(0); // an answer to nothing
  expect(line.sent).toEqual(["relayed"]);
  outbox.opened(line.send);
  expect(line.sent).toEqual(["relayed", "relayed"]);
});

it("does not take what the server would close the line for", () => {
  const { line, outbox } = opened();
  expect(outbox.put({ case: "relayed", value: { sentence: create(SentenceSchema, { text: "a".repeat(61 * 1024) }), travelledMs: 0 } })).toBe(false);
  expect(line.sent).toEqual([]);
});
