import { maxPayloadLength, type TemplateParameter } from "@prosa/flow-schema";
import { ChatBubble, ChatChoices, Disclosure, Field, FileButton, TextField } from "@prosa/ui";
import { useMutation } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../../shared/api/problem-text.ts";
import { uploadMedia } from "../../../shared/api/upload-media.ts";
import { FormattedText } from "../../../shared/chat/formatted-text.tsx";
import type { Template } from "../../../shared/queries/templates.ts";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import type { OutgoingBubble } from "../unsent/unsent-store.ts";
import {
  type ProviderComponent,
  type TemplateField,
  templateComponents,
  templateFields,
  templatePreview,
} from "./template-parts.ts";

interface TemplateFormProps {
  template: Template;
  formId: string;
  onSend: (bubble: OutgoingBubble) => void;
}

/** The values of a template, beside how it will read. */
export function TemplateForm({ template, formId, onSend }: TemplateFormProps) {
  const { t } = useTranslation("conversations");
  const components = template.components as unknown as ProviderComponent[];
  const fields = templateFields(components);
  const [values, setValues] = useState<Record<string, TemplateParameter>>({});
  const [tried, setTried] = useState(false);
  const texts = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, value.type === "text" ? value.text : ""]),
  );
  const preview = templatePreview(components, texts);
  const buttons = components.flatMap((component) => component.buttons ?? []);
  const set = (key: string, value: TemplateParameter) => setValues((old) => ({ ...old, [key]: value }));
  const isMissing = ({ key, optional }: TemplateField) => !optional && !isFilled(values[key]);
  const [optional, wanted] = [fields.filter((field) => field.optional), fields.filter((field) => !field.optional)];
  const input = (field: TemplateField) => (
    <FieldInput
      error={tried && isMissing(field) ? t("template.fill") : undefined}
      field={field}
      key={field.key}
      onChange={(value) => set(field.key, value)}
      value={values[field.key]}
    />
  );
  const submit = () => {
    setTried(true);
    if (fields.some(isMissing)) return;
    onSend({
      type: "template",
      name: template.name,
      language: template.language,
      components: templateComponents(
        fields.filter(({ key }) => isFilled(values[key])),
        values,
      ),
      preview,
    });
  };
  return (
    <form
      className="grid gap-5 md:grid-cols-2"
      id={formId}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="flex flex-col gap-4">
        {wanted.length === 0 ? <p className="text-ink-2">{t("template.noFields")}</p> : null}
        {wanted.map(input)}
        {optional.length > 0 ? (
          <Disclosure title={t("template.buttonAnswers")}>
            <div className="flex flex-col gap-4">
              <p className="text-ink-2 text-sm">{t("template.payloadHint")}</p>
              {optional.map(input)}
            </div>
          </Disclosure>
        ) : null}
      </div>
      <div className="min-w-0 rounded-md bg-surface-2 p-4">
        <p className="mb-2 text-ink-2 text-sm">{t("template.preview")}</p>
        <ChatBubble
          choices={
            buttons.length > 0 ? (
              <ChatChoices
                choices={buttons.map(({ text }, index) => ({ id: String(index), label: text ?? "" }))}
                label={t("options")}
              />
            ) : undefined
          }
          tone="out"
        >
          <FormattedText text={preview} />
        </ChatBubble>
      </div>
    </form>
  );
}

interface FieldInputProps {
  field: TemplateField;
  value: TemplateParameter | undefined;
  error: string | undefined;
  onChange: (value: TemplateParameter) => void;
}

function FieldInput({ field, value, error, onChange }: FieldInputProps) {
  const { t } = useTranslation("conversations");
  const { kind, place, placeholder, context } = field;
  if (kind === "image" || kind === "video" || kind === "document")
    return <FileInput error={error} kind={kind} onChange={onChange} value={value} />;
  const where = kind !== "text" ? kind : place === "header" ? "header" : "body";
  return (
    <Field error={error} label={t(`template.in.${where}`, { placeholder, button: context })}>
      <TextField
        maxLength={longest[kind]}
        onValueChange={(words) => onChange(parameterOf(field, words))}
        value={wordsOf(value)}
      />
    </Field>
  );
}

/** Characters. */
const longest = { text: 1024, url: 1024, code: 15, payload: maxPayloadLength };

function parameterOf({ kind, name }: TemplateField, words: string): TemplateParameter {
  if (kind === "code") return { type: "coupon_code", code: words };
  if (kind === "payload") return { type: "payload", payload: words };
  return { type: "text", text: words, ...(name ? { name } : {}) };
}

function wordsOf(value: TemplateParameter | undefined): string {
  if (value?.type === "text") return value.text;
  if (value?.type === "coupon_code") return value.code;
  return value?.type === "payload" ? value.payload : "";
}

interface FileInputProps {
  kind: "image" | "video" | "document";
  value: TemplateParameter | undefined;
  error: string | undefined;
  onChange: (value: TemplateParameter) => void;
}

const accept = { image: "image/jpeg,image/png", video: "video/mp4,video/3gpp", document: "application/pdf" };

function FileInput({ kind, value, error, onChange }: FileInputProps) {
  const { t } = useTranslation("conversations");
  const workspace = useWorkspaceId();
  const problemText = useProblemText();
  const upload = useMutation({
    mutationFn: (file: File) => uploadMedia(workspace, file),
    onSuccess: (media) => onChange({ type: kind, media }),
  });
  const name = value && "media" in value ? value.media.filename : undefined;
  return (
    <Field error={upload.isError ? problemText(upload.error) : error} label={t("template.in.file")}>
      <div className="flex items-center gap-2">
        <FileButton
          accept={accept[kind]}
          icon={<Upload />}
          loading={upload.isPending}
          onFiles={([file]) => {
            if (file) upload.mutate(file);
          }}
        >
          {t("template.chooseFile")}
        </FileButton>
        <span className="truncate text-ink-2 text-sm">{name}</span>
      </div>
    </Field>
  );
}

const isFilled = (value: TemplateParameter | undefined): boolean =>
  value !== undefined && ("media" in value || wordsOf(value).trim() !== "");
