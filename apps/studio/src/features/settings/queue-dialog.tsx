import { Field, HueSquare, Select, TextField } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../shared/forms/form-dialog.tsx";
import { useForm } from "../../shared/forms/use-form.ts";
import type { Queue } from "../../shared/queries/queues.ts";
import { queueColors } from "./queue-colors.ts";
import { useQueueActions } from "./queue-queries.ts";

interface QueueDialogProps {
  /** Null makes a new one. */
  queue: Queue | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Name and colour of a queue. */
export function QueueDialog({ queue, open, onOpenChange }: QueueDialogProps) {
  const { t } = useTranslation("settings");
  const { create, change } = useQueueActions();
  const form = useForm({
    initial: { name: queue?.name ?? "", color: queue?.color ?? queueColors[0].value },
    check: ({ name }) => (name.trim() ? {} : { name: t("required") }),
    codes: { name_taken: "name" },
    submit: async ({ color, ...values }, changed) => {
      const name = values.name.trim();
      await (queue
        ? change.mutateAsync({ queue: queue.id, ...changed, ...("name" in changed && { name }) })
        : create.mutateAsync({ name, color }));
      onOpenChange(false);
    },
  });
  const own = {
    value: form.values.color,
    label: form.values.color,
    icon: <HueSquare color={form.values.color} hueKey="" />,
  };
  const colors = queueColors.map(({ value, name }) => ({
    value: value as string,
    label: t(`color.${name}`),
    icon: <HueSquare className="size-3!" color={value} hueKey="" />,
  }));
  return (
    <FormDialog
      busy={form.busy}
      confirmLabel={queue ? t("save") : t("create")}
      failure={form.failure}
      onOpenChange={onOpenChange}
      onSubmit={form.onSubmit}
      open={open}
      size="sm"
      title={queue ? t("queue.edit") : t("queue.new")}
    >
      <Field error={form.errors.name} label={t("queue.name")}>
        <TextField maxLength={60} onValueChange={(name) => form.set("name", name)} value={form.values.name} />
      </Field>
      <Field error={form.errors.color} label={t("queue.color")}>
        <Select
          onValueChange={(color) => form.set("color", color)}
          options={colors.some(({ value }) => value === own.value) ? colors : [...colors, own]}
          value={form.values.color}
        />
      </Field>
    </FormDialog>
  );
}
