import type { Context } from "hono";
import type { StandinAccount } from "../account.ts";
import type { Core } from "../core.ts";
import type { StoredTemplate } from "../state/store.ts";
import { type Json, optionalTextAt, textAt } from "./fields.ts";
import { GraphError } from "./graph-error.ts";
import { readComponents } from "./read-components.ts";
import { seedTemplates } from "./seed-templates.ts";

/** An account's templates; one that was never asked for begins with a few to try. */
export function templatesOf(core: Core, account: StandinAccount): StoredTemplate[] {
  const known = core.state.templatesOf(account.businessAccountId);
  if (known.length > 0) return known;
  for (const seed of seedTemplates)
    core.state.putTemplate({
      ...structuredClone(seed),
      id: core.ids.number(),
      businessAccountId: account.businessAccountId,
    });
  core.changed(account.phoneNumberId);
  return core.state.templatesOf(account.businessAccountId);
}

/** `GET /<business account id>/message_templates`, in pages by cursor. */
export function listTemplates(c: Context, core: Core, account: StandinAccount): Response {
  const { name, status, language } = c.req.query();
  const limit = Math.min(Math.max(Number(c.req.query("limit") ?? 25) || 25, 1), 100);
  const wanted = templatesOf(core, account).filter(
    (template) =>
      (name === undefined || template.name.includes(name)) &&
      (status === undefined || template.status === status) &&
      (language === undefined || template.language === language),
  );
  const after = c.req.query("after");
  const start = after === undefined ? 0 : wanted.findIndex(({ id }) => id === after) + 1;
  const page = wanted.slice(start, start + limit);
  const [first, last] = [page[0], page.at(-1)];
  const next = new URL(c.req.url);
  if (last) next.searchParams.set("after", last.id);
  return c.json({
    data: page.map(publicTemplate),
    ...(first &&
      last && {
        paging: {
          cursors: { before: first.id, after: last.id },
          ...(start + limit < wanted.length && { next: next.href }),
        },
      }),
  });
}

/** A template without what only the stand-in keeps. */
export const publicTemplate = ({
  id,
  name,
  language,
  category,
  status,
  parameter_format,
  components,
}: StoredTemplate) => ({
  id,
  name,
  language,
  category,
  status,
  parameter_format,
  components,
});

/** `POST /<business account id>/message_templates`: pending first, approved after a moment. */
export function createTemplate(core: Core, account: StandinAccount, body: Json) {
  templatesOf(core, account);
  const name = textAt(body, "name", { path: "name", max: 512 });
  if (!/^[a-z0-9_]+$/.test(name))
    throw new GraphError(100, "Template names have small letters, digits and underscores only.");
  const language = textAt(body, "language", { path: "language", max: 20 });
  const category = textAt(body, "category", { path: "category", max: 40 }).toUpperCase();
  if (!["MARKETING", "UTILITY", "AUTHENTICATION"].includes(category))
    throw new GraphError(100, `Category ${category} is not known.`);
  const named =
    optionalTextAt(body, "parameter_format", { path: "parameter_format", max: 20 })?.toUpperCase() === "NAMED";
  const same = core.state.templatesOf(account.businessAccountId);
  if (same.some((template) => template.name === name && template.language === language))
    throw new GraphError(100, `There is already ${language} content for template ${name}.`);
  const template: StoredTemplate = {
    id: core.ids.number(),
    businessAccountId: account.businessAccountId,
    name,
    language,
    category,
    status: "PENDING",
    parameter_format: named ? "NAMED" : "POSITIONAL",
    components: readComponents(body),
  };
  if (!core.state.putTemplate(template)) throw new GraphError(100, "The account has as many templates as it may have.");
  core.changed(account.phoneNumberId);
  approveLater(core, template);
  return { id: template.id, status: template.status, category };
}

/** `DELETE /<business account id>/message_templates?name=` */
export function deleteTemplates(core: Core, account: StandinAccount, name: string | undefined) {
  const gone = templatesOf(core, account).filter((template) => template.name === name);
  if (gone.length === 0) throw new GraphError(100, `There is no template ${name ?? ""}.`);
  for (const { id } of gone) core.state.removeTemplate(id);
  core.changed(account.phoneNumberId);
  return { success: true };
}

/** The review passes after a moment; also of those that were under review when the stand-in last stopped. */
export function approveLater(core: Core, template: StoredTemplate): void {
  core.later(core.rules.templateReviewMs, () => void approve(core, template));
}

async function approve(core: Core, template: StoredTemplate): Promise<void> {
  const account = await core.accounts.byBusinessAccount(template.businessAccountId);
  if (!account || core.state.template(template.id)?.status !== "PENDING") return;
  template.status = "APPROVED";
  core.changed(account.phoneNumberId);
  core.webhooks.enqueue({
    id: core.ids.token(),
    lane: `templates-${account.businessAccountId}`,
    phoneNumberId: account.phoneNumberId,
    field: "message_template_status_update",
    value: {
      event: "APPROVED",
      message_template_id: Number(template.id),
      message_template_name: template.name,
      message_template_language: template.language,
      message_template_category: template.category,
      reason: "NONE",
    },
    messageId: null,
    at: core.clock(),
  });
}
