import { useQuery } from "@tanstack/react-query";
import { use } from "react";
import { useTranslation } from "react-i18next";
import { WorkspaceContext, workspaceQuery } from "../session/workspace.ts";
import { createFormat, type Format } from "./format.ts";

const kept = new Map<string, Format>();

/** Dates and figures in the reader's language and the workspace's time zone (outside a workspace: the browser's). */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const workspace = use(WorkspaceContext);
  const { data } = useQuery({ ...workspaceQuery(workspace ?? ""), enabled: workspace !== null });
  return formatFor(i18n.language, data?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
}

function formatFor(language: string, timeZone: string): Format {
  const key = `${language} ${timeZone}`;
  const format = kept.get(key) ?? createFormat(language, timeZone);
  kept.set(key, format);
  return format;
}
