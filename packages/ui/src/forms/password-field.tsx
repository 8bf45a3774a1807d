import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../actions/icon-button.tsx";
import { TextField, type TextFieldProps } from "./text-field.tsx";

export interface PasswordFieldProps extends Omit<TextFieldProps, "type" | "trailing"> {
  showLabel: string;
  hideLabel: string;
}

/** A password or a secret key, hidden until asked. `autoComplete` says which: "current-password", "new-password". */
export function PasswordField({ showLabel, hideLabel, className, ...props }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      autoCapitalize="none"
      spellCheck={false}
      {...props}
      className={`pr-0.5! ${className ?? ""}`}
      trailing={
        <IconButton
          icon={shown ? <EyeOff /> : <Eye />}
          label={shown ? hideLabel : showLabel}
          onClick={() => setShown(!shown)}
          size="sm"
        />
      }
      type={shown ? "text" : "password"}
    />
  );
}
