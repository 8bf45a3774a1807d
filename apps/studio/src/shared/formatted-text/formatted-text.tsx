import { classNames, VariableChip } from "@prosa/ui";
import { Fragment } from "react";
import { parseFormattedText } from "./parse-formatted-text.ts";

/** A message's text with its formatting; with `variables`, each `{{name}}` as a violet chip. Never HTML. */
export function FormattedText({ text, variables = false }: { text: string; variables?: boolean }) {
  return parseFormattedText(text, { variables }).map((run, index) => {
    // Runs have no identity of their own: their place is their key.
    const key = `${index}`;
    if (run.kind === "variable") return <VariableChip key={key} name={run.name} />;
    const look = classNames(
      run.bold && "font-bold",
      run.italic && "italic",
      run.struck && "line-through",
      run.code && "font-mono text-[0.92em]",
    );
    return look ? (
      <span className={look} key={key}>
        {run.text}
      </span>
    ) : (
      <Fragment key={key}>{run.text}</Fragment>
    );
  });
}
