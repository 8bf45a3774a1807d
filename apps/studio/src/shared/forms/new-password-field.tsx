import { Field, PasswordField, ProgressBar } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { passwordMinLength, passwordStrength } from "./password-strength.ts";

interface NewPasswordFieldProps {
  label: string;
  value: string;
  onValueChange: (password: string) => void;
  /** Name and email: words that make a weak password. */
  own?: readonly string[];
  error?: string;
}

const looks = {
  short: { value: 12, tone: "danger" },
  weak: { value: 35, tone: "danger" },
  fair: { value: 65, tone: "warning" },
  strong: { value: 100, tone: "success" },
} as const;

/** A password to be chosen, with a hint about how good it is. */
export function NewPasswordField({ label, value, onValueChange, own, error }: NewPasswordFieldProps) {
  const { t } = useTranslation("common");
  const strength = passwordStrength(value, own);
  return (
    <Field
      description={value || error ? undefined : t("password.help", { count: passwordMinLength })}
      error={error}
      label={label}
      name="password"
    >
      <PasswordField
        autoComplete="new-password"
        hideLabel={t("password.hide")}
        onValueChange={onValueChange}
        showLabel={t("password.show")}
        value={value}
      />
      {value ? (
        <div className="mt-1.5 flex items-center gap-2 text-ink-2 text-sm">
          <ProgressBar
            className="max-w-40"
            label={t("password.strength.label")}
            valueText={t(`password.strength.${strength}`)}
            {...looks[strength]}
          />
          <span aria-hidden>{t(`password.strength.${strength}`)}</span>
        </div>
      ) : null}
    </Field>
  );
}
