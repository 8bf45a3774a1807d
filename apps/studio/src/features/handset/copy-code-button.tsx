import { Button, copyText, useToast } from "@prosa/ui";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** A template's button that copies a code. */
export function CopyCodeButton({ code, title }: { code: string; title: string }) {
  const { t } = useTranslation("common");
  const toast = useToast();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    copyText(code).then(
      () => setCopied(true),
      () => toast.show({ title: t("error.copy"), tone: "warning" }),
    );
  return (
    <Button className="w-64 self-start" icon={copied ? <Check /> : <Copy />} onClick={() => void copy()} size="sm">
      {title}
    </Button>
  );
}
