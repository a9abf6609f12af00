import { Meter } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Readable } from "../session/store";
import { useStore } from "./useSession";

/** How loud the microphone hears the speaker. */
export function LevelMeter({ level }: { readonly level: Readable<number> }) {
  const { t } = useTranslation();
  const percent = Math.round(100 * useStore(level));
  return (
    <Meter className="level" value={percent} aria-label={t("composer.level")}>
      <span className="level-fill" style={{ inlineSize: `${String(percent)}%` }} />
    </Meter>
  );
}
