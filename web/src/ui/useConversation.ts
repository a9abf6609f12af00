import { create } from "@bufbuild/protobuf";
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { now } from "../clock";
import { Level } from "../converse/level";
import { Microphone, MicrophoneError, type MicrophoneTrouble } from "../converse/microphone";
import { changes, type Lent, lentBy, NOTHING } from "../converse/lent";
import { type Asked, Outbox } from "../converse/outbox";
import { Connection, dialling } from "../session/connection";
import { type ConversationState, EMPTY, type Performing, reduce } from "../converse/state";
import { USUAL, Voice, type VoiceChoice } from "../converse/voice";
import { type Sentence, type ServerMessage, ServerMessageSchema, Speaker, type PeerMessage } from "../wire/signspan/v1/conversation_pb";
import type { BodyFrame } from "../perceive/frame";
import { pack } from "../perceive/pack";
import type { Book } from "@signspan/recognise/book";
import type { Recognised } from "@signspan/recognise/events";
import type { Heard } from "./useRoom";

export type MicrophoneState = "off" | "opening" | "on" | MicrophoneTrouble;

export interface Conversation {
  readonly state: ConversationState;
  readonly speaking: boolean;
  readonly microphone: MicrophoneState;
  readonly voice: VoiceChoice;
  readonly chooseVoice: (choice: VoiceChoice) => void;
  /** Opens the microphone, or closes it: what was said is then final at once. */
  readonly listen: (wanted: boolean) => void;
  /** How loud the microphone is. */
  readonly level: Level;
  /** Call from a touch or a key, or the browser keeps the voice silent. */
  readonly unlockVoice: () => void;
  /** Silent at once. */
  readonly stopVoice: () => void;
  readonly type: (text: string) => void;
  /** Signs of one's own that the avatar is to make in this conversation: the motions of this book and no others. */
  readonly lend: (book: Book) => void;
  readonly answer: (id: number, gloss: string | undefined) => void;
  readonly dismissNotice: () => void;
  /** What the page's recogniser says of the signer. */
  readonly recognised: (event: Recognised, capturedS: number, perceivedS: number) => void;
  /** A body frame for the server to recognise, where this browser cannot. */
  readonly landmarks: (frame: BodyFrame) => void;
  readonly performing: (performing: Performing | undefined) => void;
  /** What other devices of a room say. */
  readonly heard: Heard;
  /** Who hears what this page's server says. */
  readonly mirrorTo: (mirror: (message: ServerMessage) => void) => void;
  readonly shown: (sentenceId: number, atS: number) => void;
  /** The avatar cannot sign a sentence, or a part of it. */
  readonly notSigned: (reason: string) => void;
}

