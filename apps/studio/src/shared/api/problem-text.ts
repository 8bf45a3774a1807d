import { useTranslation } from "react-i18next";
import type { Resources } from "../i18n/resources.ts";
import { isProblem, type Problem } from "./problem.ts";

type KnownCode = keyof Resources["common"]["problem"];

/** Says what happened and what to do, in the reader's language. An unknown code shows the server's own sentence. */
export function useProblemText() {
  const { t, i18n } = useTranslation("common");
  const text = (error: unknown): string => {
    if (!isProblem(error)) return t("problem.internal");
    if (i18n.exists(`common:problem.${error.code}`))
      return t(`problem.${error.code as KnownCode}`, { holder: holderOf(error) });
    return error.detail || t("problem.internal");
  };
  /** For one field: the server's sentence is English, so readers of other languages get a general one. */
  text.fault = (detail: string): string => (i18n.language === "en" && detail ? detail : t("problem.field"));
  return text;
}

/** The name of whoever has what one wanted, where the problem says so. */
const holderOf = ({ extra }: Problem) => (extra.holder as { name: string } | undefined)?.name ?? "";
