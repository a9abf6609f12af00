/** Two network namespaces with an impaired link between them (scripts/impaired_link.py), for the length of a test file. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { ROOT } from "./browser";

export interface ImpairedLink {
  readonly near: string;
  readonly far: string;
  readonly near_at: string;
  readonly cut: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

/** Or why there can be none on this machine. */
export async function impairedLink(delayMs: number, jitterMs: number, loss: number): Promise<ImpairedLink | string> {
  const child = spawn(`${ROOT}.venv/bin/python`, [`${ROOT}scripts/impaired_link.py`, ...[delayMs, jitterMs, loss].map(String)], { stdio: ["pipe", "pipe", "inherit"] });
  const said = await new Promise<string>((resolve) => {
    const lines = createInterface(child.stdout);
    lines.once("line", resolve);
    lines.once("close", () => { resolve('{"error": "the line ended"}'); });
  });
  const made = JSON.parse(said) as { near: string; far: string; near_at: string; error?: string };
  if (made.error !== undefined) return made.error;
  const close = async (): Promise<void> => {
    const gone = new Promise((resolve) => { child.once("exit", resolve); });
    child.stdin.end();
    await gone;
  };
  return { ...made, close, cut: () => { child.stdin.write("cut\n"); }, mend: () => { child.stdin.write("mend\n"); } };
}
