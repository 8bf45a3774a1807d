import { Search, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { IconButton } from "../actions/icon-button.tsx";
import { classNames } from "../class-names.ts";
import { Kbd } from "../display/kbd.tsx";
import { mayActOnKey } from "../may-act-on-key.ts";
import { TextField, type TextFieldProps } from "./text-field.tsx";

export interface SearchFieldProps extends Omit<TextFieldProps, "type" | "icon" | "trailing" | "value" | "ref"> {
  value: string;
  onValueChange: (value: string) => void;
  /** Accessible name. */
  label: string;
  clearLabel: string;
  /** The key that jumps here from anywhere on the page, usually "/"; shown while empty. */
  hotkey?: string;
}

/** A quiet search box. Escape empties it. */
export function SearchField({
  value,
  onValueChange,
  label,
  clearLabel,
  hotkey,
  className,
  ...props
}: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!hotkey) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== hotkey || !mayActOnKey(event)) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [hotkey]);
  const clear = () => {
    onValueChange("");
    input.current?.focus();
  };
  return (
    <TextField
      {...props}
      aria-keyshortcuts={hotkey}
      aria-label={label}
      className={classNames("border-transparent! bg-surface-2! focus-within:border-accent!", className)}
      icon={<Search aria-hidden />}
      inputClassName="[&::-webkit-search-cancel-button]:hidden"
      onKeyDown={(event) => {
        if (event.key === "Escape" && value) {
          event.stopPropagation();
          clear();
        }
        props.onKeyDown?.(event);
      }}
      onValueChange={onValueChange}
      ref={input}
      trailing={
        value ? (
          // Escape does the same from the keyboard; Tab goes on to what was found.
          <IconButton className="-mr-1.5" icon={<X />} label={clearLabel} onClick={clear} size="xs" tabIndex={-1} />
        ) : hotkey ? (
          <Kbd className="no-keyboard:hidden">{hotkey}</Kbd>
        ) : null
      }
      type="search"
      value={value}
    />
  );
}
