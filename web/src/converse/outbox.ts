/**
 * Sentences that the server is to have said: typed here, or told by another device. Each stays here until the server
 * answers it, and goes out again on the next line if the server or the line died first; none is lost, none said twice.
 */
import { toBinary } from "@bufbuild/protobuf";
import type { Body } from "./socket";
import { type Sentence, SentenceSchema } from "../wire/signspan/v1/conversation_pb";

/** Sent and not answered: the others wait, so that what has gathered is not dropped for coming too fast. */
const IN_FLIGHT = 16;
/** Kept in all: what a long absence gathers. */
const MOST = 256;
/** A server closes the line at 64 KB, and would again at the next attempt. */
const MOST_BYTES = 60 * 1024;

export type Asked =
  | { readonly case: "typed"; readonly value: { readonly text: string } }
  | { readonly case: "relayed"; readonly value: { readonly sentence: Sentence; readonly travelledMs: number } };

interface Waiting {
  readonly ref: number;
  readonly asked: Asked;
  sent: boolean;
}

export class Outbox {
  #send: (body: Body) => boolean = () => false;
  #waiting: Waiting[] = [];
  #ref = 0;

  /** False where too much waits already or it is too long: then it was not taken. */
  put(asked: Asked): boolean {
    if (this.#waiting.length >= MOST || bytes(asked) > MOST_BYTES) return false;
    this.#ref += 1;
    this.#waiting.push({ ref: this.#ref, asked, sent: false });
    this.#flow();
    return true;
  }

  /** The server answered; 0 is no answer. */
  answered(ref: number): void {
    this.#waiting = this.#waiting.filter((one) => one.ref !== ref);
    this.#flow();
  }

  /** A new line, whose server has seen none of this; `send` says whether it still is open. */
  opened(send: (body: Body) => boolean): void {
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

function withRef({ asked, ref }: Waiting): Body {
  return asked.case === "typed" ? { case: "typed", value: { ...asked.value, ref } } : { case: "relayed", value: { ...asked.value, ref } };
}
