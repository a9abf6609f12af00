import { useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { TranscriptEntry, Performing } from "../converse/state";
import { Dial } from "./Dial";
import { written } from "./gloss";
import { NextIcon, PreviousIcon, ReplayIcon } from "./icons";
import { LookMenu } from "./LookMenu";
import { useSession, useStore } from "./useSession";

interface AvatarPanelProps {
  readonly entries: readonly TranscriptEntry[];
  readonly performing: Performing | undefined;
}

/** The avatar, what it signs now in words, its speed, its replay whole or sign by sign, and how it looks. */
export function AvatarPanel({ entries, performing }: AvatarPanelProps) {
  const { t } = useTranslation();
  const { stage } = useSession();
  const { figure, speed, look } = useStore(stage.state);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current === null ? undefined : stage.mount(canvas.current)), [stage]);
  const last = entries.findLast(({ motions }) => motions.length > 0);
  const sign = signOf(entries, performing);
  return (
    <section className="panel avatar" aria-labelledby="avatar-title">
      <h2 id="avatar-title" className="panel-title">{t("avatar.title")}</h2>
      <div className="stage">
        <div role="img" aria-label={t("avatar.view")} hidden={figure.name === "no-webgl"}><canvas ref={canvas} data-mirrored={look.mirrored || undefined} /></div>
        {figure.name === "no-webgl" && <PlanAsText entry={last} />}
        {figure.name !== "no-webgl" && sign !== undefined && (
          <p className="stage-caption" aria-hidden="true">{written(sign.gloss, sign.source)}</p>
        )}
        <p className="stage-note" role="status">
          {figure.name === "loading" && t("avatar.loading")}
          {figure.name === "ready" && figure.lacks.map((lack) => t(`avatar.lacks.${lack}`)).join(" ")}
          {figure.name === "failed" && t("avatar.failed", { reason: figure.reason })}
        </p>
      </div>
      <div className="stage-bar">
        <Dial label={t("avatar.speed")} value={speed} least={0.5} most={1.5} onChange={stage.setSpeed}
          written={(value) => t("avatar.speedValue", { value: value.toFixed(1) })} />
        {/* as the glosses run: the sign before is on the left in every language */}
        <div className="steps" dir="ltr">
          <Step by={-1} label={t("avatar.previous")} entry={figure.name === "ready" ? last : undefined} onStep={stage.step} />
          <Step by={1} label={t("avatar.next")} entry={figure.name === "ready" ? last : undefined} onStep={stage.step} />
        </div>
        <Button
          className="button button-quiet"
          isDisabled={last === undefined || figure.name === "no-webgl"}
          onPress={() => { if (last !== undefined) stage.replay(last); }}
        >
          <ReplayIcon />
          <span className="replay-text">{t("avatar.replayLast")}</span>
        </Button>
        <LookMenu look={look} onLook={stage.setLook} />
      </div>
    </section>
  );
}

interface StepProps {
  readonly by: 1 | -1;
  readonly label: string;
  readonly entry: TranscriptEntry | undefined;
  readonly onStep: (entry: TranscriptEntry, by: 1 | -1) => void;
}

function Step({ by, label, entry, onStep }: StepProps) {
  return (
    <Button className="button button-quiet button-small" aria-label={label} isDisabled={entry === undefined}
      onPress={() => { if (entry !== undefined) onStep(entry, by); }}>
      {by < 0 ? <PreviousIcon /> : <NextIcon />}
    </Button>
  );
}

function PlanAsText({ entry }: { readonly entry: TranscriptEntry | undefined }) {
  const { t } = useTranslation();
  const signs = entry?.motions.flatMap((motion) => motion.signs) ?? [];
  return (
    <div className="invitation">
      <p className="trouble" role="status">{t("avatar.noWebgl")}</p>
      <p className="plan-text" dir={signs.length === 0 ? undefined : "ltr"}>
        {signs.length === 0 ? t("avatar.noPlan") : signs.map(({ gloss, source }) => written(gloss, source)).join(" ")}
      </p>
    </div>
  );
}

function signOf(entries: readonly TranscriptEntry[], performing: Performing | undefined) {
  const entry = entries.find(({ key }) => key === performing?.key);
  return performing && entry?.motions[performing.motion]?.signs[performing.sign];
}
