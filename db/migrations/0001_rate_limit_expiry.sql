ALTER TABLE "rate_limit" DROP COLUMN "expire";--> statement-breakpoint
ALTER TABLE "rate_limit" ADD COLUMN "expire" bigint;--> statement-breakpoint
CREATE INDEX "rate_limit_expire" ON "rate_limit" USING btree ("expire");
