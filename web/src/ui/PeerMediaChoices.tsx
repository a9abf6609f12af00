import { useTranslation } from "react-i18next";
import type { Agreement } from "../room/agreement";
import type { PeerMediaState } from "../session/peerMedia";
import { useSession, useStore } from "./useSession";

interface PeerMediaChoicesProps {
  /** Whether there is a signer or a speaker on the other side, and a direct connection to it. */
  readonly reached: boolean;
}

/** What of oneself the other side gets: three switches, all off at first, and what has become of each. */
export function PeerMediaChoices({ reached }: PeerMediaChoicesProps) {
  const { t } = useTranslation();
  const { media } = useSession().room;
  const state = useStore(media.state);
  const { lines, mine, trouble } = state;
  return (
    <fieldset className="peer-media">
      <legend>{t("room.media.title")}</legend>
      <label className="teach-consent">
        <input type="checkbox" checked={lines} onChange={({ target }) => { media.showLines(target.checked); }} />
        <span>{t("room.media.lines")} <span className="teach-help">{t("room.media.linesHelp")}</span></span>
      </label>
      {(["picture", "voice"] as const).map((kind) => (
        <label className="teach-consent" key={kind}>
          <input type="checkbox" checked={mine[kind]} aria-describedby={`peer-media-${kind}`}
            onChange={({ target }) => { media.agree({ ...mine, [kind]: target.checked }); }} />
          <span>{t(`room.media.${kind}`)} <span className="teach-help" id={`peer-media-${kind}`} role="status">
            {t(`room.media.state.${stateOf(kind, state, reached)}`)}
          </span></span>
        </label>
      ))}
      <p className="teach-help">{t("room.media.mediaHelp")}</p>
      <p role="status" className="peer-media-trouble">
        {trouble?.medium === "video" && t(`camera.trouble.${trouble.why}`)}
        {trouble?.medium === "audio" && t(`composer.trouble.${trouble.why}`)}
      </p>
    </fieldset>
  );
}

function stateOf(kind: keyof Agreement, { mine, theirs }: PeerMediaState, reached: boolean): "off" | "no-way" | "waiting" | "asked" | "flows" {
  if (mine[kind]) return !reached ? "no-way" : theirs[kind] ? "flows" : "waiting";
  return theirs[kind] ? "asked" : "off";
}
