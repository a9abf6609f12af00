import { useState } from "react";
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from "react-aria-components";

interface DialProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** How the value is written beside the slider. */
  readonly written: (value: number) => string;
  readonly onChange: (value: number) => void;
}

/** A slider in tenths, with its value in words. */
export function Dial({ label, value, least, most, written, onChange }: DialProps) {
  const [dragged, setDragged] = useState(value);
  return (
    <Slider
      className="dial" minValue={least} maxValue={most} step={0.1} value={dragged}
      formatOptions={{ minimumFractionDigits: 1 }}
      onChange={(chosen) => { setDragged(chosen); onChange(chosen); }}
    >
      <Label>{label}</Label>
      <SliderTrack className="dial-track"><SliderThumb className="dial-thumb" /></SliderTrack>
      <SliderOutput>{written(dragged)}</SliderOutput>
    </Slider>
  );
}
