import { TextField } from "@prosa/ui";
import { type FieldProps, textOf } from "../field-props.ts";
import { InspectorField } from "./basic-inputs.tsx";

/** A time of day, `HH:mm`, in the workspace's time zone. */
export function TimeInput(props: FieldProps) {
  return (
    <InspectorField {...props}>
      <TextField
        onValueChange={(time) => time !== "" && props.onChange(time)}
        type="time"
        value={textOf(props.value)}
      />
    </InspectorField>
  );
}
