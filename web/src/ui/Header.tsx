import { ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Link } from "../converse/state";
import type { VoiceChoice } from "../converse/voice";
import { About } from "./About";
import { ClockIcon } from "./icons";
import { Settings } from "./Settings";

interface HeaderProps {
  readonly link: Link;
  readonly voice: VoiceChoice;
  readonly onVoice: (choice: VoiceChoice) => void;
  readonly timing: boolean;
  readonly onTiming: (shown: boolean) => void;
}

/** Name, connection, and the few things one may set or look up. */
export function Header({ link, voice, onVoice, timing, onTiming }: HeaderProps) {
  const { t } = useTranslation();
  return (
    <header className="header">
      <a className="skip" href="#conversation">{t("skip")}</a>
      <img className="mark" src="/mark.svg" alt="" width="32" height="32" />
      <h1>{t("product")}</h1>
      <p className="tagline">{t("tagline")}</p>
      <p className="link" role="status" data-link={link}>{t(`link.${link}`)}</p>
      <nav className="header-tools" aria-label={t("tools")}>
        <ToggleButton className="button button-quiet" aria-label={t("timing.open")} isSelected={timing} onChange={onTiming}>
          <ClockIcon /><span className="wide">{t("timing.open")}</span>
        </ToggleButton>
        <Settings voice={voice} onVoice={onVoice} />
        <About />
      </nav>
    </header>
  );
}
