/** A page's WebRTC connections to other pages, remembered so that a test can ask them what they do. */
import type { Page } from "playwright-core";

declare global {
  interface Window {
    /** In the order in which they were made. */
    connections?: RTCPeerConnection[];
  }
}

/** Runs in the page before its scripts. */
export function remember(): void {
  const made: RTCPeerConnection[] = [];
  window.connections = made;
  window.RTCPeerConnection = new Proxy(RTCPeerConnection, {
    construct(target, [configuration]: [RTCConfiguration?]) {
      const connection = new target(configuration);
      if (configuration !== undefined) made.push(connection); // the one to the page's own server has none
      return connection;
    },
  });
}

export interface Taken {
  /** Kinds of the two candidates of the pair that is used. */
  readonly local: string;
  readonly remote: string;
  /** Kinds of every candidate of the other page that this one heard of or found. */
  readonly known: readonly string[];
  /** Addresses that those candidates say lie behind them. */
  readonly behind: readonly string[];
  /** Of this page's part of the session: an ICE restart changes it. */
  readonly fragment: string;
}

/** Which way the newest connection took. */
export async function taken(page: Page): Promise<Taken> {
  return await page.evaluate(async () => {
    const connection = window.connections?.at(-1);
    const rows = new Map<string, Record<string, unknown>>();
    (await connection?.getStats())?.forEach((row: Record<string, unknown>) => { rows.set(String(row["id"]), row); });
    const transport = [...rows.values()].find((row) => row["type"] === "transport");
    const pair = rows.get(String(transport?.["selectedCandidatePairId"]));
    const kind = (id: unknown): string => String(rows.get(String(id))?.["candidateType"]);
    const known = [...rows.values()].filter((row) => row["type"] === "remote-candidate").map((row) => String(row["candidateType"]));
    const behind = Array.from((connection?.remoteDescription?.sdp ?? "").matchAll(/raddr (\S+)/g), ([, address]) => address ?? "");
    const fragment = /ice-ufrag:(\S+)/.exec(connection?.localDescription?.sdp ?? "")?.[1] ?? "";
    return { local: kind(pair?.["localCandidateId"]), remote: kind(pair?.["remoteCandidateId"]), known, behind, fragment };
  });
}

/** What the newest connection sends: "video", "audio", both, or nothing. */
export async function sends(page: Page): Promise<string[]> {
  return await page.evaluate(() => window.connections?.at(-1)?.getSenders().flatMap(({ track }) => (track?.readyState === "live" ? [track.kind] : [])) ?? []);
}
