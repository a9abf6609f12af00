import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { ConversationState, TranscriptEntry } from "../converse/state";
import { Clarification } from "./Clarification";
import { Glosses } from "./Glosses";
import { Sentence } from "./Sentence";

const NEAR = 48; // pixels from the end within which the transcript follows what is new

interface TranscriptProps {
  readonly state: ConversationState;
  readonly onAnswer: (id: number, gloss: string | undefined) => void;
  readonly onReplay: ((entry: TranscriptEntry) => void) | undefined;
}

/** Both people's sentences, what is being said right now, and the questions still open. */
export function Transcript({ state, onAnswer, onReplay }: TranscriptProps) {
  const { t } = useTranslation();
  const { entries, glosses, questions, hearing, performing } = state;
  const list = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const quiet = entries.length === 0 && glosses.length === 0 && questions.length === 0 && hearing === undefined;

  const toEnd = (): void => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  };
  useEffect(() => {
    if (follows) toEnd();
  }, [follows, entries, glosses, questions, hearing]);

  return (
    <>
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="transcript-scroll" ref={list} role="region" aria-label={t("transcript.sofar")} tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          setFollows(scrollHeight - scrollTop - clientHeight < NEAR);
        }}
      >
        {quiet && <p className="transcript-empty">{t("transcript.empty")}</p>}
        <div role="log" aria-label={t("transcript.sentences")}>
          <ol className="sentences">
            {entries.map((entry) => (
              <Sentence key={entry.key} entry={entry} onReplay={onReplay}
                performing={performing?.key === entry.key ? performing : undefined} />
            ))}
          </ol>
        </div>
        {glosses.length > 0 && (
          <div className="draft" data-who="signer">
            <p className="sentence-head"><span className="who">{t("who.signer")}</span>{t("transcript.signing")}</p>
            <Glosses label={t("transcript.signing")} signs={glosses} />
          </div>
        )}
        <div aria-live="polite">
          {questions.map((question) => <Clarification key={question.id} question={question} onAnswer={onAnswer} />)}
        </div>
        {hearing !== undefined && hearing.text !== "" && (
          <div className="draft" data-who="speaker">
            <p className="sentence-head"><span className="who">{t("who.speaker")}</span>{t("transcript.hearing")}</p>
            <Partial {...hearing} />
          </div>
        )}
      </div>
      {!follows && <Button className="button newest" onPress={toEnd}>{t("transcript.newest")}</Button>}
    </>
  );
}

/** Words so far: the first `committed` are settled, the rest may still change. */
function Partial({ text, committed }: { readonly text: string; readonly committed: number }) {
  const words = text.split(" ");
  return (
    <p className="sentence-text partial" dir="auto">
      {words.slice(0, committed).join(" ")} <span className="unsettled">{words.slice(committed).join(" ")}</span>
    </p>
  );
}
