/** What this page says to its server, as bytes, and how far each kind of message may be relied on to arrive. */
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { ClientMessageSchema } from "../wire/signspan/v1/conversation_pb";
import type { Kind } from "./carrier";

export type ClientBody = NonNullable<MessageInitShape<typeof ClientMessageSchema>["body"]>;

export function encode(body: ClientBody): Uint8Array<ArrayBuffer> {
  return toBinary(ClientMessageSchema, create(ClientMessageSchema, { body }));
}

/** Sound and landmarks pass by; everything else is said once and must arrive. */
export function kindOf({ case: name }: ClientBody): Kind {
  return name === "audio" ? "sound" : name === "landmarks" ? "frame" : "kept";
}
