import { create } from "@bufbuild/protobuf";
import { expect, it } from "vitest";
import { type Asked, Outbox } from "./outbox";
import type { ClientBody } from "./clientMessage";
import { SentenceSchema } from "../wire/signspan/v1/conversation_pb";

const typed = (text: string): Asked => ({ case: "typed", value: { text } });

/** A connection that is up or down, and what was sent over it. */
class FakeConnection {
  up = true;
  sent: string[] = [];
  readonly send = (body: ClientBody): boolean => {
    if (this.up) this.sent.push(body.case === "typed" ? `${body.value.ref}:${body.value.text}` : String(body.case));
    return this.up;
  };
}

function opened(): { connection: FakeConnection; outbox: Outbox } {
  const connection = new FakeConnection();
  const outbox = new Outbox();
  outbox.opened(connection.send);
  return { connection, outbox };
}

it("sends again on the next connection what the last one's server did not answer, in order", () => {
  const { connection, outbox } = opened();
  for (const text of ["one", "two", "three"]) outbox.put(typed(text));
  outbox.answered(2);
  connection.up = false; // the server died
  outbox.put(typed("four"));
  expect(connection.sent).toEqual(["1:one", "2:two", "3:three"]);
  connection.up = true;
  connection.sent = [];
  outbox.opened(connection.send);
  expect(connection.sent).toEqual(["1:one", "3:three", "4:four"]);
  for (const ref of [1, 3, 4]) outbox.answered(ref);
  outbox.opened(connection.send);
  expect(connection.sent).toHaveLength(3);
});

it("keeps what is said before there is any connection", () => {
  const connection = new FakeConnection();
  const outbox = new Outbox();
  expect(outbox.put(typed("early"))).toBe(true);
  outbox.opened(connection.send);
  expect(connection.sent).toEqual(["1:early"]);
});

it("sends a heap no faster than it is answered, and refuses what is too much", () => {
  const { connection, outbox } = opened();
  for (let count = 0; count < 256; count += 1) expect(outbox.put(typed("x"))).toBe(true);
  expect(outbox.put(typed("x"))).toBe(false);
  expect(connection.sent).toHaveLength(16);
  outbox.answered(1);
  expect(connection.sent).toHaveLength(17);
  expect(outbox.put(typed("x"))).toBe(true);
});

it("relays what was said on another device in the same way", () => {
  const { connection, outbox } = opened();
  outbox.put({ case: "relayed", value: { sentence: create(SentenceSchema, { text: "Hello." }), travelledMs: 3 } });
  outbox.answered(0); // an answer to nothing
  expect(connection.sent).toEqual(["relayed"]);
  outbox.opened(connection.send);
  expect(connection.sent).toEqual(["relayed", "relayed"]);
});

it("does not take what the server would close the connection for", () => {
  const { connection, outbox } = opened();
  expect(outbox.put({ case: "relayed", value: { sentence: create(SentenceSchema, { text: "a".repeat(61 * 1024) }), travelledMs: 0 } })).toBe(false);
  expect(connection.sent).toEqual([]);
});
