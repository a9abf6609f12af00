/**
 * Sentences for the server to take: typed here, or said on another device. Each has a number and stays here until the
 * server answers that number; it is sent again on the next connection if the server or the connection died first. So
 * each is said at least once, and at most once in a conversation, because the next connection's server knows nothing of
 * the last one's.
 */
import { toBinary } from "@bufbuild/protobuf";
import { Numbering } from "../session/once";
import type { ClientBody } from "./clientMessage";
import { type Sentence, SentenceSchema } from "../wire/signspan/v1/conversation_pb";

/** Sent and not answered: the others wait, so that what has gathered is not dropped for coming too fast. */
const IN_FLIGHT = 16;
/** Kept in all: what a long absence gathers. */
const MAX_WAITING = 256;
/** A server closes the connection at 64 KB, and would again at the next attempt. */
const MAX_BYTES = 60 * 1024;

export type Asked =
  | { readonly case: "typed"; readonly value: { readonly text: string } }
  | { readonly case: "relayed"; readonly value: { readonly sentence: Sentence; readonly travelledMs: number } };

interface Waiting {
  readonly ref: number;
  readonly asked: Asked;
  sent: boolean;
}

export class Outbox {
  #send: (body: ClientBody) => boolean = () => false;
  #waiting: Waiting[] = [];
  readonly #refs = new Numbering();

  /** False where too much waits already or it is too long: then it was not taken. */
  put(asked: Asked): boolean {
    if (this.#waiting.length >= MAX_WAITING || bytes(asked) > MAX_BYTES) return false;
    this.#waiting.push({ ref: this.#refs.next(), asked, sent: false });
    this.#flow();
    return true;
  }

  /** The server answered; 0 is no answer. */
  answered(ref: number): void {
    this.#waiting = this.#waiting.filter((one) => one.ref !== ref);
    this.#flow();
  }

  /** A new connection, whose server has seen none of this; `send` says whether it still is open. */
  opened(send: (body: ClientBody) => boolean): void {
    this.#send = send;
    for (const one of this.#waiting) one.sent = false;
    this.#flow();
  }

  #flow(): void {
    for (const one of this.#waiting.slice(0, IN_FLIGHT)) {
      if (!one.sent) one.sent = this.#send(withRef(one));
    }
  }
}

function bytes({ case: kind, value }: Asked): number {
  return kind === "typed" ? value.text.length * 3 : toBinary(SentenceSchema, value.sentence).length;
}

function withRef({ asked, ref }: Waiting): ClientBody {
  return asked.case === "typed" ? { case: "typed", value: { ...asked.value, ref } } : { case: "relayed", value: { ...asked.value, ref } };
}
