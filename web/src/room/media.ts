/** The camera or the microphone for another person: opened only once both have agreed, apart from what is recognised. */
import { CameraError, openCamera, troubleOf } from "../perceive/camera";
import type { Medium } from "./direct";

/** Asks for it. Throws `CameraError`; `onLost` is called when it is unplugged. */
export async function openMedium(medium: Medium, onLost: () => void): Promise<MediaStream> {
  if (medium === "video") return openCamera(onLost);
  if (!("mediaDevices" in navigator)) throw new CameraError("unsupported");
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true },
    });
    stream.getAudioTracks()[0]?.addEventListener("ended", onLost);
    return stream;
  } catch (error) {
    throw new CameraError(troubleOf(error));
  }
}
