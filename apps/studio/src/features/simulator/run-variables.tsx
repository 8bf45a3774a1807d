import type { Value } from "@prosa/flow-schema";
import { classNames, VariableChip } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import type { World } from "./world.ts";

/** The run's variables, live; what the last turn wrote is lit. */
export function RunVariables({ world }: { world: World }) {
  const { t } = useTranslation("simulator");
  const values: Record<string, Value> = {
    "contact.name": world.facts.contact.name,
    ...world.facts.contact.fields,
    ...world.facts.conversation.fields,
    ...world.session.variables,
  };
  return (
    <section aria-label={t("variables.title")}>
      <h3 className="mb-1 font-bold text-base">{t("variables.title")}</h3>
      <dl>
        {Object.entries(values).map(([name, value]) => (
          <div
            className={classNames(
              "flex items-center justify-between gap-3 rounded-sm px-1.5 py-1 text-sm",
              world.justWritten.includes(name) && "bg-accent-soft",
            )}
            key={name}
          >
            <dt className="min-w-0">
              <VariableChip name={name} />
            </dt>
            <dd className="min-w-0 truncate text-right">
              {isEmpty(value) ? <span className="text-ink-3">{t("variables.empty")}</span> : shown(value)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const isEmpty = (value: Value) => value === null || value === "";
const shown = (value: Value) => (typeof value === "string" ? value : JSON.stringify(value));
