CREATE TYPE "public"."network_function" AS ENUM('storage', 'receiving', 'picking', 'shipping', 'lane');--> statement-breakpoint
ALTER TYPE "public"."planning_stage" ADD VALUE 'network' BEFORE 'price';--> statement-breakpoint
CREATE TABLE "run_network" (
	"run_id" bigint PRIMARY KEY NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_network_price" (
	"run_id" bigint NOT NULL,
	"rank" integer NOT NULL,
	"function" "network_function" NOT NULL,
	"fc_id" integer NOT NULL,
	"region_id" integer,
	"storage_type" "storage_type",
	"period_start_on" date NOT NULL,
	"period_days" integer NOT NULL,
	"capacity" double precision NOT NULL,
	"load" double precision NOT NULL,
	"price_micros" double precision NOT NULL,
	CONSTRAINT "run_network_price_run_id_rank_pk" PRIMARY KEY("run_id","rank")
);
--> statement-breakpoint
ALTER TABLE "fc_rate" ADD COLUMN "shipping_mm3_per_day" bigint;--> statement-breakpoint
ALTER TABLE "lane" ADD COLUMN "departure_weekdays" smallint DEFAULT 127 NOT NULL;--> statement-breakpoint
ALTER TABLE "lane" ADD COLUMN "departure_mm3" bigint;--> statement-breakpoint
ALTER TABLE "run_network" ADD CONSTRAINT "run_network_run_id_plan_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."plan_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_network_price" ADD CONSTRAINT "run_network_price_run_id_plan_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."plan_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_network_price" ADD CONSTRAINT "run_network_price_fc_id_fc_id_fk" FOREIGN KEY ("fc_id") REFERENCES "public"."fc"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_network_price" ADD CONSTRAINT "run_network_price_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_network_price_fc" ON "run_network_price" USING btree ("fc_id","function","run_id");--> statement-breakpoint
ALTER TABLE "lane" ADD CONSTRAINT "lane_departure_weekdays" CHECK ("lane"."departure_weekdays" between 0 and 127);--> statement-breakpoint
ALTER TABLE "lane" ADD CONSTRAINT "lane_departure_mm3" CHECK ("lane"."departure_mm3" >= 0);