/**
 * The direct connection to another device: one WebRTC connection with a data channel that is reliable and in order, one
 * that is neither, for landmarks, and picture and voice where both agreed. The room carries its signals, and everything
 * but picture and voice while this is not open. A broken connection is mended again and again, with growing waits.
 *
 * connecting ─ a channel opens ─→ open ─ the connection breaks ─→ connecting, ICE restarted
 *    └─ not open within `PATIENCE_S` ─→ apart: relayed, until another try or the other one signals
 *
 * Who offers first and who yields is settled by "perfect negotiation" (W3C WebRTC 1.0, example 10.7).
 */
import { now } from "../clock";
import { Backoff, type Waits } from "../session/backoff";
import { type LandmarkPacket, PACKET_BYTES } from "./landmarkPacket";
import { Throttle } from "./throttle";
import type { Signal } from "./signal";

export type ConnectionState = "connecting" | "open" | "apart";
export type Medium = "audio" | "video";

/** Bytes waiting above which what is said goes by the room. */
const MAX_BUFFERED = 256 * 1024;
const PATIENCE_S = 15;
/** First how long a broken connection may mend by itself, then the waits between two tries to mend it. */
const MENDING: Waits = { firstS: 2, factor: 2, longestS: 30 };
/** The polite one tries a little later, so that two tries rarely meet. */
const POLITE = 1.5;

export interface Ice {
  readonly servers: readonly RTCIceServer[];
  /** The other device sees a TURN server's address and not this one's. */
  readonly hidden: boolean;
}

export interface DirectEvents {
  readonly onSignal: (signal: Signal) => void;
  readonly onMessage: (payload: Uint8Array) => void;
  readonly onShown: (packet: Uint8Array) => void;
  /** A picture or a voice of the other one can come, reported once. */
  readonly onTrack: (track: MediaStreamTrack) => void;
  readonly onConnectionState: (state: ConnectionState) => void;
}

export class Direct {
  readonly #connection: RTCPeerConnection;
  readonly #messages: RTCDataChannel;
  readonly #seen: RTCDataChannel;
  readonly #landmarks: Throttle;
  readonly #polite: boolean;
  readonly #backoff: Backoff;
  readonly #events: DirectEvents;
  readonly #senders = new Map<Medium, RTCRtpSender>();
  readonly #received = new Set<MediaStreamTrack>();
  #offering = false;
  #ignoring = false;
  #state: ConnectionState = "connecting";
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** Signals are taken one after another: each may have to wait for the browser. */
  #signals: Promise<void> = Promise.resolve();

