import { memo } from "react";
import { Button } from "react-aria-components";
import { Trans, useTranslation } from "react-i18next";
import type { TranscriptEntry, Performing } from "../converse/state";
import { Certainty } from "./Certainty";
import { Glosses } from "./Glosses";
import { ReplayIcon } from "./icons";
import { SignNames } from "./SignName";

interface SentenceProps {
  readonly entry: TranscriptEntry;
  readonly performing: Performing | undefined;
  readonly onReplay: ((entry: TranscriptEntry) => void) | undefined;
}

/** One sentence of the transcript: who, what, how sure, and its signs. */
export const Sentence = memo(function Sentence({ entry, performing, onReplay }: SentenceProps) {
  const { t } = useTranslation();
  const { who, text, certainty, glosses, unclear, motions } = entry;
  const signed = motions.flatMap(({ signs }, motion) => signs.map((sign, index) => ({ ...sign, motion, index })));
  const current = signed.findIndex(({ motion, index }) => motion === performing?.motion && index === performing.sign);
  const signs = signed.length > 0 ? signed : glosses.map((gloss) => ({ gloss }));
  return (
    <li className="sentence" data-who={who}>
      <p className="sentence-head">
        <span className="who">{t(`who.${who}`)}</span>
        <Certainty value={certainty} />
      </p>
      <p className="sentence-text" dir="auto">{text || t("transcript.nothingNamed")}</p>
      {unclear.map((options) => (
        <p key={options.join()} className="unclear">
          <Trans i18nKey="transcript.unclear" components={{ options: <SignNames glosses={options} join={t("transcript.or")} /> }} />
        </p>
      ))}
      <div className="sentence-foot">
        {signs.length > 0 && (
          <Glosses label={t(who === "signer" ? "transcript.read" : "transcript.signs")} signs={signs} current={current} />
        )}
        {onReplay !== undefined && motions.length > 0 && (
          <Button className="button button-quiet button-small" aria-label={t("transcript.replay")} onPress={() => { onReplay(entry); }}>
            <ReplayIcon />
          </Button>
        )}
      </div>
    </li>
  );
});
