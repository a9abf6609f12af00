/** A signer's stream of body frames, read as signs with those taught, or recorded to teach one more. */
import type { BodyFrame } from "../perceive/frame";
import { type Book, EMPTY_BOOK, type Sign, withSign } from "@signspan/recognise/book";
import { Taught } from "@signspan/recognise/enrolled";
import { taughtWindow } from "@signspan/recognise/example";
import type { FromRecogniser, TeachingMessage } from "./messages";
import { Recording } from "@signspan/recognise/recording";
import { type Models, SignStream } from "@signspan/recognise/stream";

interface Lesson {
  readonly sign: Sign;
  readonly recording: Recording;
}

export class Recogniser {
  readonly #models: Models;
  #stream: SignStream;
  #book: Book = EMPTY_BOOK;
  #lesson: Lesson | undefined;
  /** The frame that was read last. */
  #last: BodyFrame | undefined;

  constructor(models: Models) {
    this.#models = models;
    this.#stream = new SignStream(models);
  }

  /** Frames come in order, one call at a time. */
  async see(frame: BodyFrame): Promise<FromRecogniser[]> {
    if (this.#lesson !== undefined) return await this.#record(frame, this.#lesson);
    const { points, aspect, capturedS, perceivedS } = frame;
    this.#last = frame;
    const events = await this.#stream.feed(points, aspect, capturedS);
    return events.map((event) => ({ type: "recognised", event, capturedS, perceivedS }));
  }

  /** No frames come for now: decides what was being signed, at `atS` seconds on the page's clock. */
  async finish(atS: number): Promise<FromRecogniser[]> {
    if (this.#last === undefined) return [];
    const { aspect, capturedS, perceivedS } = this.#last;
    const events = await this.#stream.finish(aspect, atS);
    return events.map((event) => ({ type: "recognised", event, capturedS, perceivedS }));
  }

  /** With another book what was being signed is decided first; it belongs to the book before. */
  async teach(message: TeachingMessage): Promise<FromRecogniser[]> {
    const decided = message.type === "book" ? await this.finish(this.#last?.capturedS ?? 0) : [];
    if (message.type === "book") this.#book = message.book;
    this.#lesson = message.type === "record" ? { sign: message.sign, recording: new Recording() } : undefined;
    const { reader } = this.#models;
    const models = this.#book.signs.length === 0 ? this.#models : { ...this.#models, reader: await Taught.of(reader, this.#book) };
    this.#stream = new SignStream(models);
    return decided;
  }

  async #record({ points, aspect, capturedS }: BodyFrame, { sign, recording }: Lesson): Promise<FromRecogniser[]> {
    const state = recording.feed(points, aspect, capturedS);
    if (state !== "ended") return [{ type: "recording", signing: state === "signing" }];
    this.#lesson = undefined;
    const { recorded } = recording;
    const window = taughtWindow(recorded.frames, aspect);
    if (window === undefined) return [{ type: "recorded", example: undefined }];
    const [reading] = await this.#models.reader.readAll([window]);
    const example = { window, embedding: reading?.embedding ?? new Float32Array() };
    const book = withSign(this.#book, { ...sign, examples: [...sign.examples, example] });
    const taught = await Taught.of(this.#models.reader, book);
    return [{ type: "recorded", example, neighbour: await taught.neighbour(sign.name), take: { name: sign.name, recorded } }];
  }
}
