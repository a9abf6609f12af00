/** `kept` must arrive; `sound` may be dropped here but not later; a `frame` may be lost anywhere. */
export type Kind = "kept" | "sound" | "frame";

/** What carries a page's messages to its server and back: a WebSocket here, data channels in `channel.ts`. */
export interface Carrier {
  readonly open: boolean;
  /** Sends one message; sound and frames are dropped where too much waits already, and frames may be overtaken. */
  readonly send: (data: Uint8Array<ArrayBuffer>, kind: Kind) => boolean;
  readonly close: () => void;
}

export interface CarrierEvents {
  readonly onMessage: (data: Uint8Array) => void;
  /** It was open and is no more. */
  readonly onLost: () => void;
}

/** Bytes waiting above which sound and landmarks are dropped: about two seconds of sound. */
export const MAX_BUFFERED = 64 * 1024;

/** Resolves once the socket is open, rejects where it cannot be. */
export function dialSocket(url: string, { onMessage, onLost }: CarrierEvents): Promise<Carrier> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => { onMessage(new Uint8Array(data)); };
    socket.onclose = () => { reject(new Error("no server")); };
    socket.onopen = () => {
      socket.onclose = onLost;
      resolve({
        get open() { return socket.readyState === WebSocket.OPEN; },
        send: (data, kind) => {
          if (kind !== "kept" && socket.bufferedAmount > MAX_BUFFERED) return false;
          socket.send(data);
          return true;
        },
        close: () => { socket.close(); },
      });
    };
  });
}
