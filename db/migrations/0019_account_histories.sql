CREATE INDEX "inventory_event_account" ON "inventory_event" USING btree ("seller_id","account_id","product_id","event_on") INCLUDE ("units","kind","disposition","fc_id") WHERE recorded_to = 'infinity';--> statement-breakpoint
CREATE INDEX "inventory_event_shipment" ON "inventory_event" USING btree ("seller_id","shipment_id") WHERE "inventory_event"."shipment_id" is not null;--> statement-breakpoint
CREATE INDEX "order_line_account" ON "order_line" USING btree ("seller_id","account_id","product_id","purchased_on") INCLUDE ("units","status","region_id") WHERE recorded_to = 'infinity';
