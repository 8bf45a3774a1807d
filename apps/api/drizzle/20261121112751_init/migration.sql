CREATE TABLE "connection_flows" (
	"workspace_id" uuid,
	"connection_id" uuid,
	"flow_id" uuid,
	CONSTRAINT "connection_flows_pkey" PRIMARY KEY("workspace_id","connection_id","flow_id")
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"workspace_id" uuid,
	"id" uuid,
	"name" text NOT NULL,
	"channel" text NOT NULL,
	"is_standin" boolean DEFAULT false NOT NULL,
	"settings" jsonb NOT NULL,
	"secrets" jsonb NOT NULL,
	"status" text DEFAULT 'ok' NOT NULL,
	"status_detail" text,
	"paused_until" timestamp with time zone,
	"pace_at" timestamp with time zone,
	"rate" integer DEFAULT 80 NOT NULL,
	"phone" text,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connections_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"workspace_id" uuid,
	"id" uuid,
	"name" text,
	"phone" text,
	"email" text,
	"language" text,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"fields" jsonb DEFAULT '{}' NOT NULL,
	"merged_into" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"workspace_id" uuid,
	"channel" text,
	"key" text,
	"contact_id" uuid NOT NULL,
	"address" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identities_pkey" PRIMARY KEY("workspace_id","channel","key")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"workspace_id" uuid,
	"id" uuid,
	"contact_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"protocol" text NOT NULL,
	"status" text NOT NULL,
	"speaker" text NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"queue_id" uuid,
	"assignee_id" uuid,
	"unread" integer DEFAULT 0 NOT NULL,
	"last_seq" bigint DEFAULT 0 NOT NULL,
	"last_message_id" uuid,
	"last_message_at" timestamp with time zone NOT NULL,
	"waiting_since" timestamp with time zone,
	"version_id" uuid,
	"failure" jsonb,
	"fields" jsonb DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "conversations_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"workspace_id" uuid,
	"id" uuid,
	"conversation_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"direction" text NOT NULL,
	"author" text NOT NULL,
	"author_id" uuid,
	"version_id" uuid,
	"session_id" uuid,
	"content" jsonb NOT NULL,
	"status" text,
	"error" jsonb,
	"provider_message_id" text,
	"client_id" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "messages_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "protocol_counters" (
	"workspace_id" uuid,
	"day" date,
	"last" integer NOT NULL,
	CONSTRAINT "protocol_counters_pkey" PRIMARY KEY("workspace_id","day")
);
--> statement-breakpoint
CREATE TABLE "flow_clashes" (
	"workspace_id" uuid,
	"flow_id" uuid,
	"id" uuid,
	"path" text[] NOT NULL,
	"mine" jsonb,
	"theirs" jsonb,
	"account_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flow_clashes_pkey" PRIMARY KEY("workspace_id","flow_id","id")
);
--> statement-breakpoint
CREATE TABLE "flow_drafts" (
	"workspace_id" uuid,
	"flow_id" uuid,
	"revision" integer NOT NULL,
	"document" jsonb NOT NULL,
	"key_revisions" jsonb NOT NULL,
	"node_count" integer NOT NULL,
	CONSTRAINT "flow_drafts_pkey" PRIMARY KEY("workspace_id","flow_id")
);
--> statement-breakpoint
CREATE TABLE "flow_versions" (
	"workspace_id" uuid,
	"id" uuid,
	"flow_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"document" jsonb NOT NULL,
	"calls" jsonb DEFAULT '{}' NOT NULL,
	"hash" text NOT NULL,
	"revision" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"account_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flow_versions_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "flow_versions_number_key" UNIQUE("workspace_id","flow_id","number")
);
--> statement-breakpoint
CREATE TABLE "flows" (
	"workspace_id" uuid,
	"id" uuid,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"archived_at" timestamp with time zone,
	"published_version_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "flows_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "media_fetches" (
	"workspace_id" uuid,
	"message_id" uuid,
	"connection_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"provider_media_id" text NOT NULL,
	"filename" text,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"hash" text,
	"error" text,
	CONSTRAINT "media_fetches_pkey" PRIMARY KEY("workspace_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "media_files" (
	"workspace_id" uuid,
	"hash" text,
	"mime_type" text NOT NULL,
	"size" bigint NOT NULL,
	"filename" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_files_pkey" PRIMARY KEY("workspace_id","hash")
);
--> statement-breakpoint
CREATE TABLE "media_uploads" (
	"workspace_id" uuid,
	"connection_id" uuid,
	"hash" text,
	"provider_media_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "media_uploads_pkey" PRIMARY KEY("workspace_id","connection_id","hash")
);
--> statement-breakpoint
CREATE TABLE "queues" (
	"workspace_id" uuid,
	"id" uuid,
	"name" text NOT NULL,
	"color" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "queues_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "queues_name_key" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "workspace_secrets" (
	"workspace_id" uuid,
	"name" text,
	"sealed" bytea NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "workspace_secrets_pkey" PRIMARY KEY("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "standin_files" (
	"id" text PRIMARY KEY,
	"bytes" bytea NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standin_state" (
	"name" text PRIMARY KEY,
	"snapshot" jsonb NOT NULL,
	"origin" text,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"workspace_id" uuid,
	"connection_id" uuid,
	"name" text,
	"language" text,
	"category" text NOT NULL,
	"status" text NOT NULL,
	"body" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"components" jsonb NOT NULL,
	"fetched_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "templates_pkey" PRIMARY KEY("workspace_id","connection_id","name","language")
);
--> statement-breakpoint
CREATE TABLE "account_sessions" (
	"id" text PRIMARY KEY,
	"account_id" uuid NOT NULL,
	"public_id" uuid NOT NULL,
	"user_agent" text,
	"address" text,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY,
	"email" text NOT NULL CONSTRAINT "accounts_email_key" UNIQUE,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"locale" text NOT NULL,
	"time_zone" text NOT NULL,
	"theme" text DEFAULT 'system' NOT NULL,
	"server_admin" boolean DEFAULT false NOT NULL,
	"password_expired" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"workspace_id" uuid,
	"id" uuid,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"prefix" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_tokens_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"workspace_id" uuid,
	"account_id" uuid,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_pkey" PRIMARY KEY("workspace_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY,
	"slug" text NOT NULL CONSTRAINT "workspaces_slug_key" UNIQUE,
	"name" text NOT NULL,
	"locale" text NOT NULL,
	"time_zone" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"workspace_id" uuid,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"xid" xid8 DEFAULT pg_current_xact_id() NOT NULL,
	"topic" text NOT NULL,
	"key" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "changes_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "instance" (
	"name" text PRIMARY KEY,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"key" text PRIMARY KEY,
	"failures" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"blocked_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"workspace_id" uuid,
	"id" uuid,
	"seq" bigserial,
	"message_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"status" text NOT NULL,
	"priority" smallint DEFAULT 0 NOT NULL,
	"epoch" integer,
	"attempt" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	"parts" smallint DEFAULT 1 NOT NULL,
	"parts_done" smallint DEFAULT 0 NOT NULL,
	"session_id" uuid,
	"provider_message_id" text,
	CONSTRAINT "deliveries_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "effects" (
	"workspace_id" uuid,
	"id" uuid,
	"contact_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"epoch" integer NOT NULL,
	"request" jsonb NOT NULL,
	"idempotent" boolean NOT NULL,
	"status" text NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	CONSTRAINT "effects_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"workspace_id" uuid,
	"id" bigserial,
	"contact_id" uuid NOT NULL,
	"connection_id" uuid,
	"kind" text NOT NULL,
	"event_id" uuid NOT NULL,
	"body" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_pkey" PRIMARY KEY("id","workspace_id")
);
--> statement-breakpoint
CREATE TABLE "inbox_keys" (
	"workspace_id" uuid,
	"connection_id" uuid,
	"key" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_keys_pkey" PRIMARY KEY("workspace_id","connection_id","key")
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"workspace_id" uuid,
	"contact_id" uuid,
	"token" bigint DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"ready_at" timestamp with time zone DEFAULT now() NOT NULL,
	"moved_to" uuid,
	"met" boolean DEFAULT false NOT NULL,
	"inbound" jsonb DEFAULT '{}' NOT NULL,
	CONSTRAINT "lanes_pkey" PRIMARY KEY("workspace_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"workspace_id" uuid,
	"id" uuid,
	"contact_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"status" text NOT NULL,
	"waits_for" text,
	"state" jsonb NOT NULL,
	"version" integer NOT NULL,
	"spoke_at" timestamp with time zone NOT NULL,
	"held" jsonb DEFAULT '[]' NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sessions_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "status_inbox" (
	"workspace_id" uuid,
	"id" bigserial,
	"connection_id" uuid NOT NULL,
	"body" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "status_inbox_pkey" PRIMARY KEY("id","workspace_id")
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"workspace_id" uuid,
	"id" uuid,
	"contact_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "timers_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "turns" (
	"workspace_id" uuid,
	"session_id" uuid,
	"number" integer,
	"conversation_id" uuid NOT NULL,
	"event" jsonb,
	"facts" jsonb,
	"trace" jsonb,
	"state_hash" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "turns_pkey" PRIMARY KEY("workspace_id","session_id","number")
);
--> statement-breakpoint
CREATE INDEX "connection_flows_flow_idx" ON "connection_flows" ("workspace_id","flow_id");--> statement-breakpoint
CREATE INDEX "connections_id_idx" ON "connections" ("id");--> statement-breakpoint
CREATE INDEX "connections_number_idx" ON "connections" ("channel",(settings->>'phoneNumberId'));--> statement-breakpoint
CREATE INDEX "contacts_phone_idx" ON "contacts" ("workspace_id","phone");--> statement-breakpoint
CREATE INDEX "identities_contact_idx" ON "identities" ("workspace_id","contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_open_key" ON "conversations" ("workspace_id","contact_id") WHERE status <> 'closed';--> statement-breakpoint
CREATE INDEX "conversations_list_idx" ON "conversations" ("workspace_id","status","last_message_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "messages_seq_key" ON "messages" ("workspace_id","conversation_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_client_key" ON "messages" ("workspace_id","conversation_id","client_id") WHERE client_id is not null;--> statement-breakpoint
CREATE INDEX "flows_list_idx" ON "flows" ("workspace_id","updated_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "media_fetches_due_idx" ON "media_fetches" ("status","run_at");--> statement-breakpoint
CREATE UNIQUE INDEX "queues_default_key" ON "queues" ("workspace_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "account_sessions_account_idx" ON "account_sessions" ("account_id");--> statement-breakpoint
CREATE INDEX "api_tokens_hash_idx" ON "api_tokens" ("hash");--> statement-breakpoint
CREATE INDEX "memberships_account_idx" ON "memberships" ("account_id");--> statement-breakpoint
CREATE INDEX "changes_xid_idx" ON "changes" ("xid");--> statement-breakpoint
CREATE INDEX "changes_at_idx" ON "changes" ("at");--> statement-breakpoint
CREATE INDEX "deliveries_open_idx" ON "deliveries" ("workspace_id","conversation_id","seq") WHERE status in ('pending', 'sending', 'uncertain');--> statement-breakpoint
CREATE INDEX "deliveries_due_idx" ON "deliveries" ("connection_id","priority","run_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "deliveries_flight_idx" ON "deliveries" ("claimed_at") WHERE status in ('sending', 'uncertain');--> statement-breakpoint
CREATE INDEX "deliveries_provider_idx" ON "deliveries" ("workspace_id","connection_id","provider_message_id") WHERE provider_message_id is not null;--> statement-breakpoint
CREATE INDEX "effects_due_idx" ON "effects" ("run_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "effects_running_idx" ON "effects" ("claimed_at") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "inbox_lane_idx" ON "inbox" ("workspace_id","contact_id","id");--> statement-breakpoint
CREATE INDEX "inbox_keys_at_idx" ON "inbox_keys" USING brin ("at");--> statement-breakpoint
CREATE INDEX "sessions_contact_idx" ON "sessions" ("workspace_id","contact_id");--> statement-breakpoint
CREATE INDEX "timers_at_idx" ON "timers" ("at");--> statement-breakpoint
ALTER TABLE "connection_flows" ADD CONSTRAINT "connection_flows_workspace_id_workspaces_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_workspace_id_workspaces_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "flow_clashes" ADD CONSTRAINT "flow_clashes_workspace_id_workspaces_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "flow_drafts" ADD CONSTRAINT "flow_drafts_workspace_id_workspaces_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "flow_versions" ADD CONSTRAINT "flow_versions_workspace_id_workspaces_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "flows" ADD CONSTRAINT "flows_workspace_id_workspaces_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "queues" ADD CONSTRAINT "queues_workspace_id_workspaces_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "workspace_secrets" ADD CONSTRAINT "workspace_secrets_workspace_id_workspaces_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "workspace_secrets" ADD CONSTRAINT "workspace_secrets_updated_by_accounts_id_fkey" FOREIGN KEY ("updated_by") REFERENCES "accounts"("id") ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE "account_sessions" ADD CONSTRAINT "account_sessions_account_id_accounts_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_workspace_id_workspaces_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_account_id_accounts_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_workspaces_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_account_id_accounts_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE;