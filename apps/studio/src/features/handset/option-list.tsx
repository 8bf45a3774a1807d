import type { HandsetMessage } from "@prosa/provider-standin";
import { Button, Dialog, ListRow } from "@prosa/ui";
import { List } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface OptionListProps {
  list: NonNullable<HandsetMessage["list"]>;
  /** What was asked: the title of the opened list. */
  text: string;
  busy: boolean;
  onTap: (optionId: string) => void;
}

/** A list that opens from a button under the bubble. */
export function OptionList({ list, text, busy, onTap }: OptionListProps) {
  const { t } = useTranslation("common");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      closeLabel={t("action.close")}
      onOpenChange={setOpen}
      open={open}
      size="sm"
      title={list.button || text}
      trigger={
        <Button className="w-64 self-start" icon={<List />} loading={busy} size="sm" variant="soft">
          {list.button}
        </Button>
      }
    >
      {list.sections.map((section, index) => (
        <section key={section.title ?? index}>
          {section.title ? <h3 className="mt-2 mb-1 font-bold text-ink-2 text-sm">{section.title}</h3> : null}
          <ul className="-mx-2">
            {section.rows.map(({ id, title, description }) => (
              <li key={id}>
                <ListRow
                  description={description ?? undefined}
                  look="inset"
                  onClick={() => {
                    setOpen(false);
                    onTap(id);
                  }}
                  title={title}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}
