import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Book, EMPTY_BOOK, MOST_EXAMPLES, type Sign, withoutSign, withSign } from "@signspan/recognise/book";
import type { Neighbour } from "@signspan/recognise/enrolled";
import { type Made, MotionError, motionOf } from "../perform/motion";
import { given } from "@signspan/recognise/consent";
import type { FromTeaching, Take, Teaching as ToRecogniser } from "../recognise/messages";
import { keepBook, takeBook } from "../recognise/shelf";

const COUNTDOWN = 3;

/** `counting`: seconds left. `unseen`: the last recording showed no hands. */
export type Recorder =
  | { readonly state: "idle" | "waiting" | "signing" | "unseen" }
  | { readonly state: "counting"; readonly left: number };

/** What the avatar makes of the latest recording; nothing, where nobody agreed to it. */
export type Making =
  | { readonly state: "none" | "making" | "unreached" }
  | { readonly state: "made"; readonly made: Made }
  | { readonly state: "poor"; readonly reason: string };

/** The line to the recogniser's thread; the camera's watch opens and closes it. */
export interface Line {
  readonly open: (send: (message: ToRecogniser) => void) => void;
  readonly close: () => void;
  readonly hear: (message: FromTeaching) => void;
}

export interface Teaching {
  readonly book: Book;
  readonly draft: Sign;
  readonly neighbour: Neighbour | undefined;
  readonly recorder: Recorder;
  /** The words in which whoever signs agreed that the avatar may move as they did. */
  readonly consent: string | undefined;
  readonly making: Making;
  /** The recogniser is there to be taught. */
  readonly able: boolean;
  /** The browser would not keep the book. */
  readonly unkept: boolean;
  readonly line: Line;
  readonly describe: (name: string, label: string) => void;
  /** Agrees to such words, or takes it back: then the motion goes. */
  readonly agree: (words: string | undefined) => void;
  readonly record: () => void;
  readonly cancel: () => void;
  readonly save: () => void;
  readonly forget: (name: string) => void;
  readonly replace: (book: Book) => void;
  /** Begins an empty book of a language. */
  readonly start: (language: string) => void;
}

const BLANK: Sign = { name: "", label: "", examples: [] };

/** The book of taught signs and the sign being taught. Examples stay in this browser. */
export function useTeaching(): Teaching {
  const [book, setBook] = useState(EMPTY_BOOK);
  const [draft, setDraft] = useState(BLANK);
  const [neighbour, setNeighbour] = useState<Neighbour>();
  const [recorder, setRecorder] = useState<Recorder>({ state: "idle" });
  const [consent, setConsent] = useState<string>();
  const [take, setTake] = useState<Take>(); // the latest, in this page's memory until the sign is kept
  const [outcome, setOutcome] = useState<{ readonly of: Take; readonly making: Making }>();
  const [able, setAble] = useState(false);
  const [unkept, setUnkept] = useState(false);
  const send = useRef<(message: ToRecogniser) => void>(undefined);
  const newest = useRef(EMPTY_BOOK);

  const hold = useCallback((changed: Book) => {
    newest.current = changed;
    setBook(changed);
    send.current?.({ type: "book", book: changed });
  }, []);

  useEffect(() => {
    takeBook().then(hold).catch(() => { setUnkept(true); });
  }, [hold]);

  const change = useCallback((changed: Book) => {
    hold(changed);
    keepBook(changed).then(() => { setUnkept(false); }).catch(() => { setUnkept(true); });
  }, [hold]);

  useEffect(() => {
    if (recorder.state !== "counting") return;
    const timer = setTimeout(() => {
      if (recorder.left > 1) {
        setRecorder({ state: "counting", left: recorder.left - 1 });
      } else {
        setRecorder({ state: "waiting" });
        send.current?.({ type: "record", sign: draft });
      }
    }, 1000);
    return () => { clearTimeout(timer); };
  }, [recorder, draft]);

  const agreed = consent !== undefined;
  useEffect(() => {
    if (!agreed || take === undefined) return;
    const leaving = new AbortController();
    motionOf(take.name.trim(), take.recorded, leaving.signal)
      .then((made): Making => ({ state: "made", made }))
      .catch((error: unknown): Making => (error instanceof MotionError ? { state: "poor", reason: error.message } : { state: "unreached" }))
      .then((making) => { if (!leaving.signal.aborted) setOutcome({ of: take, making }); }, () => undefined);
    return () => { leaving.abort(); };
  }, [agreed, take]);

  const making = makingOf(agreed ? take : undefined, outcome);

  const line = useMemo<Line>(() => ({
    open: (open) => {
      send.current = open;
      open({ type: "book", book: newest.current });
      setAble(true);
    },
    close: () => {
      send.current = undefined;
      setAble(false);
      setRecorder({ state: "idle" });
    },
    hear: (message) => {
      if (message.type === "recording") {
        setRecorder({ state: message.signing ? "signing" : "waiting" });
      } else if (message.example === undefined) {
        setRecorder({ state: "unseen" });
      } else {
        const { example } = message;
        setDraft((sign) => ({ ...sign, examples: [...sign.examples, example].slice(-MOST_EXAMPLES) }));
        setNeighbour(message.neighbour);
        setTake(message.take);
        setRecorder({ state: "idle" });
      }
    },
  }), []);

  const clear = useCallback(() => {
    setDraft(BLANK);
    setNeighbour(undefined);
    setRecorder({ state: "idle" });
    setConsent(undefined); // every sign is asked for anew
    setTake(undefined);
    setOutcome(undefined);
  }, []);

  return {
    book, draft, neighbour, recorder, consent, making, able, unkept, line,
    describe: (name, label) => { setDraft((sign) => ({ ...sign, name, label })); },
    agree: (words) => {
      setConsent(words);
      if (words === undefined) setOutcome(undefined);
    },
    record: () => { setRecorder({ state: "counting", left: COUNTDOWN }); },
    cancel: () => {
      send.current?.({ type: "cancel" });
      clear();
    },
    save: () => {
      const motion = consent !== undefined && making.state === "made" ? { packed: making.made.packed, consent: given(consent) } : undefined;
      change(withSign(book, { ...draft, name: draft.name.trim(), label: draft.label.trim(), motion }));
      clear();
    },
    forget: (name) => { change(withoutSign(book, name)); },
    replace: change,
    start: (language) => {
      change({ ...EMPTY_BOOK, language });
      clear();
    },
  };
}

function makingOf(take: Take | undefined, outcome: { readonly of: Take; readonly making: Making } | undefined): Making {
  if (take === undefined) return { state: "none" };
  return outcome?.of === take ? outcome.making : { state: "making" };
}
