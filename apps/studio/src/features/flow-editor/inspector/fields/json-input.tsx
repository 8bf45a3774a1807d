import type { Json } from "@prosa/flow-schema";
import { Skeleton } from "@prosa/ui";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { late } from "../../../../shared/screens/late.ts";
import type { FieldProps } from "../field-props.ts";
import { useProblemAt, useReadOnly } from "../inspector-scope.tsx";

const JsonEditor = late(() => import("./json-editor.tsx").then((module) => ({ default: module.JsonEditor })));

/** JSON with variables in it, in a real editor that is fetched only here. */
export function JsonInput({ field, value, pointer, words, onChange }: FieldProps) {
  const { t } = useTranslation("inspector");
  const problem = useProblemAt(pointer);
  const readOnly = useReadOnly();
  const asText = field.kind === "text";
  const text = asText ? (typeof value === "string" ? value : "") : JSON.stringify(value ?? null, null, 2);
  const change = (next: string) => {
    if (asText) onChange(next);
    else onChange(parsed(next) ?? value);
  };
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="text-ink-2 text-sm">{words.label(field.path)}</span>
      <Suspense fallback={<Skeleton className="h-40 w-full" />}>
        <JsonEditor label={words.label(field.path)} onChange={change} readOnly={readOnly} value={text} />
      </Suspense>
      <p className={problem ? "text-danger-ink text-sm" : "text-ink-2 text-sm"}>
        {problem ?? words.hint(field.path) ?? t("json.hint")}
      </p>
    </div>
  );
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined; // half-written JSON is kept by the editor until it can be read
  }
}
