import { useState } from "react";
import { Button, Form, Input, Label, TextField, ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { MicrophoneIcon, SendIcon, StopIcon } from "./icons";
import { LevelMeter } from "./LevelMeter";
import { useSession, useStore } from "./useSession";

const MAX_CHARACTERS = 500; // characters of one typed sentence

interface ComposerProps {
  readonly connected: boolean;
  /** The microphone listens while its button is held, and not until it is pressed again. */
  readonly held: boolean;
}

/** The speaker's side: a microphone, or a field to type in. */
export function Composer({ connected, held }: ComposerProps) {
  const { t } = useTranslation();
  const { audio, type } = useSession().conversation;
  const { microphone, speaking } = useStore(audio.state); // while the voice speaks, the microphone waits
  const [text, setText] = useState("");
  const sendable = connected && text.trim() !== "";
  const on = microphone === "on" || microphone === "opening";
  const send = (): void => {
    if (!sendable) return;
    type(text.trim());
    setText("");
  };
  return (
    <div className="composer">
      <p className="composer-status" role="status" data-trouble={on || microphone === "off" ? undefined : ""}>
        {microphone === "on" && t(speaking ? "composer.paused" : "composer.listening")}
        {microphone === "on" && <LevelMeter level={audio.level} />}
        {!on && microphone !== "off" && t(`composer.trouble.${microphone}`)}
      </p>
      {speaking && <Button className="button composer-stop" onPress={audio.stop}><StopIcon /><span>{t("voice.stop")}</span></Button>}
      <Form className="composer-row" onSubmit={(event) => { event.preventDefault(); send(); }}>
        {held
          ? (
            <Button className="button microphone" isDisabled={!connected}
              onPressStart={() => { audio.listen(true); }} onPressEnd={() => { audio.listen(false); }}>
              <MicrophoneIcon />
              <span>{t("composer.microphoneHold")}</span>
            </Button>
          )
          : (
            <ToggleButton className="button microphone" isSelected={on} isDisabled={!connected || microphone === "opening"} onChange={audio.listen}>
              {on ? <StopIcon /> : <MicrophoneIcon />}
              <span>{t(on ? "composer.microphoneOff" : "composer.microphoneOn")}</span>
            </ToggleButton>
          )}
        <TextField className="composer-field" value={text} onChange={setText} maxLength={MAX_CHARACTERS} autoComplete="off">
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
