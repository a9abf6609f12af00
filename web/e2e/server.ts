/** The real `signspan serve` on a free port, for the length of a test file. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { ROOT } from "./browser";
import { ask, inside } from "./inside";

const PATIENCE_S = 150;

export interface Server {
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** It dies in the middle of whatever it does. */
  readonly kill: () => Promise<void>;
}

/** On a free port, or on the one given, with further options; in a network namespace, if one is named. */
export async function serve(given?: number, options: readonly string[] = [], namespace?: string): Promise<Server> {
  const port = given ?? (await freePort());
  const url = `http://127.0.0.1:${port}/`;
  const [command, args] = inside(namespace, `${ROOT}.venv/bin/signspan`, ["serve", "--port", String(port), ...options]);
  const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (data: Buffer) => { said = (said + data.toString()).slice(-4000); });
  for (let waited = 0; waited < PATIENCE_S * 4; waited += 1) {
    if (child.exitCode !== null) throw new Error(`signspan serve ended with ${child.exitCode}: ${said}`);
    if (await ready(url, namespace)) return { url, stop: () => end(child, "SIGTERM"), kill: () => end(child, "SIGKILL") };
    await new Promise((resolve) => { setTimeout(resolve, 250); });
  }
  await end(child, "SIGTERM");
  throw new Error(`signspan serve was not ready in ${PATIENCE_S} s: ${said}`);
}

async function ready(url: string, namespace: string | undefined): Promise<boolean> {
  const health = await ask(namespace, `${url}api/health`);
  return health !== undefined && (JSON.parse(health) as { ready: boolean }).ready;
}

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => { child.once("exit", resolve); });
  child.kill(signal);
  await gone;
}

export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => { resolve(typeof address === "object" && address !== null ? address.port : 0); });
    });
  });
}
