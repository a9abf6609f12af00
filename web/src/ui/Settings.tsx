import { Button, Dialog, DialogTrigger, Label, Popover, RadioButton, RadioField, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { VoiceChoice } from "../converse/voice";
import { SettingsIcon } from "./icons";

interface SettingsProps {
  readonly voice: VoiceChoice;
  readonly onVoice: (choice: VoiceChoice) => void;
  readonly held: boolean;
  readonly onHeld: (held: boolean) => void;
}

/** Which voice speaks the signer's sentences, and how the microphone is used. */
export function Settings({ voice, onVoice, held, onHeld }: SettingsProps) {
  const { t } = useTranslation();
  const choices: readonly VoiceChoice[] = "speechSynthesis" in window ? ["signspan", "browser", "silent"] : ["signspan", "silent"];
  return (
    <DialogTrigger>
      <Button className="button button-quiet" aria-label={t("settings")}><SettingsIcon /><span className="wide">{t("settings")}</span></Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="settings" aria-label={t("settings")}>
          <RadioGroup value={voice} onChange={(value) => { onVoice(value as VoiceChoice); }}>
            <Label>{t("voice.title")}</Label>
            {choices.map((choice) => (
              <RadioField key={choice} value={choice}>
                <RadioButton className="radio">{t(`voice.${choice}`)}</RadioButton>
              </RadioField>
            ))}
          </RadioGroup>
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
