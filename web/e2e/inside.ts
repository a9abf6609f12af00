/** Commands, requests and programs within a network namespace; nothing but themselves where none is named. */
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** A command and its arguments as they are run there. */
export function inside(namespace: string | undefined, command: string, args: readonly string[]): [string, string[]] {
  return namespace === undefined ? [command, [...args]] : ["ip", ["netns", "exec", namespace, command, ...args]];
}

/** The body of what a URL answers from there, where it answers well. */
export async function ask(namespace: string | undefined, url: string): Promise<string | undefined> {
  try {
    if (namespace === undefined) {
      const answer = await fetch(url);
      return answer.ok ? await answer.text() : undefined;
    }
    const asking = "fetch(process.argv[1]).then(async (a) => { if (a.ok) process.stdout.write(await a.text()); else process.exit(1); })";
    const [command, args] = inside(namespace, process.execPath, ["-e", asking, url]);
    return (await promisify(execFile)(command, args, { timeout: 5000 })).stdout;
  } catch {
    return undefined; // not listening yet
  }
}

/** A file that runs a program there, for who wants the path of one. */
export function program(namespace: string | undefined, path: string): string {
  if (namespace === undefined) return path;
  const file = join(mkdtempSync(join(tmpdir(), "signspan-inside-")), "run");
  writeFileSync(file, `#!/bin/sh\nexec ip netns exec ${namespace} ${path} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}
