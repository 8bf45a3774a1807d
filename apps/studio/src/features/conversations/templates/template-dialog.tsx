import { Badge, Button, Dialog, EmptyState, IconButton, ListRow, SearchField, useToast } from "@prosa/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, LayoutTemplate, RefreshCw } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../../shared/api/problem-text.ts";
import { refreshTemplates, type Template, templatesQuery } from "../../../shared/queries/templates.ts";
import { QuerySection } from "../../../shared/screens/query-section.tsx";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import type { OutgoingBubble } from "../unsent/unsent-store.ts";
import { TemplateForm } from "./template-form.tsx";
import { type ProviderComponent, templatePreview } from "./template-parts.ts";

interface TemplateDialogProps {
  connection: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSend: (bubble: OutgoingBubble) => void;
}

/** Picks an approved template, fills in its values, shows how it reads, and sends it. */
export function TemplateDialog({ connection, open, onOpenChange, onSend }: TemplateDialogProps) {
  const { t } = useTranslation(["conversations", "common"]);
  const [chosen, setChosen] = useState<Template | null>(null);
  const formId = useId();
  const change = (next: boolean) => {
    if (!next) setChosen(null);
    onOpenChange(next);
  };
  return (
    <Dialog
      closeLabel={t("common:action.close")}
      footer={
        chosen ? (
          <>
            <Button className="mr-auto" icon={<ArrowLeft />} onClick={() => setChosen(null)} variant="ghost">
              {t("template.others")}
            </Button>
            <Button form={formId} type="submit" variant="primary">
              {t("template.send")}
            </Button>
          </>
        ) : undefined
      }
      onOpenChange={change}
      open={open}
      size="lg"
      title={chosen ? chosen.name : t("template.title")}
    >
      {chosen ? (
        <TemplateForm
          formId={formId}
          onSend={(bubble) => {
            onSend(bubble);
            change(false);
          }}
          template={chosen}
        />
      ) : (
        <TemplateList connection={connection} onChoose={setChosen} />
      )}
    </Dialog>
  );
}

function TemplateList({ connection, onChoose }: { connection: string; onChoose: (template: Template) => void }) {
  const { t } = useTranslation("conversations");
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const toast = useToast();
  const problemText = useProblemText();
  const [search, setSearch] = useState("");
  const query = useQuery(templatesQuery(workspace, connection));
  const refresh = useMutation({
    mutationFn: () => refreshTemplates(workspace, connection),
    onSuccess: (fresh) => queryClient.setQueryData(templatesQuery(workspace, connection).queryKey, fresh),
    onError: (error) => toast.show({ title: problemText(error), tone: "danger" }),
  });
  const matches = (template: Template) =>
    `${template.name} ${preview(template)}`.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
  return (
    <div className="flex min-h-72 flex-col gap-3">
      <div className="flex items-center gap-2">
        <SearchField
          className="flex-1"
          clearLabel={t("clearSearch")}
          label={t("template.search")}
          onValueChange={setSearch}
          placeholder={t("template.search")}
          value={search}
        />
        <IconButton
          icon={<RefreshCw />}
          label={t("template.refresh")}
          loading={refresh.isPending}
          onClick={() => refresh.mutate()}
        />
      </div>
      <QuerySection query={query}>
        {(templates) => {
          const found = templates.filter(matches);
          if (found.length === 0)
            return (
              <EmptyState
                icon={<LayoutTemplate />}
                text={templates.length === 0 ? t("template.emptyText") : undefined}
                title={templates.length === 0 ? t("template.empty") : t("template.noneFound")}
              />
            );
          return (
            <ul className="-mx-2">
              {found.map((template) => (
                <li key={`${template.name} ${template.language}`}>
                  <ListRow
                    badge={<Badge>{template.language}</Badge>}
                    description={preview(template).replace(/\s+/g, " ")}
                    look="inset"
                    onClick={() => onChoose(template)}
                    title={template.name}
                  />
                </li>
              ))}
            </ul>
          );
        }}
      </QuerySection>
    </div>
  );
}

const preview = (template: Template) => templatePreview(template.components as unknown as ProviderComponent[], {});
