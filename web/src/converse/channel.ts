/**
 * The conversation over WebRTC, for a server that offers it (`serve --rtc`): one channel that is reliable and in order,
 * one that is neither, for landmarks, of which a late one is of no use. Where they do not open, the caller takes the socket.
 */
import { type Carrier, type CarrierEvents, MAX_BUFFERED } from "./carrier";
import { cut, Joiner } from "./pieces";

/** How long the channels may take to open before the socket is used instead. */
const PATIENCE_MS = 4_000;
/** Candidates of this machine are there at once; nobody else is asked for any. */
const GATHER_MS = 1_000;

/** Whether this page's server answers offers. */
export async function offered(): Promise<boolean> {
  if (typeof RTCPeerConnection === "undefined") return false;
  try {
    const answer = await fetch("/api/room-config");
    const row: unknown = answer.ok ? await answer.json() : undefined;
    return typeof row === "object" && row !== null && "rtc" in row && row.rtc === true;
  } catch {
    return false;
  }
}

/** Resolves once both channels are open, rejects where they do not open in time. */
export async function call({ onMessage, onLost }: CarrierEvents): Promise<Carrier> {
  const connection = new RTCPeerConnection();
  const messages = connection.createDataChannel("messages");
  const landmarks = connection.createDataChannel("landmarks", { ordered: false, maxRetransmits: 0 });
  messages.binaryType = "arraybuffer";
  try {
    const open = Promise.all([messages, landmarks].map(opening));
    await within(Promise.all([answered(connection), open]), PATIENCE_MS);
  } catch (error) {
    connection.close();
    throw error;
  }
  const joiner = new Joiner();
  let over = false;
  const end = (lost: boolean): void => {
    if (over) return;
    over = true;
    connection.close();
    if (lost) onLost();
  };
  messages.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => {
    if (typeof data === "string") return; // why the server is about to close
    const whole = joiner.feed(new Uint8Array(data));
    if (whole) onMessage(whole);
  };
  messages.onclose = () => { end(true); };
  connection.onconnectionstatechange = () => {
    if (["disconnected", "failed", "closed"].includes(connection.connectionState)) end(true);
  };
  return {
    get open() { return messages.readyState === "open"; },
    send: (data, kind) => {
      const channel = kind === "frame" ? landmarks : messages;
      if (channel.readyState !== "open" || (kind !== "kept" && channel.bufferedAmount > MAX_BUFFERED)) return false;
      if (kind === "frame") channel.send(data);
      else for (const piece of cut(data)) channel.send(piece);
      return true;
    },
    close: () => { end(false); },
  };
}

/** Our offer, whole, to the server, and its answer. */
async function answered(connection: RTCPeerConnection): Promise<void> {
  await connection.setLocalDescription();
  await gathered(connection);
  const body = JSON.stringify({ sdp: connection.localDescription?.sdp ?? "" });
  const answer = await fetch("/api/rtc", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  const row: unknown = answer.ok ? await answer.json() : undefined;
  if (typeof row !== "object" || row === null || !("sdp" in row) || typeof row.sdp !== "string") throw new Error("not answered");
  await connection.setRemoteDescription({ type: "answer", sdp: row.sdp });
}

function gathered(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => { if (connection.iceGatheringState === "complete") resolve(); };
    connection.onicegatheringstatechange = done;
    setTimeout(resolve, GATHER_MS);
    done();
  });
}

function opening(channel: RTCDataChannel): Promise<void> {
  return new Promise((resolve) => { channel.onopen = () => { resolve(); }; });
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error("no channel in time")); }, ms); });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
