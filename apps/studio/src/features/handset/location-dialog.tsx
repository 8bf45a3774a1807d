import { Field, TextField } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../shared/forms/form-dialog.tsx";
import { useForm } from "../../shared/forms/use-form.ts";

interface LocationDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSend: (location: { latitude: number; longitude: number; name?: string }) => void;
}

/** Pretends to be somewhere: a place by its name and coordinates. */
export function LocationDialog({ open, onOpenChange, onSend }: LocationDialogProps) {
  const { t } = useTranslation("handset");
  const form = useForm({
    initial: { name: "Praça da Sé, São Paulo", latitude: "-23.55052", longitude: "-46.63331" },
    check: ({ latitude, longitude }) => ({
      ...(within(latitude, 90) ? {} : { latitude: t("badCoordinate", { max: 90 }) }),
      ...(within(longitude, 180) ? {} : { longitude: t("badCoordinate", { max: 180 }) }),
    }),
    submit: async ({ name, latitude, longitude }) => {
      onSend({
        latitude: Number(latitude),
        longitude: Number(longitude),
        ...(name.trim() ? { name: name.trim() } : {}),
      });
      onOpenChange(false);
    },
  });
  const { values, errors, set } = form;
  return (
    <FormDialog
      busy={form.busy}
      confirmLabel={t("send")}
      failure={form.failure}
      onOpenChange={onOpenChange}
      onSubmit={form.onSubmit}
      open={open}
      size="sm"
      title={t("location")}
    >
      <Field label={t("placeName")}>
        <TextField maxLength={200} onValueChange={(name) => set("name", name)} value={values.name} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field error={errors.latitude} label={t("latitude")}>
          <TextField inputMode="decimal" onValueChange={(text) => set("latitude", text)} value={values.latitude} />
        </Field>
        <Field error={errors.longitude} label={t("longitude")}>
          <TextField inputMode="decimal" onValueChange={(text) => set("longitude", text)} value={values.longitude} />
        </Field>
      </div>
    </FormDialog>
  );
}

const within = (text: string, max: number) => text.trim() !== "" && Math.abs(Number(text)) <= max;
