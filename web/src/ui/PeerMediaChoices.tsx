import { useTranslation } from "react-i18next";
import type { Agreement } from "../room/agreement";
import type { PeerMedia } from "./usePeerMedia";

interface PeerMediaChoicesProps {
  readonly peerMedia: PeerMedia;
  /** Whether there is a signer or a speaker on the other side, and a direct way to it. */
  readonly reached: boolean;
}

/** What of oneself the other side gets: three switches, all off at first, and what has become of each. */
export function PeerMediaChoices({ peerMedia, reached }: PeerMediaChoicesProps) {
  const { t } = useTranslation();
  const { lines, mine, trouble } = peerMedia;
  return (
    <fieldset className="peer-media">
      <legend>{t("room.media.title")}</legend>
      <label className="teach-consent">
        <input type="checkbox" checked={lines} onChange={({ target }) => { peerMedia.showLines(target.checked); }} />
        <span>{t("room.media.lines")} <span className="teach-help">{t("room.media.linesHelp")}</span></span>
      </label>
      {(["picture", "voice"] as const).map((kind) => (
        <label className="teach-consent" key={kind}>
          <input type="checkbox" checked={mine[kind]} aria-describedby={`peer-media-${kind}`}
            onChange={({ target }) => { peerMedia.agree({ ...mine, [kind]: target.checked }); }} />
          <span>{t(`room.media.${kind}`)} <span className="teach-help" id={`peer-media-${kind}`} role="status">
            {t(`room.media.state.${stateOf(kind, peerMedia, reached)}`)}
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

function stateOf(kind: keyof Agreement, { mine, theirs }: PeerMedia, reached: boolean): "off" | "no-way" | "waiting" | "asked" | "flows" {
  if (mine[kind]) return !reached ? "no-way" : theirs[kind] ? "flows" : "waiting";
  return theirs[kind] ? "asked" : "off";
}
