CREATE TYPE "public"."trace_tier" AS ENUM('hot', 'warm', 'cold', 'released');--> statement-breakpoint
CREATE TABLE "run_salt" (
	"run_id" bigint PRIMARY KEY NOT NULL,
	"salt_key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_seal" (
	"run_id" bigint PRIMARY KEY NOT NULL,
	"chunk_roots" "bytea" NOT NULL,
	"tree_root_sha256" text NOT NULL,
	"snapshot_sha256" text NOT NULL,
	"policy_sha256" text NOT NULL,
	"code_sha256" text NOT NULL,
	"previous_root_sha256" text,
	"root_sha256" text NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_key" (
	"key_id" text PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"first_used_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trace_audit" (
	"night_on" date PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"sampled_count" integer NOT NULL,
	"explained_count" integer NOT NULL,
	"moved_run_count" integer NOT NULL,
	"failure_count" integer NOT NULL,
	"failures" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trace_move" (
	"run_id" bigint NOT NULL,
	"tier" "trace_tier" NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	"proved_count" integer NOT NULL,
	CONSTRAINT "trace_move_run_id_tier_pk" PRIMARY KEY("run_id","tier")
);
--> statement-breakpoint
ALTER TABLE "formula_set" ADD COLUMN "bundle" "bytea";--> statement-breakpoint
ALTER TABLE "formula_set" ADD COLUMN "bundle_sha256" text;--> statement-breakpoint
ALTER TABLE "trace_chunk" ADD COLUMN "tier" "trace_tier" DEFAULT 'hot' NOT NULL;--> statement-breakpoint
ALTER TABLE "trace_chunk" ADD COLUMN "packing" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "trace_chunk" ADD COLUMN "base_run_id" bigint;--> statement-breakpoint
ALTER TABLE "trace_chunk" ADD COLUMN "base_depth" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_salt" ADD CONSTRAINT "run_salt_run_id_plan_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."plan_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_seal" ADD CONSTRAINT "run_seal_run_id_plan_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."plan_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_seal" ADD CONSTRAINT "run_seal_key_id_signing_key_key_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."signing_key"("key_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trace_move" ADD CONSTRAINT "trace_move_run_id_plan_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."plan_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "trace_audit_failed" ON "trace_audit" USING btree ("failure_count","night_on");