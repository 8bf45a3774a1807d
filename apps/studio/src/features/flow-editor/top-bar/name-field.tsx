import { TextField } from "@prosa/ui";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

/** The flow's name while it is written: Enter keeps it, Escape does not. */
export function NameField({ name, onDone }: { name: string; onDone: (text: string) => void }) {
  const { t } = useTranslation("flow-editor");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <TextField
      aria-label={t("top.name")}
      className="w-64!"
      defaultValue={name}
      maxLength={120}
      onBlur={(event) => onDone(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key !== "Escape") return;
        event.currentTarget.value = name;
        event.currentTarget.blur();
      }}
      ref={input}
    />
  );
}
