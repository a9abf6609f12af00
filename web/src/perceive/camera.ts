/** Why there is no picture: said plainly to the person. */
export type CameraTrouble = "refused" | "absent" | "busy" | "lost" | "unsupported";

export class CameraError extends Error {
  readonly trouble: CameraTrouble;
  constructor(trouble: CameraTrouble) {
    super(`camera ${trouble}`);
    this.trouble = trouble;
  }
}

/** Asks for the camera at about 640 × 480. Throws `CameraError`; `onLost` is called when it is unplugged. */
export async function openCamera(onLost: () => void): Promise<MediaStream> {
  if (!("mediaDevices" in navigator)) throw new CameraError("unsupported");
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 }, facingMode: "user" },
    });
    stream.getVideoTracks()[0]?.addEventListener("ended", onLost);
    return stream;
  } catch (error) {
    throw new CameraError(troubleOf(error));
  }
}

/** The reason behind a failed `getUserMedia`, for a camera or a microphone. */
export function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "absent";
  return "busy";
}

export function closeStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
