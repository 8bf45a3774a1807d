import { inOrder, type Json, locales } from "@prosa/flow-schema";
import { Button, Field, IconButton, MultiCombobox, Panel, Select } from "@prosa/ui";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { newId } from "../document/edits.ts";
import { useCommit, useDocument, useReadOnly } from "./inspector-scope.tsx";
import { withItem, withoutItem } from "./keyed-items.ts";

const actions = ["restart", "transfer", "end"] as const;

/** Nothing is selected: what holds for the whole flow. */
export function FlowInspector() {
  const { t } = useTranslation("inspector");
  const { settings } = useDocument();
  const commit = useCommit();
  const readOnly = useReadOnly();
  const commands = settings.commands ?? {};
  const setCommands = (next: Record<string, unknown>) =>
    commit([{ path: ["settings", "commands"], value: next as Json }], "edit");
  return (
    <Panel description={t("flowSettings.description")} title={t("flowSettings.title")}>
      <div className="flex flex-col gap-5">
        <Field description={t("flowSettings.languageHint")} label={t("flowSettings.language")}>
          <Select
            disabled={readOnly}
            onValueChange={(language) => commit([{ path: ["settings", "language"], value: language }], "edit")}
            options={locales.map((locale) => ({ value: locale, label: t(`language.${locale}`) }))}
            value={settings.language}
          />
        </Field>
        <fieldset className="flex flex-col gap-3" disabled={readOnly}>
          <legend className="mb-1 font-bold text-base">{t("commands.title")}</legend>
          <p className="text-ink-2 text-sm">{t("commands.hint")}</p>
          {inOrder(commands).map(({ id, words, action }, index) => (
            <div className="flex flex-col gap-2 border-line border-l-2 pl-2.5" key={id}>
              <div className="flex items-end gap-1">
                <Field className="flex-1" label={t("commands.words")}>
                  <MultiCombobox
                    createLabel={(text) => t("add", { text })}
                    emptyText={t("typeToAdd")}
                    onCreate={(text) =>
                      setCommands({ ...commands, [id]: { ...commands[id], words: [...words, text.trim()] } })
                    }
                    onValuesChange={(next) =>
                      setCommands(
                        next.length === 0
                          ? withoutItem(commands as never, id)
                          : { ...commands, [id]: { ...commands[id], words: next } },
                      )
                    }
                    options={words.map((word) => ({ value: word, label: word }))}
                    removeLabel={(what) => t("remove", { what })}
                    values={words}
                  />
                </Field>
                <IconButton
                  icon={<Trash2 />}
                  label={t("removeItem", { number: index + 1 })}
                  onClick={() => setCommands(withoutItem(commands as never, id))}
                  size="sm"
                />
              </div>
              <Field hideLabel label={t("commands.action")}>
                <Select
                  onValueChange={(next) => setCommands({ ...commands, [id]: { ...commands[id], action: next } })}
                  options={actions.map((one) => ({ value: one, label: t(`commands.${one}`) }))}
                  value={action}
                />
              </Field>
            </div>
          ))}
          <Button
            className="self-start"
            icon={<Plus />}
            onClick={() =>
              setCommands(withItem(commands as never, newId(), { words: [t("commands.first")], action: "restart" }))
            }
            size="sm"
          >
            {t("commands.add")}
          </Button>
        </fieldset>
      </div>
    </Panel>
  );
}
