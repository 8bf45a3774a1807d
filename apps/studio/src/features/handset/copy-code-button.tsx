import { Button } from "@prosa/ui";
import { Check, Copy } from "lucide-react";
import { useState } from "react";

/** A template's button that copies a code. */
export function CopyCodeButton({ code, title }: { code: string; title: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Button className="w-64 self-start" icon={copied ? <Check /> : <Copy />} onClick={() => void copy()} size="sm">
      {title}
    </Button>
  );
}
