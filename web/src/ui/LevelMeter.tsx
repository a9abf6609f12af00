import { useSyncExternalStore } from "react";
import { Meter } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Level } from "../converse/level";

/** How loud the microphone hears the speaker. */
export function LevelMeter({ level }: { readonly level: Level }) {
  const { t } = useTranslation();
  const percent = Math.round(100 * useSyncExternalStore(level.subscribe, () => level.value));
  return (
    <Meter className="level" value={percent} aria-label={t("composer.level")}>
      <span className="level-fill" style={{ inlineSize: `${String(percent)}%` }} />
    </Meter>
  );
}