  /** Of two devices the `polite` one yields where both offer at once. `stream` numbers what is shown. */
  constructor(polite: boolean, ice: Ice, stream: number, events: DirectEvents) {
    this.#polite = polite;
    const share = polite ? POLITE : 1;
    this.#backoff = new Backoff({ ...MENDING, firstS: MENDING.firstS * share, longestS: MENDING.longestS * share });
    this.#backoff.postpone(PATIENCE_S * share); // nothing is broken that never was open
    this.#events = events;
    this.#connection = new RTCPeerConnection({ iceServers: [...ice.servers], iceTransportPolicy: ice.hidden ? "relay" : "all" });
    this.#messages = this.#channel("messages", { id: 0 }, events.onMessage);
    this.#messages.onopen = this.#messages.onclose = () => { this.#look(); };
    this.#seen = this.#channel("seen", { id: 1, ordered: false, maxRetransmits: 0 }, events.onShown);
    this.#landmarks = new Throttle(stream, {
      clear: () => this.#seen.readyState === "open" && this.#seen.bufferedAmount < PACKET_BYTES,
      send: (packet) => { this.#seen.send(packet); },
    }, now());
    this.#connection.onnegotiationneeded = () => { void this.#offer(); };
    this.#connection.onicecandidate = ({ candidate }) => { if (candidate !== null) events.onSignal({ candidate: candidate.toJSON() }); };
    this.#connection.onconnectionstatechange = () => { this.#look(); };
    this.#wait();
    this.#mendLater();
    this.#begin();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** What the other one signalled. */
  signalled(signal: Signal): void {
    if (this.#state === "apart") this.#become("connecting");
    this.#signals = this.#signals.then(() => this.#take(signal)).catch(() => { /* a stale or broken signal: ICE goes on */ });
  }

  /** The other one is in the room again: what was signalled while it was away reached nobody. */
  returned(): void {
    if (this.#state === "open") return;
    this.#mend();
    this.#backoff.reset();
    this.#mendLater();
  }

  /** Whether it went. */
  tell(payload: Uint8Array): boolean {
    if (this.#messages.readyState !== "open" || this.#messages.bufferedAmount > MAX_BUFFERED) return false;
    this.#messages.send(new Uint8Array(payload));
    return true;
  }

  show(packet: LandmarkPacket): void {
    this.#landmarks.offer(packet, now());
  }

  /**
   * Sends a picture or a voice, or no longer. Negotiated once for each kind: later a track is put to its sender and taken
   * from it. (To negotiate anew each time makes descriptions grow, and to turn a transceiver off and on again leaves
   * Chromium's track at the other end muted.)
   */
  send(medium: Medium, track: MediaStreamTrack | undefined): void {
    const known = this.#senders.get(medium);
    if (known !== undefined) known.replaceTrack(track ?? null).catch(() => { /* closed meanwhile */ });
    else if (track !== undefined) this.#senders.set(medium, this.#connection.addTrack(track));
  }

  close(): void {
    clearTimeout(this.#patience);
    this.#backoff.cancel();
    this.#connection.onconnectionstatechange = this.#messages.onclose = null;
    this.#connection.close();
  }

  #channel(label: string, form: RTCDataChannelInit, onBytes: (data: Uint8Array) => void): RTCDataChannel {
    const channel = this.#connection.createDataChannel(label, { ...form, negotiated: true });
    channel.binaryType = "arraybuffer";
    channel.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => {
      if (typeof data !== "string") onBytes(new Uint8Array(data));
    };
    return channel;
  }

  #look(): void {
    const { connectionState } = this.#connection;
    if (connectionState === "connected" && this.#messages.readyState === "open") {
      this.#become("open");
    } else if (this.#state === "open" && connectionState !== "connecting") {
      this.#become("connecting");
      this.#backoff.reset();
      this.#mendLater();
    }
  }

  #become(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    clearTimeout(this.#patience);
    if (state === "connecting") this.#wait();
    if (state === "open") this.#backoff.cancel();
    this.#events.onConnectionState(state);
  }

  #wait(): void {
    this.#patience = setTimeout(() => { this.#become("apart"); }, PATIENCE_S * 1000);
  }

  #mendLater(): void {
    this.#backoff.schedule(() => {
      this.#mend();
      this.#mendLater();
    });
  }

  /** Who does not begin says that it is there, and again until the other one has begun: a signal may be lost. */
  #begin(): void {
    if (this.#polite) this.#events.onSignal({});
  }

  #mend(): void {
    const { remoteDescription, signalingState } = this.#connection;
    if (signalingState === "have-local-offer") this.#describe(); // it, or its answer, was lost
    else if (remoteDescription === null) this.#begin();
    else this.#connection.restartIce();
  }

  #describe(): void {
    const { localDescription } = this.#connection;
    if (localDescription !== null) this.#events.onSignal({ description: localDescription });
  }

  async #offer(): Promise<void> {
    // The polite one does not begin either: Chromium gathers no candidates after its very first offer was taken back.
    if (this.#polite && this.#connection.remoteDescription === null) return;
    this.#offering = true;
    try {
      await this.#connection.setLocalDescription();
      this.#describe();
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
      if (description.type === "offer") {
        await this.#connection.setLocalDescription();
        this.#describe();
      }
      this.#receive();
    } else if (candidate !== undefined && !this.#ignoring) {
      await this.#connection.addIceCandidate(candidate);
    }
  }

  /** By looking: Chromium fires no `track` where this page's own was added while an offer with the other's was being taken. */
  #receive(): void {
    for (const { currentDirection, receiver: { track } } of this.#connection.getTransceivers()) {
      if (this.#received.has(track) || (currentDirection !== "sendrecv" && currentDirection !== "recvonly")) continue;
      this.#received.add(track);
      this.#events.onTrack(track);
    }
  }
}
