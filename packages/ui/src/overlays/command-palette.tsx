import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog as Base } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { Kbd } from "../display/kbd.tsx";
import { backdrop, menuRow } from "../look.ts";

export interface Command {
  id: string;
  label: string;
  description?: string;
  icon?: ReactNode;
  /** Right end: a shortcut, the kind of thing. */
  hint?: string;
}

export interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names the dialog and its input. */
  label: string;
  placeholder: string;
  query: string;
  onQueryChange: (query: string) => void;
  /** What matches `query` already, in the order to be shown. */
  groups: readonly { label: string; items: readonly Command[] }[];
  /** Enter or a press; the palette closes first. */
  onRun: (id: string) => void;
  /** Said when nothing matches. */
  emptyText: string;
  /** Said while more is being fetched. */
  loadingText?: string;
}

/** Search over everything (⌘K): type, arrows, Enter. Load it lazily: it is only needed when called. */
export function CommandPalette({
  open,
  onOpenChange,
  label,
  placeholder,
  query,
  onQueryChange,
  ...props
}: CommandPaletteProps) {
  const { groups, onRun, emptyText, loadingText } = props;
  const run = (id: string) => {
    onOpenChange(false);
    onRun(id);
  };
  return (
    <Base.Root onOpenChange={onOpenChange} open={open}>
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup
          aria-label={label}
          className="fixed top-[10dvh] left-1/2 z-40 flex max-h-[70dvh] w-[min(600px,calc(100vw-32px))] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-surface text-ink shadow-2 outline-none transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0"
        >
          <Autocomplete.Root
            autoHighlight="always"
            inline
            items={groups.map((group) => ({ ...group, items: [...group.items] }))}
            itemToStringValue={(command: Command) => command.label}
            keepHighlight
            mode="none"
            onValueChange={(text, details) => {
              if (details.reason !== "item-press") onQueryChange(text);
            }}
            open
            value={query}
          >
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-ink-2" />
              <Autocomplete.Input
                aria-label={label}
                className="h-12 min-w-0 flex-1 bg-transparent text-md outline-none pointer-coarse:text-[16px]"
                placeholder={placeholder}
              />
              <Kbd className="no-keyboard:hidden">Esc</Kbd>
            </div>
            <div className="scrollbar-thin min-h-0 overflow-y-auto p-1.5">
              <Autocomplete.Status className="px-2 py-2 text-ink-2 text-sm empty:hidden">
                {loadingText}
              </Autocomplete.Status>
              <Autocomplete.Empty className="px-2 py-6 text-center text-ink-2 empty:hidden">
                {loadingText ? null : emptyText}
              </Autocomplete.Empty>
              <Autocomplete.List>
                {(group: { label: string; items: Command[] }) => (
                  <Autocomplete.Group items={group.items} key={group.label}>
                    <Autocomplete.GroupLabel className="px-2 pt-2 pb-1 font-medium text-ink-3 text-xs">
                      {group.label}
                    </Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(command: Command) => (
                        <Autocomplete.Item
                          className={classNames(menuRow, "min-h-9")}
                          key={command.id}
                          onClick={() => run(command.id)}
                          value={command}
                        >
                          <CommandRow command={command} />
                        </Autocomplete.Item>
                      )}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </div>
          </Autocomplete.Root>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function CommandRow({ command }: { command: Command }) {
  return (
    <>
      <span className="grid size-4 shrink-0 place-items-center text-ink-2 [&_svg]:size-4">{command.icon}</span>
      <span className="min-w-0 flex-1 truncate">
        {command.label}
        {command.description ? <span className="ml-2 text-ink-2 text-sm">{command.description}</span> : null}
      </span>
      {command.hint ? <span className="shrink-0 text-ink-3 text-xs">{command.hint}</span> : null}
    </>
  );
}
