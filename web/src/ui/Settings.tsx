import { Button, Dialog, DialogTrigger, Label, Popover, RadioButton, RadioField, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { VoiceKind } from "../converse/voice";
import { Dial } from "./Dial";
import { SettingsIcon } from "./icons";
import { PageLanguage } from "./PageLanguage";
import { useSession, useStore } from "./useSession";

interface SettingsProps {
  readonly held: boolean;
  readonly onHeld: (held: boolean) => void;
}

/** Which language the page is in, which voice speaks the signer's sentences, and how the microphone is used. */
export function Settings({ held, onHeld }: SettingsProps) {
  const { t } = useTranslation();
  const { audio } = useSession().conversation;
  const { voice } = useStore(audio.state);
  const kinds: readonly VoiceKind[] = "speechSynthesis" in window ? ["signspan", "browser", "silent"] : ["signspan", "silent"];
  return (
    <DialogTrigger>
      <Button className="button button-quiet" aria-label={t("settings")}><SettingsIcon /><span className="wide">{t("settings")}</span></Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="settings" aria-label={t("settings")}>
          <PageLanguage />
          <RadioGroup value={voice.kind} onChange={(kind) => { audio.choose({ ...voice, kind: kind as VoiceKind }); }}>
            <Label>{t("voice.title")}</Label>
            {kinds.map((kind) => (
              <RadioField key={kind} value={kind}>
                <RadioButton className="radio">{t(`voice.${kind}`)}</RadioButton>
              </RadioField>
            ))}
          </RadioGroup>
          {voice.kind !== "silent" && (
            <>
              <Dial label={t("voice.speed")} value={voice.speed} least={0.5} most={2}
                written={(value) => t("avatar.speedValue", { value: value.toFixed(1) })}
                onChange={(speed) => { audio.choose({ ...voice, speed }); }} />
              <Dial label={t("voice.volume")} value={voice.volume} least={0} most={1}
                written={(value) => t("spelling.percent", { percent: Math.round(100 * value) })}
                onChange={(volume) => { audio.choose({ ...voice, volume }); }} />
            </>
          )}
          <RadioGroup value={held ? "held" : "free"} onChange={(value) => { onHeld(value === "held"); }}>
            <Label>{t("microphone.title")}</Label>
            {(["free", "held"] as const).map((way) => (
              <RadioField key={way} value={way}>
                <RadioButton className="radio">{t(`microphone.${way}`)}</RadioButton>
              </RadioField>
            ))}
          </RadioGroup>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
