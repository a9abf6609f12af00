import { useTranslation } from "react-i18next";
import type { TranscriptEntry } from "../converse/state";
import { type Bar, barsOf, stageNames } from "../converse/latency";
import { useSession, useStore } from "./useSession";

const SHOWN = 3; // newest sentences

interface TimingPanelProps {
  readonly entries: readonly TranscriptEntry[];
}

/** How long each stage of the newest sentences took, as bars and as numbers. */
export function TimingPanel({ entries }: TimingPanelProps) {
  const { t } = useTranslation();
  const { dropped } = useStore(useSession().signer.state);
  const timed = entries.filter(({ stages }) => stages.length > 0).slice(-SHOWN).reverse();
  const names = stageNames(timed);
  const named = (name: string): string => t(`timing.stage.${name}` as "timing.stage.send", { defaultValue: name });
  const milliseconds = (ms: number | undefined): string =>
    ms === undefined ? "–" : t("timing.milliseconds", { value: Math.round(ms) });
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <section className="panel timing" aria-labelledby="timing-title" tabIndex={0}>
      <h2 id="timing-title" className="panel-title">{t("timing.title")}</h2>
      {timed.length === 0 ? <p className="soft">{t("timing.empty")}</p> : (
        <div className="timing-scroll">
          <table>
            <thead>
              <tr>
                <td />
                {timed.map((entry) => (
                  <th key={entry.key} scope="col">
                    <span className="timing-text" data-who={entry.who}>{entry.text}</span>
                    <Bars bars={barsOf(entry)} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {names.map((name) => (
                <tr key={name} data-stage={name}>
                  <th scope="row"><span className="swatch" data-stage={name} aria-hidden="true" />{named(name)}</th>
                  {timed.map((entry) => (
                    <td key={entry.key}>{milliseconds(entry.stages.find((stage) => stage.name === name)?.ms)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="soft">{t("timing.explain")} {t("timing.dropped", { count: dropped })}</p>
    </section>
  );
}

function Bars({ bars }: { readonly bars: readonly Bar[] }) {
  return (
    <span className="bars" aria-hidden="true">
      {bars.map(({ name, share }) => <span key={name} data-stage={name} style={{ flexGrow: share }} />)}
    </span>
  );
}
