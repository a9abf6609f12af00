/**
 * Straight to another device, past the room: one WebRTC connection with a data channel that is reliable and in order.
 * The room carries its signals, and everything else while this is not open.
 *
 * meeting ─ a channel opens ─→ open ─ the way breaks ─→ meeting, ICE restarted
 *    └─ no way in `PATIENCE_S` ─→ apart: relayed for good, or until the other one signals
 *
 * Who signals first and who gives way is settled by "perfect negotiation" (W3C WebRTC 1.0, example 10.7).
 */

export type Way = "meeting" | "open" | "apart";

/** Bytes waiting above which what is told goes by the room. */
const MOST_TOLD = 256 * 1024;
const MOST_SIGNAL = 32 * 1024;
const PATIENCE_S = 15;

export interface DirectEvents {
  readonly onSignal: (payload: Uint8Array) => void;
  readonly onTold: (payload: Uint8Array) => void;
  readonly onWay: (way: Way) => void;
}

export class Direct {
  readonly #connection: RTCPeerConnection;
  readonly #told: RTCDataChannel;
  readonly #polite: boolean;
  readonly #events: DirectEvents;
  #offering = false;
  #ignoring = false;
  #way: Way = "meeting";
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** Signals are taken one after another: each may have to wait for the browser. */
  #signals: Promise<void> = Promise.resolve();

  /** Of two devices the `polite` one gives way where both offer at once. */
  constructor(polite: boolean, iceServers: readonly RTCIceServer[], events: DirectEvents) {
    this.#polite = polite;
    this.#events = events;
    this.#connection = new RTCPeerConnection({ iceServers: [...iceServers] });
    this.#told = this.#connection.createDataChannel("told", { id: 0, negotiated: true });
    this.#told.binaryType = "arraybuffer";
    this.#told.onopen = this.#told.onclose = () => { this.#look(); };
    this.#told.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => {
      if (typeof data !== "string") events.onTold(new Uint8Array(data));
    };
    this.#connection.onnegotiationneeded = () => { void this.#offer(); };
    this.#connection.onicecandidate = ({ candidate }) => { if (candidate !== null) this.#signal({ candidate: candidate.toJSON() }); };
    this.#connection.onconnectionstatechange = () => { this.#look(); };
    this.#wait();
  }

  get way(): Way {
    return this.#way;
  }

  /** What the other one signalled. Anything else than a description or a candidate is passed over. */
  signalled(payload: Uint8Array): void {
    const signal = read(payload);
    if (signal === undefined) return;
    if (this.#way === "apart") this.#become("meeting");
    this.#signals = this.#signals.then(() => this.#take(signal)).catch(() => { /* a stale or broken signal: ICE goes on */ });
  }

  /** Whether it went. */
  tell(payload: Uint8Array): boolean {
    if (this.#told.readyState !== "open" || this.#told.bufferedAmount > MOST_TOLD) return false;
    this.#told.send(new Uint8Array(payload));
    return true;
  }

  close(): void {
    clearTimeout(this.#patience);
    this.#connection.onconnectionstatechange = null;
    this.#connection.close();
  }

  #look(): void {
    const { connectionState } = this.#connection;
    if (connectionState === "failed") this.#connection.restartIce();
    const open = connectionState === "connected" && this.#told.readyState === "open";
    if (open) this.#become("open");
    else if (this.#way === "open" && connectionState !== "connecting") this.#become("meeting");
  }

  #become(way: Way): void {
    if (way === this.#way) return;
    this.#way = way;
    clearTimeout(this.#patience);
    if (way === "meeting") this.#wait();
    this.#events.onWay(way);
  }

  #wait(): void {
    this.#patience = setTimeout(() => { this.#become("apart"); }, PATIENCE_S * 1000);
  }

  async #offer(): Promise<void> {
    // Who gives way does not begin either: Chromium gathers no candidates after its very first offer was taken back.
    if (this.#polite && this.#connection.remoteDescription === null) return;
    this.#offering = true;
    try {
      await this.#connection.setLocalDescription();
      this.#signal({ description: this.#connection.localDescription });
    } catch {
      // closed meanwhile
    } finally {
      this.#offering = false;
    }
  }

  async #take({ description, candidate }: Signal): Promise<void> {
    if (description !== undefined) {
      const collides = description.type === "offer" && (this.#offering || this.#connection.signalingState !== "stable");
      this.#ignoring = !this.#polite && collides;
      if (this.#ignoring) return;
      await this.#connection.setRemoteDescription(description);
      if (description.type !== "offer") return;
      await this.#connection.setLocalDescription();
      this.#signal({ description: this.#connection.localDescription });
    } else if (candidate !== undefined && !this.#ignoring) {
      await this.#connection.addIceCandidate(candidate);
    }
  }

  #signal(signal: object): void {
    this.#events.onSignal(new TextEncoder().encode(JSON.stringify(signal)));
  }
}

interface Signal {
  readonly description?: RTCSessionDescriptionInit;
  readonly candidate?: RTCIceCandidateInit;
}

const TYPES: readonly string[] = ["offer", "answer", "pranswer", "rollback"] satisfies RTCSdpType[];

/** A description or a candidate, or nothing for anything else. */
export function read(payload: Uint8Array): Signal | undefined {
  if (payload.length > MOST_SIGNAL) return undefined;
  let row: unknown;
  try {
    row = JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
  if (typeof row !== "object" || row === null) return undefined;
  if ("description" in row && isDescription(row.description)) return { description: row.description };
  if ("candidate" in row && typeof row.candidate === "object" && row.candidate !== null) return { candidate: row.candidate };
  return undefined;
}

function isDescription(row: unknown): row is RTCSessionDescriptionInit {
  return typeof row === "object" && row !== null && "type" in row && typeof row.type === "string" && TYPES.includes(row.type)
    && "sdp" in row && typeof row.sdp === "string";
}
