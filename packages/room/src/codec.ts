/** Between bytes and the messages of room.proto: the twin of `signspan/wire/room.py`. */
import { create, type DescMessage, fromBinary, type MessageInitShape, type MessageShape, toBinary } from "@bufbuild/protobuf";
import { ANSWER_BYTES, MESSAGE_BYTES, NAME_LENGTH, RESUME_BYTES } from "./limits";
import { type FromRoom, FromRoomSchema, type ToRoom, ToRoomSchema } from "./wire/signspan/v1/room_pb";

/** Control characters, line ends, and what turns the direction of text round; U+FFFD stands for broken UTF-8. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const UNFIT = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]/;

/** What came is not the protocol, or too much of it. */
export class WireError extends Error {
  readonly why: "format" | "too-big";

  constructor(why: "format" | "too-big", message: string) {
    super(message);
    this.name = "WireError";
    this.why = why;
  }
}

export type ToRoomBody = NonNullable<MessageInitShape<typeof ToRoomSchema>["body"]>;

/** One message to a room. */
export function encode(body: ToRoomBody): Uint8Array {
  return toBinary(ToRoomSchema, create(ToRoomSchema, { body }));
}

/** One message from a device, with a body whose parts may be said at all; `WireError` otherwise. */
export function decode(data: Uint8Array): ToRoom {
  const message = parsed(ToRoomSchema, data, MESSAGE_BYTES);
  const { body } = message;
  if (body.case === undefined) throw new WireError("format", "expected a ToRoom with a body, got none");
  if (body.case === "join") {
    const { name, resume } = body.value;
    const length = Array.from(name).length;
    if (length > NAME_LENGTH || UNFIT.test(name)) {
      throw new WireError("format", `expected a name of at most ${NAME_LENGTH} plain characters, got ${length}`);
    }
    if (resume.length !== RESUME_BYTES) {
      throw new WireError("format", `expected ${RESUME_BYTES} bytes to resume with, got ${resume.length}`);
    }
  }
  return message;
}

/** One message from a room; `WireError` otherwise. */
export function decodeAnswer(data: Uint8Array): FromRoom {
  const message = parsed(FromRoomSchema, data, ANSWER_BYTES);
  if (message.body.case === undefined) throw new WireError("format", "expected a FromRoom with a body, got none");
  return message;
}

function parsed<T extends DescMessage>(schema: T, data: Uint8Array, most: number): MessageShape<T> {
  if (data.length > most) throw new WireError("too-big", `expected at most ${most} bytes, got ${data.length}`);
  try {
    return fromBinary(schema, data);
  } catch {
    throw new WireError("format", `expected a ${schema.name}, got ${data.length} other bytes`);
  }
}
