import { ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Link } from "../converse/state";
import { About } from "./About";
import { ClockIcon, RoomIcon, TeachIcon } from "./icons";
import { Settings } from "./Settings";
import { useSession, useStore } from "./useSession";

/** What has the one place beside the stages. */
export type Shown = "timing" | "teach" | "room";

interface HeaderProps {
  readonly link: Link;
  readonly held: boolean;
  readonly onHeld: (held: boolean) => void;
  readonly shown: Shown | undefined;
  readonly onShow: (shown: Shown | undefined) => void;
}

/** Name, connection, and the few things one may set or look up. */
export function Header({ link, held, onHeld, shown, onShow }: HeaderProps) {
  const { t } = useTranslation();
  const { lines, mine } = useStore(useSession().room.media.state);
  const sends = lines || mine.picture || mine.voice; // something of the person is shown to another device, or would be
  return (
    <header className="header">
      <a className="skip" href="#conversation">{t("skip")}</a>
      <img className="mark" src="/mark.svg" alt="" width="32" height="32" />
      <h1>{t("product")}</h1>
      <p className="tagline">{t("tagline")}</p>
      <p className="link" role="status" data-link={link}>{t(`link.${link}`)}</p>
      <nav className="header-tools" aria-label={t("tools")}>
        <ToggleButton className="button button-quiet" aria-label={t(sends ? "room.sends" : "room.title")} data-sends={sends || undefined} isSelected={shown === "room"}
          onChange={(on) => { onShow(on ? "room" : undefined); }}>
          <RoomIcon /><span className="wide">{t("room.title")}</span>
        </ToggleButton>
        <ToggleButton className="button button-quiet" aria-label={t("teach.open")} isSelected={shown === "teach"}
          onChange={(on) => { onShow(on ? "teach" : undefined); }}>
          <TeachIcon /><span className="wide">{t("teach.open")}</span>
        </ToggleButton>
        <ToggleButton className="button button-quiet" aria-label={t("timing.open")} isSelected={shown === "timing"}
          onChange={(on) => { onShow(on ? "timing" : undefined); }}>
          <ClockIcon /><span className="wide">{t("timing.open")}</span>
        </ToggleButton>
        <Settings held={held} onHeld={onHeld} />
        <About />
      </nav>
    </header>
  );
}
