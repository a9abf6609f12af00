/**
 * One conversation as the page knows it: a pure reducer over what the server says and what the avatar
 * does. Sentence ids are the server's and start anew with each socket, so keys carry the socket's number.
 */
import type { ServerMessage } from "../wire/signspan/v1/conversation_pb";
import { Speaker } from "../wire/signspan/v1/conversation_pb";

export type Who = "signer" | "speaker";
export type Link = "connecting" | "open" | "lost";

export interface CommittedGloss {
  readonly gloss: string;
  readonly probability: number;
}

export interface Option {
  readonly gloss: string;
  readonly probability: number;
}

export interface Question {
  readonly id: number;
  readonly options: readonly Option[];
}

/** One sign of the avatar's, with its time in the motion in seconds. */
export interface Signed {
  readonly gloss: string;
  readonly startS: number;
  readonly endS: number;
  readonly source: string;
}

/** A motion for a sentence or a part of it; a sentence of several clauses has several. */
export interface Motion {
  readonly signs: readonly Signed[];
  readonly sentenceType: string;
  readonly vrma: Uint8Array;
}

export interface TranscriptEntry {
  readonly key: string;
  readonly id: number;
  readonly who: Who;
  readonly text: string;
  /** 0 to 1, the weakest link. */
  readonly certainty: number;
  readonly glosses: readonly string[];
  /** Signs nobody could name: what each might have been. */
  readonly unclear: readonly (readonly string[])[];
  readonly motions: readonly Motion[];
  readonly stages: readonly { readonly name: string; readonly ms: number }[];
}

/** Which sign of which entry the avatar makes now. */
export interface Performing {
  readonly key: string;
  readonly motion: number;
  readonly sign: number;
}

export interface Notice {
  readonly code: string;
  readonly detail: string;
}

export interface ConversationState {
  readonly link: Link;
  readonly socket: number;
  readonly entries: readonly TranscriptEntry[];
  readonly glosses: readonly CommittedGloss[];
  readonly questions: readonly Question[];
  readonly hearing: { readonly text: string; readonly committed: number } | undefined;
  readonly performing: Performing | undefined;
  readonly notice: Notice | undefined;
}

export const EMPTY: ConversationState = {
  link: "connecting",
  socket: 0,
  entries: [],
  glosses: [],
  questions: [],
  hearing: undefined,
  performing: undefined,
  notice: undefined,
};

/** The transcript keeps its newest sentences; motions are what weighs. */
export const KEPT = 200;
export const KEPT_MOTIONS = 30;

export type Action =
  | { readonly type: "link"; readonly link: Link }
  | { readonly type: "server"; readonly message: ServerMessage }
  | { readonly type: "answered"; readonly id: number }
  | { readonly type: "performing"; readonly performing: Performing | undefined }
  | { readonly type: "notice"; readonly notice: Notice | undefined };

export function keyOf(socket: number, id: number): string {
  return `${socket}-${id}`;
}

/** The number that the server of that socket gave a sentence; undefined for a sentence of another. */
export function idIn(socket: number, key: string): number | undefined {
  const [of, id] = key.split("-").map(Number);
  return of === socket ? id : undefined;
}

export function reduce(state: ConversationState, action: Action): ConversationState {
  switch (action.type) {
    case "link":
      return linked(state, action.link);
    case "server":
      return heard(state, action.message);
    case "answered":
      return { ...state, questions: state.questions.filter(({ id }) => id !== action.id) };
    case "performing":
      return { ...state, performing: action.performing };
    case "notice":
      return { ...state, notice: action.notice };
  }
}

/** A new socket is a new conversation for the server: what was half said there is gone. */
function linked(state: ConversationState, link: Link): ConversationState {
  if (link === "lost") return { ...state, link, glosses: [], questions: [], hearing: undefined };
  return link === "open" ? { ...state, link, socket: state.socket + 1 } : { ...state, link };
}

function heard(state: ConversationState, { body }: ServerMessage): ConversationState {
  switch (body.case) {
    case "committed": {
      const { gloss, probability } = body.value;
      return { ...state, glosses: [...state.glosses, { gloss, probability }] };
    }
    case "clarify": {
      const { id, options } = body.value;
      return { ...state, questions: [...state.questions, { id, options }] };
    }
    case "partial":
      return { ...state, hearing: { text: body.value.text, committed: body.value.committed } };
    case "sentence": {
      const { id, speaker, text, certainty, glosses, unclear } = body.value;
      const who = speaker === Speaker.SIGNER ? "signer" : "speaker";
      const entry: TranscriptEntry = {
        key: keyOf(state.socket, id),
        id, who, text, certainty, glosses,
        unclear: unclear.map(({ options }) => options),
        motions: [],
        stages: [],
      };
      const entries = [...state.entries, entry].slice(-KEPT);
      return who === "signer"
        ? { ...state, entries, glosses: [], questions: [] }
        : { ...state, entries, hearing: undefined };
    }
    case "plan": {
      const { sentenceId, sentenceType, timeline, vrma } = body.value;
      const motion: Motion = { signs: timeline.map(({ gloss, startS, endS, source }) => ({ gloss, startS, endS, source })), sentenceType, vrma };
      const next = changed(state, sentenceId, (entry) => ({ ...entry, motions: [...entry.motions, motion] }));
      return { ...next, entries: lightened(next.entries) };
    }
    case "latency": {
      const { sentenceId, stages } = body.value;
      return changed(state, sentenceId, (entry) => ({ ...entry, stages }));
    }
    case "notice":
      return { ...state, notice: { code: body.value.code, detail: body.value.detail } };
    default:
      return state;
  }
}

function changed(state: ConversationState, id: number, change: (entry: TranscriptEntry) => TranscriptEntry): ConversationState {
  const key = keyOf(state.socket, id);
  return { ...state, entries: state.entries.map((entry) => (entry.key === key ? change(entry) : entry)) };
}

/** Only the newest `KEPT_MOTIONS` sentences can be replayed. */
function lightened(entries: readonly TranscriptEntry[]): readonly TranscriptEntry[] {
  const moving = entries.filter(({ motions }) => motions.length > 0);
  const heavy = new Set(moving.slice(0, Math.max(0, moving.length - KEPT_MOTIONS)));
  return heavy.size === 0 ? entries : entries.map((entry) => (heavy.has(entry) ? { ...entry, motions: [] } : entry));
}
