import { Check, CloudOff, LoaderCircle } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import { late } from "../../../shared/screens/late.ts";
import type { DraftSession } from "../document/use-draft-session.ts";

const RefusedState = late(async () => ({ default: (await import("./refused-state.tsx")).RefusedState }));

/** "Saved 12:03", or what is in the way. */
export function SaveState({ saving }: Pick<DraftSession, "saving">) {
  const { t } = useTranslation("flow-editor");
  const format = useFormat();
  const status = useStore(saving, (state) => state.status);
  const look = "flex min-w-0 items-center gap-1.5 text-sm whitespace-nowrap";
  if (status.kind === "saved") {
    return (
      <output className={`${look} num text-ink-2`}>
        <Check aria-hidden className="size-3.5 text-success-ink" strokeWidth={2.2} />
        <span className="max-lg:sr-only">
          {status.at === null ? t("save.saved") : t("save.savedAt", { time: format.time(new Date(status.at)) })}
        </span>
      </output>
    );
  }
  if (status.kind === "saving") {
    return (
      <output className={`${look} text-ink-2`}>
        <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
        <span className="max-lg:sr-only">{t("save.saving")}</span>
      </output>
    );
  }
  if (status.kind === "offline") {
    return (
      <output className={`${look} text-warning-ink`} title={t("save.offlineHelp")}>
        <CloudOff aria-hidden className="size-3.5" />
        <span className="truncate max-lg:sr-only">{t("save.offline")}</span>
      </output>
    );
  }
  return (
    <Suspense>
      <RefusedState {...status} />
    </Suspense>
  );
}
