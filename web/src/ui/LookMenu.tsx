import { Button, Dialog, DialogTrigger, Label, Popover, RadioButton, RadioField, RadioGroup, ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { type FigureName, FIGURES } from "../perform/figure";
import { LookIcon } from "./icons";
import type { Look } from "../perform/look";

interface LookMenuProps {
  readonly look: Look;
  readonly onLook: (look: Look) => void;
}

/** Who signs, how near, mirrored or not, and the bones for those who study a motion. */
export function LookMenu({ look, onLook }: LookMenuProps) {
  const { t } = useTranslation();
  return (
    <DialogTrigger>
      <Button className="button button-quiet button-small" aria-label={t("look.title")}><LookIcon /></Button>
      <Popover className="popover" placement="top end">
        <Dialog className="settings" aria-label={t("look.title")}>
          <RadioGroup value={look.figure} onChange={(figure) => { onLook({ ...look, figure: figure as FigureName }); }}>
            <Label>{t("look.figure")}</Label>
            {FIGURES.map((name) => (
              <RadioField key={name} value={name}><RadioButton className="radio">{t(`look.${name}`)}</RadioButton></RadioField>
            ))}
          </RadioGroup>
          <div className="look-toggles">
            <ToggleButton className="button toggle" isSelected={look.view === "close"}
              onChange={(close) => { onLook({ ...look, view: close ? "close" : "space" }); }}>{t("look.close")}</ToggleButton>
            <ToggleButton className="button toggle" isSelected={look.mirrored}
              onChange={(mirrored) => { onLook({ ...look, mirrored }); }}>{t("look.mirrored")}</ToggleButton>
            <ToggleButton className="button toggle" isSelected={look.skeleton}
              onChange={(skeleton) => { onLook({ ...look, skeleton }); }}>{t("look.skeleton")}</ToggleButton>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
