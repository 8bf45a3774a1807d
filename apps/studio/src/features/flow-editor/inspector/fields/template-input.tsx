import { useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type FieldProps, textOf } from "../field-props.ts";
import { useProblemAt, useReadOnly } from "../inspector-scope.tsx";
import { useTemplateVariables } from "../use-template-variables.ts";
import { TemplateHighlights } from "./template-highlights.tsx";
import { openVariable, replaced, type TextSelection, withMark, withVariable } from "./template-text.ts";
import { TemplateToolbar } from "./template-toolbar.tsx";
import { matchingVariables, VariableSuggestions } from "./variable-suggestions.tsx";

/**
 * Text with variables. A real textarea, so that input methods, spell-checking and screen readers work as everywhere; the
 * violet chips are painted over it. `{{` opens the list of variables; arrows, Enter and Escape work in it.
 */
export function TemplateInput({ field, value, pointer, words, onChange }: FieldProps) {
  const { t } = useTranslation("inspector");
  const id = useId();
  const problem = useProblemAt(pointer);
  const readOnly = useReadOnly();
  const secrets = field.field === "secret-template";
  const line = field.field !== "template";
  const text = textOf(value);
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<TextSelection | null>(null);
  const [active, setActive] = useState(0);
  const [scroll, setScroll] = useState(0);
  const variables = useTemplateVariables({ secrets });
  const open = caret && caret.text === text ? openVariable(caret) : null;
  const matches = useMemo(() => (open ? matchingVariables(variables, open.query) : []), [open, variables]);

  const selection = (): TextSelection => {
    const { selectionStart = text.length, selectionEnd = text.length } = area.current ?? {};
    return { text, start: selectionStart, end: selectionEnd };
  };
  const pending = useRef<TextSelection | null>(null);
  useLayoutEffect(() => {
    const next = pending.current;
    if (!next || next.text !== text) return;
    pending.current = null;
    area.current?.focus();
    area.current?.setSelectionRange(next.start, next.end);
  });
  const write = (next: TextSelection) => {
    pending.current = next;
    setCaret(next);
    setActive(0);
    onChange(next.text);
  };
  const follow = () => setCaret(selection());

  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label className="text-ink-2 text-sm" htmlFor={id}>
        {words.label(field.path)}
      </label>
      <div
        className="relative rounded-sm border border-edge bg-surface transition-[border-color,box-shadow] focus-within:border-accent focus-within:shadow-[0_0_0_3px_color-mix(in_oklab,var(--accent)_16%,transparent)] data-[invalid]:border-danger"
        data-invalid={problem ? "" : undefined}
      >
        <div className="relative">
          <textarea
            aria-autocomplete="list"
            aria-controls={open ? `${id}-variables` : undefined}
            aria-describedby={`${id}-about`}
            aria-activedescendant={open && matches[active] ? `${id}-variable-${active}` : undefined}
            aria-invalid={problem ? true : undefined}
            className="scrollbar-thin field-sizing-content block max-h-72 w-full resize-none wrap-anywhere bg-transparent px-2.5 py-1.5 text-base text-ink leading-5 outline-none pointer-coarse:text-[16px]"
            id={id}
            maxLength={field.max}
            onBlur={() => setCaret(null)}
            onChange={(event) => {
              const { value: typed, selectionStart, selectionEnd } = event.currentTarget;
              const next = line ? typed.replace(/\r?\n/g, " ") : typed;
              setCaret({ text: next, start: selectionStart, end: selectionEnd });
              setActive(0);
              onChange(next === "" && !field.required ? (field.default ?? "") : next);
            }}
            onClick={follow}
            onKeyDown={(event) => {
              if (line && event.key === "Enter" && matches.length === 0) event.preventDefault();
              if (!open || matches.length === 0) return;
              const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
              const chosen = matches[active];
              if (event.key in moves) setActive((active + (moves[event.key] ?? 0) + matches.length) % matches.length);
              else if (event.key === "Escape") setCaret(null);
              else if ((event.key === "Enter" || event.key === "Tab") && chosen)
                write(withVariable(selection(), chosen.name));
              else return;
              event.preventDefault();
              event.stopPropagation();
            }}
            onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
            placeholder={words.placeholder(field.path)}
            readOnly={readOnly}
            ref={area}
            rows={line ? 1 : 3}
            value={text}
          />
          <TemplateHighlights scroll={scroll} text={text} />
        </div>
        {line && !secrets ? null : (
          <TemplateToolbar
            count={line ? undefined : text.length}
            disabled={readOnly}
            marks={!line}
            max={field.max}
            onInsert={(piece) => write(replaced(selection(), piece))}
            onMark={(mark) => write(withMark(selection(), mark))}
            onVariable={() => write(replaced(selection(), "{{"))}
          />
        )}
        {open ? (
          <VariableSuggestions
            active={active}
            id={id}
            onChoose={(name) => write(withVariable(selection(), name))}
            variables={matches}
          />
        ) : null}
      </div>
      <p className={problem ? "text-danger-ink text-sm" : "text-ink-2 text-sm empty:hidden"} id={`${id}-about`}>
        {problem ?? words.hint(field.path)}
      </p>
      <span aria-live="polite" className="sr-only">
        {open ? t("variables.found", { count: matches.length }) : null}
      </span>
    </div>
  );
}
