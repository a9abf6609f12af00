import { DurableObject } from "cloudflare:workers";
import type { Env } from "./env";

/** How often: one in `everyS` on average, `burst` at once. */
interface Pace {
  readonly everyS: number;
  readonly burst: number;
}

/** `ask`: to open a room or to be let into one, which is where codes could be guessed. `dial`: a handshake. */
export const PACES = {
  ask: { everyS: 6, burst: 20 },
  dial: { everyS: 0.5, burst: 120 },
} as const satisfies Record<string, Pace>;

/** Sockets open at once from one address, in all rooms. */
export const LINES = 64;

/** How long a line counts if the room that has it says nothing more; rooms say so again before. */
export const LEASE_S = 900;

/**
 * One address, under a name that is none: how often it asks and dials, and how many lines it has open. It keeps
 * three numbers and the lines' names, and forgets everything once they no longer matter.
 */
export class Door extends DurableObject<Env> {
  /** Seconds since 1970; tests put their own here. */
  clock = (): number => Date.now() / 1000;

  /** Whether it may do so now. A virtual-scheduling rate (ITU-T I.371): the one number kept is when it is owed nothing. */
  allows(what: keyof typeof PACES): boolean {
    const { everyS, burst } = PACES[what];
    const now = this.clock();
    const owedS = Math.max(now, this.ctx.storage.kv.get<number>(what) ?? 0);
    if (owedS - now > everyS * (burst - 1)) return false;
    this.ctx.storage.kv.put(what, owedS + everyS);
    this.#remember(owedS + everyS);
    return true;
  }

  /** Counts a line, or counts it again; false when there are too many. */
  enter(line: string): boolean {
    const now = this.clock();
    const lines = this.#lines(now);
    if (!lines.has(line) && lines.size >= LINES) return false;
    lines.set(line, now + LEASE_S);
    this.ctx.storage.kv.put("lines", lines);
    this.#remember(now + LEASE_S);
    return true;
  }

  /** A line was closed. */
  leave(line: string): void {
    const lines = this.#lines(this.clock());
    lines.delete(line);
    this.ctx.storage.kv.put("lines", lines);
  }

  override async alarm(): Promise<void> {
    const untilS = this.ctx.storage.kv.get<number>("until") ?? 0;
    if (untilS > this.clock()) await this.ctx.storage.setAlarm(untilS * 1000);
    else await this.ctx.storage.deleteAll();
  }

  #lines(now: number): Map<string, number> {
    const lines = this.ctx.storage.kv.get<Map<string, number>>("lines") ?? new Map<string, number>();
    return new Map([...lines].filter(([, untilS]) => untilS > now));
  }

  /** Something matters until then. */
  #remember(untilS: number): void {
    const before = this.ctx.storage.kv.get<number>("until");
    if (before !== undefined && before >= untilS) return;
    this.ctx.storage.kv.put("until", untilS);
    if (before === undefined) void this.ctx.storage.setAlarm(untilS * 1000);
  }
}
