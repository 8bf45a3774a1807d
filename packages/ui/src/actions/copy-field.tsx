import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { classNames } from "../class-names.ts";
import { copyText } from "./copy-text.ts";
import { IconButton } from "./icon-button.tsx";

export interface CopyFieldProps {
  /** The text to be copied: an address, a token, a key. */
  value: string;
  /** Accessible name of the text. */
  label: string;
  copyLabel: string;
  copiedLabel: string;
  /** Told when the browser refuses the clipboard (no permission, insecure page); the text is then selected for the person to copy. */
  onCopyError?: () => void;
  className?: string;
}

/** A read-only value with a copy button; a click on the text selects all of it. */
export function CopyField({ value, label, copyLabel, copiedLabel, onCopyError, className }: CopyFieldProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (button: HTMLElement) =>
    copyText(value).then(
      () => setCopied(true),
      () => {
        button.parentElement?.querySelector("input")?.select();
        onCopyError?.();
      },
    );
  return (
    <div
      className={classNames(
        "flex min-h-8 items-center gap-1 rounded-sm border border-line bg-surface-2 pr-0.5 pl-2.5 focus-within:border-accent pointer-coarse:min-h-11",
        className,
      )}
    >
      <input
        aria-label={label}
        className="min-w-0 flex-1 bg-transparent font-mono text-sm text-ink outline-none"
        onFocus={(event) => event.currentTarget.select()}
        readOnly
        value={value}
      />
      <IconButton
        icon={copied ? <Check className="text-success-ink" /> : <Copy />}
        label={copied ? copiedLabel : copyLabel}
        onClick={(event) => void copy(event.currentTarget)}
        size="sm"
      />
      <span aria-live="polite" className="sr-only">
        {copied ? copiedLabel : ""}
      </span>
    </div>
  );
}
