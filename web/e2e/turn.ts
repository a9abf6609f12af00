/** A real TURN server, coturn on the loopback with one long-term credential, for the length of a test file. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./server";

const USER = "signspan";
const PASSWORD = "only-for-this-test";
const PATIENCE_S = 20;

export interface Turn {
  /** A file for `signspan serve --ice`. */
  readonly ice: string;
  /** It dies, and with it every way through it. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Whether coturn is installed: `bash scripts/system.sh test` sees to that where it can. */
export function hasTurn(): boolean {
  try {
    execFileSync("turnserver", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export async function turn(): Promise<Turn> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "signspan-turn-"));
  const ice = join(folder, "ice.json");
  writeFileSync(ice, JSON.stringify([{ urls: [`turn:127.0.0.1:${port}`], username: USER, credential: PASSWORD }]));
  const options = [
    "-n", "--listening-ip=127.0.0.1", `--listening-port=${port}`, "--relay-ip=127.0.0.1", "--allow-loopback-peers", "--fingerprint",
    "--lt-cred-mech", `--user=${USER}:${PASSWORD}`, "--realm=signspan.test", "--no-tls", "--no-dtls", "--no-cli", "--no-multicast-peers",
    "--log-file=stdout", "--simple-log", `--userdb=${join(folder, "users")}`, `--pidfile=${join(folder, "pid")}`,
  ];
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const started = spawn("turnserver", options, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    child = started;
    let said = "";
    for (const stream of [started.stdout, started.stderr]) stream.on("data", (data: Buffer) => { said = (said + data.toString()).slice(-4000); });
    for (let waited = 0; waited < PATIENCE_S * 10; waited += 1) {
      if (started.exitCode !== null) throw new Error(`turnserver ended with ${started.exitCode}: ${said}`);
      if (await listens(port)) return;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    throw new Error(`turnserver was not up in ${PATIENCE_S} s: ${said}`);
  };
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => { child?.once("exit", resolve); });
    child.kill("SIGKILL");
    await gone;
  };
  await start();
  return { ice, kill, start, close: async () => { await kill(); rmSync(folder, { recursive: true, force: true }); } };
}

/** It listens for TCP beside UDP. */
async function listens(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => { socket.destroy(); resolve(true); });
    socket.once("error", () => { resolve(false); });
  });
}
