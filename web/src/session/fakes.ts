/** For the tests of sessions: a server that says what a test has it say. The socket to it is the browser's own and out of reach. */
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import type { Carrier, CarrierEvents } from "../converse/carrier";
import { type ClientMessage, ClientMessageSchema, ServerMessageSchema } from "../wire/signspan/v1/conversation_pb";
import type { Dial } from "./connection";

type ServerBody = NonNullable<MessageInitShape<typeof ServerMessageSchema>["body"]>;

export class FakeServer {
  /** Whether it answers those who dial. */
  up = true;
  /** When it was dialled, milliseconds. */
  readonly dialled: number[] = [];
  received: ClientMessage[] = [];
  #carrier: { open: boolean; readonly events: CarrierEvents } | undefined;

  get open(): boolean {
    return this.#carrier?.open ?? false;
  }

  readonly dial: Dial = async (events) => {
    this.dialled.push(Date.now());
    await Promise.resolve();
    if (!this.up) throw new Error("no server");
    const state = { open: true, events };
    this.#carrier = state;
    const carrier: Carrier = {
      get open() { return state.open; },
      send: (data) => {
        this.received.push(fromBinary(ClientMessageSchema, data));
        return true;
      },
      close: () => { state.open = false; },
    };
    return carrier;
  };

  say(body: ServerBody): void {
    this.#carrier?.events.onMessage(toBinary(ServerMessageSchema, create(ServerMessageSchema, { body })));
  }

  /** The connection is lost. */
  drop(): void {
    const carrier = this.#carrier;
    if (carrier?.open !== true) return;
    carrier.open = false;
    carrier.events.onLost();
  }

  /** The kinds of what it received, without hellos. */
  get kinds(): string[] {
    return this.received.flatMap(({ body }) => (body.case === undefined || body.case === "hello" ? [] : [body.case]));
  }
}
