/** The body of a request to open or to join a room: JSON of at most `MAX_BYTES` bytes. */
export interface Ask {
  readonly role: "signer" | "speaker" | "watcher";
  /** Whether a third signer or speaker may watch; counts when a room is opened. */
  readonly watchers: boolean;
}

const MAX_BYTES = 1024;

/** What is asked for, or nothing for anything else. */
export async function asked(request: Request): Promise<Ask | undefined> {
  const text = await limited(request.body);
  if (text === undefined) return undefined;
  try {
    return askOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function askOf(row: unknown): Ask | undefined {
  if (typeof row !== "object" || row === null || !("role" in row)) return undefined;
  const { role } = row;
  const watchers = "watchers" in row ? row.watchers : false;
  if (role !== "signer" && role !== "speaker" && role !== "watcher") return undefined;
  return typeof watchers === "boolean" ? { role, watchers } : undefined;
}

/** A body's text, read no further than `MAX_BYTES` bytes. */
async function limited(body: ReadableStream<Uint8Array> | null): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    if (size > MAX_BYTES) return undefined;
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}
