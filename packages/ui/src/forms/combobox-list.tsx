import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, Plus } from "lucide-react";
import type { RefObject } from "react";
import { classNames } from "../class-names.ts";
import { menuRow, popup } from "../look.ts";
import type { Choice } from "./choice.ts";

/** Marks the entry that makes a new one out of what was typed. */
export const CREATE = "\u0000create";

export interface ComboboxListProps {
  /** Said when nothing matches. */
  emptyText: string;
  /** Said while entries are being fetched. */
  loadingText?: string;
  anchor?: RefObject<HTMLElement | null>;
}

/** The floating list of Combobox and MultiCombobox. */
export function ComboboxList({ emptyText, loadingText, anchor }: ComboboxListProps) {
  return (
    <Base.Portal>
      <Base.Positioner anchor={anchor} className="z-50 outline-none" collisionPadding={8} sideOffset={4}>
        <Base.Popup
          className={classNames(
            popup,
            "max-h-[min(320px,var(--available-height))] w-[var(--anchor-width)] min-w-52 max-w-[var(--available-width)] overflow-y-auto p-1",
          )}
        >
          {loadingText ? <Base.Status className="px-2 py-1.5 text-ink-2 text-sm">{loadingText}</Base.Status> : null}
          <Base.Empty className="px-2 py-1.5 text-ink-2 text-sm empty:hidden">
            {loadingText ? null : emptyText}
          </Base.Empty>
          <Base.List>
            {(choice: Choice) => (
              <Base.Item className={menuRow} disabled={choice.disabled} key={choice.value} value={choice}>
                {choice.value === CREATE ? (
                  <Plus aria-hidden className="size-4 shrink-0 text-ink-2" />
                ) : choice.icon ? (
                  <span className="grid size-4 shrink-0 place-items-center text-ink-2 [&_svg]:size-4">
                    {choice.icon}
                  </span>
                ) : null}
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{choice.value === CREATE ? choice.description : choice.label}</span>
                  {choice.description && choice.value !== CREATE ? (
                    <span className="block truncate text-ink-2 text-sm">{choice.description}</span>
                  ) : null}
                </span>
                <Base.ItemIndicator>
                  <Check aria-hidden className="size-4 text-accent-text" />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

/** The entries plus, when the typed text matches none exactly, the one that creates it. */
export function withCreation(
  options: readonly Choice[],
  typed: string,
  createLabel?: (text: string) => string,
): Choice[] {
  const text = typed.trim();
  if (!createLabel || !text) return [...options];
  if (options.some((choice) => choice.label.toLocaleLowerCase() === text.toLocaleLowerCase())) return [...options];
  return [...options, { value: CREATE, label: text, description: createLabel(text) }];
}
