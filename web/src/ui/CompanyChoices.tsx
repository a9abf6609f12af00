import { useTranslation } from "react-i18next";
import type { Agreement } from "../room/agreement";
import type { Company } from "./useCompany";

interface CompanyChoicesProps {
  readonly company: Company;
  /** Whether there is a signer or a speaker on the other side, and a direct way to it. */
  readonly reached: boolean;
}

/** What of oneself the other side gets: three switches, all off at first, and what has become of each. */
export function CompanyChoices({ company, reached }: CompanyChoicesProps) {
  const { t } = useTranslation();
  const { lines, mine, trouble } = company;
  return (
    <fieldset className="company">
      <legend>{t("room.company.title")}</legend>
      <label className="teach-consent">
        <input type="checkbox" checked={lines} onChange={({ target }) => { company.showLines(target.checked); }} />
        <span>{t("room.company.lines")} <span className="teach-help">{t("room.company.linesHelp")}</span></span>
      </label>
      {(["picture", "voice"] as const).map((kind) => (
        <label className="teach-consent" key={kind}>
          <input type="checkbox" checked={mine[kind]} aria-describedby={`company-${kind}`}
            onChange={({ target }) => { company.agree({ ...mine, [kind]: target.checked }); }} />
          <span>{t(`room.company.${kind}`)} <span className="teach-help" id={`company-${kind}`} role="status">
            {t(`room.company.state.${stateOf(kind, company, reached)}`)}
          </span></span>
        </label>
      ))}
      <p className="teach-help">{t("room.company.mediaHelp")}</p>
      <p role="status" className="company-trouble">
        {trouble?.medium === "video" && t(`camera.trouble.${trouble.why}`)}
        {trouble?.medium === "audio" && t(`composer.trouble.${trouble.why}`)}
      </p>
    </fieldset>
  );
}

function stateOf(kind: keyof Agreement, { mine, theirs }: Company, reached: boolean): "off" | "no-way" | "waiting" | "asked" | "flows" {
  if (mine[kind]) return !reached ? "no-way" : theirs[kind] ? "flows" : "waiting";
  return theirs[kind] ? "asked" : "off";
}
