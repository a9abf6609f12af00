import { ADDRESS_RATES, ADDRESS_SOCKETS } from "@signspan/room/limits";
import { DurableObject } from "cloudflare:workers";
import type { Env } from "./env";

/** How long a socket counts if the room that has it says nothing more; rooms say so again before. */
export const LEASE_S = 900;

/**
 * One address, under a name that is none: how often it asks and dials, and how many sockets it has open. It keeps
 * three numbers and the sockets' names, and forgets everything once they no longer matter.
 */
export class AddressLimiter extends DurableObject<Env> {
  /** Seconds since 1970; tests put their own here. */
  clock = (): number => Date.now() / 1000;

  /** Whether it may do so now. A virtual-scheduling rate (ITU-T I.371): the one number kept is when it is owed nothing. */
  allows(what: keyof typeof ADDRESS_RATES): boolean {
    const { everyS, burst } = ADDRESS_RATES[what];
    const now = this.clock();
    const owedS = Math.max(now, this.ctx.storage.kv.get<number>(what) ?? 0);
    if (owedS - now > everyS * (burst - 1)) return false;
    this.ctx.storage.kv.put(what, owedS + everyS);
    this.#remember(owedS + everyS);
    return true;
  }

  /** Counts a socket, or counts it again; false when there are too many. */
  enter(socket: string): boolean {
    const now = this.clock();
    const sockets = this.#sockets(now);
    if (!sockets.has(socket) && sockets.size >= ADDRESS_SOCKETS) return false;
    sockets.set(socket, now + LEASE_S);
    this.ctx.storage.kv.put("sockets", sockets);
    this.#remember(now + LEASE_S);
    return true;
  }

  /** A socket was closed. */
  leave(socket: string): void {
    const sockets = this.#sockets(this.clock());
    sockets.delete(socket);
    this.ctx.storage.kv.put("sockets", sockets);
  }

  override async alarm(): Promise<void> {
    const untilS = this.ctx.storage.kv.get<number>("until") ?? 0;
    if (untilS > this.clock()) await this.ctx.storage.setAlarm(untilS * 1000);
    else await this.ctx.storage.deleteAll();
  }

  #sockets(now: number): Map<string, number> {
    const sockets = this.ctx.storage.kv.get<Map<string, number>>("sockets") ?? new Map<string, number>();
    return new Map([...sockets].filter(([, untilS]) => untilS > now));
  }

  /** Something matters until then. */
  #remember(untilS: number): void {
    const before = this.ctx.storage.kv.get<number>("until");
    if (before !== undefined && before >= untilS) return;
    this.ctx.storage.kv.put("until", untilS);
    if (before === undefined) void this.ctx.storage.setAlarm(untilS * 1000);
  }
}
