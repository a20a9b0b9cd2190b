ALTER TYPE "public"."definition_name" ADD VALUE 'positioning';--> statement-breakpoint
ALTER TYPE "public"."planning_stage" ADD VALUE 'positioning' BEFORE 'placement';--> statement-breakpoint
CREATE TABLE "stock_target" (
	"seller_id" bigint NOT NULL,
	"run_id" bigint NOT NULL,
	"product_id" bigint NOT NULL,
	"fc_id" integer NOT NULL,
	"account_id" bigint NOT NULL,
	"target_units" integer NOT NULL,
	"reserve_units" integer NOT NULL,
	"on_hand_units" integer NOT NULL,
	"inbound_units" integer NOT NULL,
	CONSTRAINT "stock_target_seller_id_run_id_product_id_fc_id_pk" PRIMARY KEY("seller_id","run_id","product_id","fc_id"),
	CONSTRAINT "stock_target_units" CHECK ("stock_target"."target_units" >= 0 and "stock_target"."reserve_units" >= 0)
);
--> statement-breakpoint
ALTER TABLE "stock_target" ADD CONSTRAINT "stock_target_run_id_plan_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."plan_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_target" ADD CONSTRAINT "stock_target_fc_id_fc_id_fk" FOREIGN KEY ("fc_id") REFERENCES "public"."fc"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_target" ADD CONSTRAINT "stock_target_seller_id_product_id_product_seller_id_id_fk" FOREIGN KEY ("seller_id","product_id") REFERENCES "public"."product"("seller_id","id") ON DELETE no action ON UPDATE no action;