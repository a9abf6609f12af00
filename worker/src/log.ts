/**
 * One line of JSON for each event. It takes words of a fixed list and counts alone, so that no sentence, name,
 * room code or address can get into it.
 */
export type Event = "opened" | "asked" | "connected" | "refused" | "closed" | "ended";

export function log(event: Event, more: { readonly code?: string; readonly sockets?: number } = {}): void {
  console.log(JSON.stringify({ event, ...more }));
}
