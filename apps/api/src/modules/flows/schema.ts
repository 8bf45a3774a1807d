import { z } from "@hono/zod-openapi";
import {
  type ChannelCapabilities,
  documentChange,
  type FlowDocument,
  flowKinds,
  type Issue,
  type Json,
} from "@prosa/flow-schema";

import { ProviderTemplate } from "../templates/index.ts";

const Person = z.object({ id: z.uuid(), name: z.string() });
const Name = z.string().trim().min(1, "must not be empty").max(120).meta({ example: "Recepção" });

/** Checked by flow-schema's parseDocument, whose faults come back with JSON pointers; here it is only an object. */
const Document = z
  .custom<FlowDocument>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    "must be an object",
  )
  .openapi("FlowDocument", { type: "object", description: "A flow document: docs/flow-format.md describes it." });

const AnyJson = (z.unknown() as z.ZodType<Json>).openapi({ description: "Any JSON value" });

const Change = z
  .object({ path: documentChange.shape.path, value: AnyJson.optional() })
  .openapi("DocumentChange", { description: "One key set, or removed when it has no value." });

const PublishedVersion = z.object({
  id: z.uuid(),
  number: z.int(),
  note: z.string(),
  by: Person.nullable(),
  at: z.iso.datetime(),
});

export const FlowSummary = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(flowKinds),
    archivedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    updatedBy: Person.nullable(),
    draftRevision: z.int(),
    published: PublishedVersion.nullable(),
    hasUnpublishedChanges: z.boolean(),
    activeOn: z.array(z.object({ id: z.uuid(), name: z.string() })),
    nodeCount: z.int(),
  })
  .openapi("FlowSummary");

export const FlowList = z
  .object({ items: z.array(FlowSummary), nextCursor: z.string().nullable() })
  .openapi("FlowList");

export const FlowListQuery = z.object({
  search: z.string().max(120).optional(),
  archived: z
    .enum(["true", "false"])
    .optional()
    .meta({ description: "Only archived ones, or only the others (default)" }),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const FlowInput = z
  .object({
    name: Name,
    kind: z.enum(flowKinds).optional().meta({ description: "Default: the document's, else chatbot." }),
    document: Document.optional().meta({ description: "A flow to import; older formats are brought up to date." }),
  })
  .openapi("FlowInput");

export const FlowChanges = z.object({ name: Name.optional(), archived: z.boolean().optional() }).openapi("FlowChanges");
export const DuplicateInput = z.object({ name: Name.optional() }).openapi("FlowDuplicate");

const Clash = z
  .object({
    id: z.uuid(),
    path: z.array(z.string()),
    mine: AnyJson.optional().meta({ description: "What the one who came later wanted; absent: the key's removal" }),
    theirs: AnyJson.optional().meta({ description: "What was stored then; absent: nothing" }),
    by: Person.meta({ description: "Whose change was not made" }),
    at: z.iso.datetime(),
  })
  .openapi("FlowClash");

export const Draft = z.object({ revision: z.int(), document: Document, clashes: z.array(Clash) }).openapi("FlowDraft");
export const DraftPush = z
  .object({ baseRevision: z.int().min(0), changes: z.array(Change).max(5000) })
  .openapi("FlowDraftPush");
export const DraftPushed = z
  .object({
    revision: z.int(),
    clashes: z
      .array(Clash)
      .meta({ description: "Changes of this push that were not made, because the key had changed" }),
    changes: z.array(Change).meta({ description: "What others changed since baseRevision" }),
  })
  .openapi("FlowDraftPushed");
export const DraftReplace = z
  .object({ document: Document, baseRevision: z.int().min(0).optional() })
  .openapi("FlowDraftReplace");
export const Revision = z.object({ revision: z.int() }).openapi("FlowRevision");

const FlowIssue = z
  .custom<Issue>(() => true)
  .openapi("FlowIssue", {
    type: "object",
    properties: {
      code: { type: "string" },
      severity: { type: "string", enum: ["error", "warning"] },
      node: { type: "string" },
      port: { type: "string" },
      field: { type: "string" },
      params: { type: "object", additionalProperties: true },
      fix: { type: "object", additionalProperties: true },
    },
    required: ["code", "severity", "params"],
  });
export const Issues = z.object({ issues: z.array(FlowIssue) }).openapi("FlowIssues");
export const FlowWorld = z
  .object({
    channels: z.array(
      z
        .custom<ChannelCapabilities>(() => true)
        .openapi("ChannelCapabilities", {
          type: "object",
          properties: { type: { type: "string", example: "whatsapp" } },
          required: ["type"],
          additionalProperties: true,
          description: "What a channel can show and carry: lengths in characters, sizes in bytes, times in ms.",
        }),
    ),
    secrets: z.array(z.string()).meta({ description: "Names of the workspace's secrets" }),
    queues: z.array(z.uuid()),
    flows: z
      .record(z.string(), z.object({ name: z.string(), published: z.boolean(), calls: z.array(z.uuid()) }))
      .meta({ description: "The workspace's flows by id, with the flows each one's published version runs" }),
    flowId: z.uuid(),
    templates: z.array(ProviderTemplate).optional().meta({
      description: "The provider's templates on the connections concerned; absent when none are known",
    }),
  })
  .openapi("FlowWorld");
export const ValidateInput = z.object({ document: Document.optional() }).openapi("FlowValidate");

export const PublishInput = z
  .object({
    note: z.string().trim().max(500).default("").meta({ example: "Novo horário de sábado" }),
    revision: z.int().optional().meta({ description: "Refuse with 409 unless the draft is at this revision." }),
  })
  .openapi("FlowPublish");
export const Version = z
  .object({
    id: z.uuid(),
    number: z.int(),
    name: z.string(),
    note: z.string(),
    by: Person.nullable(),
    at: z.iso.datetime(),
    hash: z.string(),
    revision: z.int(),
    nodeCount: z.int(),
  })
  .openapi("FlowVersion");
export const VersionList = z.object({ items: z.array(Version), nextCursor: z.null() }).openapi("FlowVersionList");
export const VersionWithDocument = Version.extend({ document: Document }).openapi("FlowVersionWithDocument");