/** One conversation over one socket: the reducer's state, and everything a person or the page can do. */
export function useConversation(): Conversation {
  const [state, dispatch] = useReducer(reduce, EMPTY);
  const [speaking, setSpeaking] = useState(false);
  const [microphone, setMicrophone] = useState<MicrophoneState>("off");
  const [voice, setVoice] = useState<VoiceChoice>(USUAL);
  const socket = useRef<Connection>(undefined);
  const speaker = useRef<Voice>(undefined);
  const open = useRef<Microphone>(undefined);
  const wanted = useRef(false);
  const [level] = useState(() => new Level());
  const lent = useRef<Lent>(NOTHING);
  const choice = useRef<VoiceChoice>(USUAL);
  const mirror = useRef<(message: ServerMessage) => void>(undefined);
  const [outbox] = useState(() => new Outbox());

  const stamp = useCallback((sentenceId: number, t6: number) => {
    socket.current?.send({ case: "stamp", value: { sentenceId, t6 } });
  }, []);

  useEffect(() => {
    // While the voice speaks the microphone rests: the system must not hear itself.
    const speech = new Voice(stamp, (isSpeaking) => {
      setSpeaking(isSpeaking);
      if (open.current === undefined) return;
      socket.current?.send({ case: isSpeaking ? "microphoneStop" : "microphoneStart", value: {} });
    });
    const line = new Connection(dialling(socketUrl()), wish(choice.current), {
      onOpen: () => {
        dispatch({ type: "link", link: "open" });
        for (const value of changes(NOTHING, lent.current)) line.send({ case: "taught", value });
        if (open.current !== undefined) line.send({ case: "microphoneStart", value: {} });
        outbox.opened((body) => line.send(body));
      },
      onLost: () => { dispatch({ type: "link", link: "lost" }); },
      onMessage: (message) => {
        dispatch({ type: "server", message });
        if (message.body.case === "sentence" || message.body.case === "notice") outbox.answered(message.body.value.ref);
        mirror.current?.(message);
        speak(message, choice.current, speech);
      },
    });
    socket.current = line;
    speaker.current = speech;
    return () => {
      line.close();
      speech.close();
      open.current?.close();
      open.current = undefined;
    };
  }, [outbox, stamp]);

  const close = useCallback((state: MicrophoneState) => {
    open.current?.close();
    open.current = undefined;
    level.hear(new Uint8Array(0));
    socket.current?.send({ case: "microphoneStop", value: {} });
    setMicrophone(state);
  }, [level]);

  const listen = useCallback((asked: boolean) => {
    void speaker.current?.unlock();
    if (asked === wanted.current) return;
    wanted.current = asked;
    if (!asked) {
      if (open.current !== undefined) close("off");
      return;
    }
    setMicrophone("opening");
    Microphone.open({
      onSound: (pcm, capturedS) => {
        level.hear(pcm);
        if (speaker.current?.speaking !== true) socket.current?.send({ case: "audio", value: { pcm, capturedS } });
      },
      onLost: () => {
        wanted.current = false;
        close("lost");
      },
    }).then((opened) => {
      open.current = opened;
      if (!wanted.current) { // let go before the browser had opened it
        close("off");
        return;
      }
      if (speaker.current?.speaking !== true) socket.current?.send({ case: "microphoneStart", value: {} });
      setMicrophone("on");
    }).catch((error: unknown) => {
      wanted.current = false;
      setMicrophone(error instanceof MicrophoneError ? error.trouble : "busy");
    });
  }, [close, level]);

  const chooseVoice = useCallback((chosen: VoiceChoice) => {
    void speaker.current?.unlock();
    choice.current = chosen;
    setVoice(chosen);
    if (speaker.current !== undefined) speaker.current.volume = chosen.volume;
    if (socket.current !== undefined) socket.current.voice = wish(chosen);
  }, []);

  const ask = useCallback((asked: Asked) => {
    if (!outbox.put(asked)) dispatch({ type: "notice", notice: { code: "too-much-waits", detail: "" } });
  }, [outbox]);

  const actions = useMemo(() => ({
    unlockVoice: () => { void speaker.current?.unlock(); },
    stopVoice: () => { speaker.current?.stop(); },
    type: (text: string) => {
      void speaker.current?.unlock();
      ask({ case: "typed", value: { text } });
    },
    lend: (book: Book) => {
      const wanted = lentBy(book);
      for (const value of changes(lent.current, wanted)) socket.current?.send({ case: "taught", value });
      lent.current = wanted;
    },
    answer: (id: number, gloss: string | undefined) => {
      const answer = gloss === undefined
        ? { case: "none" as const, value: true }
        : { case: "gloss" as const, value: gloss };
      socket.current?.send({ case: "choice", value: { id, answer } });
      dispatch({ type: "answered", id });
    },
    dismissNotice: () => { dispatch({ type: "notice", notice: undefined }); },
    recognised: (event: Recognised, t0: number, t1: number) => { tell(socket.current, event, t0, t1); },
    landmarks: ({ points, aspect, capturedS, perceivedS }: BodyFrame) => {
      socket.current?.send({ case: "landmarks", value: { capturedS, perceivedS, aspect, points: pack(points) } });
    },
    performing: (performing: Performing | undefined) => { dispatch({ type: "performing", performing }); },
    notSigned: (detail: string) => { dispatch({ type: "notice", notice: { code: "cannot-present", detail } }); },
    mirrorTo: (to: (message: ServerMessage) => void) => { mirror.current = to; },
    heard: {
      onSentence: (sentence: Sentence, travelledMs: number) => {
        ask({ case: "relayed", value: { sentence, travelledMs } });
      },
      onPassing: ({ body }: PeerMessage) => {
        if (body.case === "partial" || body.case === "committed") dispatch({ type: "server", message: create(ServerMessageSchema, { body }) });
      },
    },
  }), [ask]);

  return { state, speaking, microphone, voice, chooseVoice, listen, level, shown: stamp, ...actions };
}

function tell(socket: Connection | undefined, event: Recognised, t0: number, t1: number): void {
  const stamps = { t0, t1, t2: now() };
  if (event.kind === "idle") {
    socket?.send({ case: "signerIdle", value: { atS: event.atS } });
  } else {
    const { startS, endS } = event;
    const alternatives = [...event.alternatives];
    socket?.send(event.kind === "gloss"
      ? { case: "gloss", value: { gloss: event.gloss, probability: event.probability, startS, endS, alternatives, stamps } }
      : { case: "unsure", value: { alternatives, startS, endS, stamps } });
  }
}

function speak({ body }: ServerMessage, choice: VoiceChoice, voice: Voice): void {
  if (body.case === "voice" && choice.kind === "signspan") {
    voice.playPcm(body.value.sentenceId, body.value.pcm, body.value.sampleRate);
  } else if (body.case === "sentence" && body.value.speaker === Speaker.SIGNER && choice.kind === "browser" && body.value.text) {
    voice.speakWithBrowser(body.value.id, body.value.text, "en", choice.speed);
  }
}

/** How fast the server's voice is to speak; 0 where it is not wanted. */
function wish(choice: VoiceChoice): number {
  return choice.kind === "signspan" ? choice.speed : 0;
}

function socketUrl(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
}
