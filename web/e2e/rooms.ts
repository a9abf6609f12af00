/** The real Worker in workerd, as `make rooms` runs it, for the length of a test file. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./browser";
import { ask, inside } from "./inside";
import { freePort } from "./server";

const PATIENCE_S = 90;

/** Nothing is asked, and nothing sent anywhere. */
const QUIET = { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" };

export interface Rooms {
  readonly url: string;
  /** The Worker dies; what it had written stays. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Rooms for pages of these origins; on another address than the loopback's and in a namespace, if they are named. */
export async function rooms(origins: readonly string[], ip = "127.0.0.1", namespace?: string): Promise<Rooms> {
  const port = await freePort();
  const kept = mkdtempSync(join(tmpdir(), "signspan-rooms-"));
  const url = `http://${ip}:${port}`;
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const options = [
      "dev", "--local", "--ip", ip, "--port", String(port), "--persist-to", kept, "--show-interactive-dev-session=false",
      "--var", `ROOM_SECRET:${"0123456789abcdef".repeat(4)}`, "--var", `ORIGINS:${origins.join(",")}`,
    ];
    const [command, args] = inside(namespace, `${ROOT}node_modules/.bin/wrangler`, options);
    const started = spawn(command, args, { cwd: `${ROOT}worker`, env: QUIET, stdio: ["ignore", "pipe", "pipe"], detached: true });
    let said = "";
    for (const stream of [started.stdout, started.stderr]) stream.on("data", (data: Buffer) => { said = (said + data.toString()).slice(-4000); });
    child = started;
    for (let waited = 0; waited < PATIENCE_S * 4; waited += 1) {
      if (started.exitCode !== null) throw new Error(`wrangler ended with ${started.exitCode}: ${said}`);
      if ((await ask(namespace, `${url}/health`)) !== undefined) return;
      await new Promise((resolve) => { setTimeout(resolve, 250); });
    }
    throw new Error(`the Worker was not up in ${PATIENCE_S} s: ${said}`);
  };
  const kill = async (): Promise<void> => {
    if (child?.pid === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => { child?.once("exit", resolve); });
    process.kill(-child.pid, "SIGKILL"); // workerd too, which is wrangler's child
    await gone;
  };
  await start();
  return { url, start, kill, close: async () => { await kill(); rmSync(kept, { recursive: true, force: true }); } };
}
