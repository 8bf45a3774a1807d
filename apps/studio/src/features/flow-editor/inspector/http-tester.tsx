import {
  type FlowNode,
  type FormField,
  formFields,
  type HttpResult,
  type Json,
  type NodeDefinition,
  type Value,
} from "@prosa/flow-schema";
import { Badge, Banner, Button, Dialog, Field, TextField } from "@prosa/ui";
import { useMutation } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { callHttp } from "../../../shared/api/call-http.ts";
import { useProblemText } from "../../../shared/api/problem-text.ts";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import { newId } from "../document/edits.ts";
import { useReadOnly, useScope, useSetConfig } from "./inspector-scope.tsx";
import { JsonTree } from "./json-tree.tsx";
import { asItems, withItem } from "./keyed-items.ts";

interface HttpTesterProps {
  id: string;
  node: FlowNode;
  definition: NodeDefinition;
}

/** For blocks that call another system: performs the call now, with example values, and takes what to keep from the answer. */
export function HttpTester(props: HttpTesterProps) {
  const { t } = useTranslation("inspector");
  const [open, setOpen] = useState(false);
  if (!formFields(props.definition).some(calls)) return null;
  return (
    <>
      <Button className="self-start" icon={<FlaskConical />} onClick={() => setOpen(true)}>
        {t("http.test")}
      </Button>
      {open ? <HttpTestDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Only texts of a call may hold secrets: whoever has such a field calls out. */
const calls = (field: FormField): boolean => field.field === "secret-template" || (field.fields ?? []).some(calls);

function HttpTestDialog({ id, node, definition, onClose }: HttpTesterProps & { onClose: () => void }) {
  const { t } = useTranslation("inspector");
  const { store, registry } = useScope();
  const problemText = useProblemText();
  const workspace = useWorkspaceId();
  const reads = readsOf(definition, node);
  const [values, setValues] = useState<Record<string, string>>({});
  const test = useMutation({
    mutationFn: async () => {
      const { httpRequestOf } = await import("./http-request-of.ts");
      const { document } = store.getState();
      const request = httpRequestOf({ document, id, registry }, values as Record<string, Value>);
      return request ? callHttp(workspace, request) : null;
    },
  });
  return (
    <Dialog
      closeLabel={t("close")}
      footer={
        <Button loading={test.isPending} onClick={() => test.mutate()} variant="primary">
          {t("http.send")}
        </Button>
      }
      onOpenChange={(open) => !open && onClose()}
      open
      size="lg"
      title={t("http.title")}
    >
      <div className="flex flex-col gap-4">
        {reads.length > 0 ? (
          <div className="grid gap-3 sm:grid-cols-2">
            {reads.map((name) => (
              <Field key={name} label={`{{${name}}}`}>
                <TextField
                  onValueChange={(text) => setValues({ ...values, [name]: text })}
                  placeholder={t("http.example")}
                  value={values[name] ?? ""}
                />
              </Field>
            ))}
          </div>
        ) : null}
        {test.error ? <Banner tone="danger">{problemText(test.error)}</Banner> : null}
        {test.data === null ? <Banner tone="warning">{t("http.incomplete")}</Banner> : null}
        {test.data ? <HttpAnswer definition={definition} id={id} node={node} result={test.data} /> : null}
      </div>
    </Dialog>
  );
}

function HttpAnswer({ id, node, definition, result }: HttpTesterProps & { result: HttpResult }) {
  const { t } = useTranslation("inspector");
  const setConfig = useSetConfig(id);
  const readOnly = useReadOnly();
  const mapping = formFields(definition).find((field) => field.field === "response-mapping");
  const keep = (path: string) => {
    if (!mapping) return;
    const items = asItems(node.config[mapping.name]);
    const empty = Object.entries(items).find(([, item]) => item.path === "" && item.variable === "");
    const added = { path, variable: "" };
    setConfig({
      [mapping.name]: empty ? { ...items, [empty[0]]: { ...empty[1], ...added } } : withItem(items, newId(), added),
    });
  };
  return (
    <section aria-label={t("http.answer")} className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <Badge tone={result.status < 400 ? "success" : "danger"}>{result.status}</Badge>
        <span className="text-ink-2 text-sm">{mapping && !readOnly ? t("http.pick") : null}</span>
      </div>
      <JsonTree onPick={mapping && !readOnly ? keep : undefined} value={result.body as Json} />
      <details className="text-sm">
        <summary className="cursor-pointer text-ink-2">{t("http.headers")}</summary>
        <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 font-mono text-xs">
          {Object.entries(result.headers).map(([name, value]) => (
            <div className="contents" key={name}>
              <dt className="text-ink-2">{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function readsOf(definition: NodeDefinition, node: FlowNode): string[] {
  const parsed = definition.config.safeParse(node.config);
  return parsed.success ? definition.reads(parsed.data).filter((name) => !name.startsWith("secret.")) : [];
}
