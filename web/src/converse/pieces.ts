/**
 * Long messages over a data channel: pieces of at most `PIECE` bytes, each behind one byte that says if more follow.
 * The server's side, and why, is signspan/serve/rtc/pieces.py.
 */
const PIECE = 16 * 1024;
const LAST = 0;
const MORE = 1;

/** What a server may say at once: a voice of a minute has 3 MB. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The pieces of a message, at least one. */
export function cut(message: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let start = 0; start === 0 || start < message.length; start += PIECE) {
    const part = message.subarray(start, start + PIECE);
    const piece = new Uint8Array(part.length + 1);
    piece[0] = start + PIECE < message.length ? MORE : LAST;
    piece.set(part, 1);
    pieces.push(piece);
  }
  return pieces;
}

/** Puts pieces together again. */
export class Joiner {
  #parts: Uint8Array[] = [];
  #size = 0;

  /** The message that this piece ends, if it does. Throws `RangeError` for what is no piece, or too much. */
  feed(piece: Uint8Array): Uint8Array | undefined {
    const more = piece[0];
    if (more !== LAST && more !== MORE) throw new RangeError("expected a piece that says if more follow, got none");
    this.#parts.push(piece.subarray(1));
    this.#size += piece.length - 1;
    if (this.#size > MAX_BYTES) throw new RangeError(`expected at most ${MAX_BYTES} bytes, got more`);
    if (more === MORE) return undefined;
    const message = new Uint8Array(this.#size);
    let at = 0;
    for (const part of this.#parts) {
      message.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    this.#size = 0;
    return message;
  }
}
