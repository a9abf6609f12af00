/** The end of a recognising thread: it decides what it still has, then it is gone. */
import type { Finish } from "./messages";

/** A thread that has not decided by then is stuck. */
const PATIENCE_S = 5;

export function retire(worker: Worker, atS: number): void {
  const end = (): void => {
    clearTimeout(timer);
    worker.terminate();
  };
  const timer = setTimeout(end, PATIENCE_S * 1000);
  worker.addEventListener("message", ({ data }: MessageEvent<{ readonly type: string; readonly atS?: number }>) => {
    if (data.type === "finished" && data.atS === atS) end();
  });
  worker.postMessage({ type: "finish", atS } satisfies Finish);
}
