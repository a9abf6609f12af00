/** Where this page's server says that other devices are met. */
export interface RoomConfig {
  /** The Worker's address; empty where there are no rooms. */
  readonly rooms: string;
  readonly iceServers: readonly RTCIceServer[];
}

const ALONE: RoomConfig = { rooms: "", iceServers: [] };

export async function loadRoomConfig(): Promise<RoomConfig> {
  try {
    const answer = await fetch("/api/room-config");
    return answer.ok ? roomConfigOf(await answer.json()) : ALONE;
  } catch {
    return ALONE; // no server, no rooms: the page says elsewhere that it is gone
  }
}

/** Whether one of the servers passes everything on, so that the two devices need not know each other's addresses. */
export function relays({ iceServers }: RoomConfig): boolean {
  return iceServers.some(({ urls }) => [urls].flat().some((url) => /^turns?:/.test(url)));
}

function roomConfigOf(row: unknown): RoomConfig {
  if (typeof row !== "object" || row === null || !("rooms" in row) || typeof row.rooms !== "string") return ALONE;
  const servers: unknown = "ice_servers" in row ? row.ice_servers : [];
  return { rooms: row.rooms, iceServers: Array.isArray(servers) ? servers.filter(isServer) : [] };
}

function isServer(row: unknown): row is RTCIceServer {
  return typeof row === "object" && row !== null && "urls" in row;
}
