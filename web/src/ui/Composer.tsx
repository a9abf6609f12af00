import { useState } from "react";
import { Button, Form, Input, Label, TextField, ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Level } from "../converse/level";
import { MicrophoneIcon, SendIcon, StopIcon } from "./icons";
import { LevelMeter } from "./LevelMeter";
import type { MicrophoneState } from "./useConversation";

const LONGEST = 500; // characters of one typed sentence

interface ComposerProps {
  readonly microphone: MicrophoneState;
  /** The voice speaks: the microphone waits. */
  readonly paused: boolean;
  readonly connected: boolean;
  /** The microphone listens while its button is held, and not until it is pressed again. */
  readonly held: boolean;
  readonly level: Level;
  readonly onListen: (wanted: boolean) => void;
  /** The voice is to stop at once. */
  readonly onSilence: () => void;
  readonly onType: (text: string) => void;
}

/** The speaker's side: a microphone, or a line to type. */
export function Composer({ microphone, paused, connected, held, level, onListen, onSilence, onType }: ComposerProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const sendable = connected && text.trim() !== "";
  const on = microphone === "on" || microphone === "opening";
  const send = (): void => {
    if (!sendable) return;
    onType(text.trim());
    setText("");
  };
  return (
    <div className="composer">
      <p className="composer-status" role="status" data-trouble={on || microphone === "off" ? undefined : ""}>
        {microphone === "on" && t(paused ? "composer.paused" : "composer.listening")}
        {microphone === "on" && <LevelMeter level={level} />}
        {!on && microphone !== "off" && t(`composer.trouble.${microphone}`)}
      </p>
      {paused && <Button className="button composer-stop" onPress={onSilence}><StopIcon /><span>{t("voice.stop")}</span></Button>}
      <Form className="composer-row" onSubmit={(event) => { event.preventDefault(); send(); }}>
        {held
          ? (
            <Button className="button microphone" isDisabled={!connected}
              onPressStart={() => { onListen(true); }} onPressEnd={() => { onListen(false); }}>
              <MicrophoneIcon />
              <span>{t("composer.microphoneHold")}</span>
            </Button>
          )
          : (
            <ToggleButton className="button microphone" isSelected={on} isDisabled={!connected || microphone === "opening"} onChange={onListen}>
              {on ? <StopIcon /> : <MicrophoneIcon />}
              <span>{t(on ? "composer.microphoneOff" : "composer.microphoneOn")}</span>
            </ToggleButton>
          )}
        <TextField className="composer-field" value={text} onChange={setText} maxLength={LONGEST} autoComplete="off">
          <Label className="hidden">{t("composer.label")}</Label>
          <Input dir={text === "" ? undefined : "auto"} placeholder={t("composer.placeholder")} enterKeyHint="send" />
          <Button type="submit" className="button button-primary button-icon composer-send" aria-label={t("composer.send")} isDisabled={!sendable}>
            <SendIcon />
          </Button>
        </TextField>
      </Form>
    </div>
  );
}
