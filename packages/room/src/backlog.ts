/** The finals that not everyone has yet: the twin of `signspan/room/backlog.py`. */
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import type { Action } from "./action";
import { PENDING, PENDING_BYTES } from "./limits";
import { type KeptFinal, KeptFinalSchema } from "./wire/signspan/v1/room_pb";

export const PREFIX = "final/";

const keyOf = (seq: number): string => `${PREFIX}${String(seq).padStart(10, "0")}`;
const kept = (final: KeptFinal): Action => ({ do: "keep", key: keyOf(final.seq), data: toBinary(KeptFinalSchema, final) });

export class Backlog {
  readonly #finals = new Map<number, KeptFinal>();

  /** From what was kept. */
  constructor(rows: readonly Uint8Array[]) {
    const finals = rows.map((row) => fromBinary(KeptFinalSchema, row)).sort((a, b) => a.seq - b.seq);
    for (const final of finals) this.#finals.set(final.seq, final);
  }

  /** Keeps a final that somebody waits for. */
  add(final: KeptFinal): Action[] {
    if (final.waiting.length === 0) return [];
    this.#finals.set(final.seq, final);
    return [kept(final)];
  }

  /** What that member has not acknowledged, in order. */
  waiting(member: number): KeptFinal[] {
    return [...this.#finals.values()].filter((final) => final.waiting.includes(member));
  }

  /** Whether more is kept for that member than may be. */
  over(member: number): boolean {
    const waiting = this.waiting(member);
    return waiting.length > PENDING || waiting.reduce((sum, { payload }) => sum + payload.length, 0) > PENDING_BYTES;
  }

  /** That member has everything up to `seq`. */
  acknowledge(member: number, seq: number): Action[] {
    return this.waiting(member).filter((final) => final.seq <= seq).map((final) => {
      final.waiting = final.waiting.filter((id) => id !== member);
      if (final.waiting.length > 0) return kept(final);
      this.#finals.delete(final.seq);
      return { do: "erase", key: keyOf(final.seq) };
    });
  }
}
