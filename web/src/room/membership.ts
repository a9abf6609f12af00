/** The membership that this tab has in a room: kept for as long as the tab lives, so that a reload comes back to it. */
import type { RoleName } from "./roomApi";

export interface Membership {
  readonly code: string;
  readonly role: RoleName;
  /** 16 random bytes that make this device the same member when it comes back. */
  readonly resume: Uint8Array;
  /** The other devices shall not learn this one's network address. */
  readonly hidden: boolean;
}

const KEY = "signspan.membership";
const ROLES: readonly string[] = ["signer", "speaker", "watcher"] satisfies RoleName[];

export function newMembership(code: string, role: RoleName, hidden: boolean): Membership {
  return { code, role, resume: crypto.getRandomValues(new Uint8Array(16)), hidden };
}

export function keepMembership(membership: Membership | undefined): void {
  try {
    if (membership === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify({ ...membership, resume: Array.from(membership.resume) }));
  } catch {
    // a browser that keeps nothing: a reload is a new member then
  }
}

export function takeMembership(): Membership | undefined {
  try {
    return membershipOf(JSON.parse(sessionStorage.getItem(KEY) ?? "null"));
  } catch {
    return undefined;
  }
}

/** A membership as it was kept, or nothing for anything else. */
export function membershipOf(row: unknown): Membership | undefined {
  if (typeof row !== "object" || row === null || !("code" in row) || !("role" in row) || !("resume" in row)) return undefined;
  const { code, role, resume } = row;
  const hidden = "hidden" in row && row.hidden === true;
  if (typeof code !== "string" || !isRole(role) || !Array.isArray(resume) || resume.length !== 16) return undefined;
  return { code, role, resume: Uint8Array.from(resume, Number), hidden };
}

function isRole(role: unknown): role is RoleName {
  return typeof role === "string" && ROLES.includes(role);
}
