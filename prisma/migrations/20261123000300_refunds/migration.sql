-- A refund is taken once: its number at the shop is the idempotency key.
CREATE TABLE "refund" (
    "order_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "brand_id" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "body_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("order_id","external_id")
);
CREATE INDEX "refund_brand_id_idx" ON "refund"("brand_id");
ALTER TABLE refund ADD CONSTRAINT refund_amount CHECK (amount > 0);

-- What joins later events with the row they belong to. An event that a visit has already (a second tap, a second
-- order) has a row of its own, with the visit it is part of.
ALTER TABLE "journey" ADD COLUMN "visit_id" UUID, ADD COLUMN "click_id" UUID, ADD COLUMN "order_id" UUID;
CREATE INDEX "journey_visit_id_idx" ON "journey"("visit_id");
CREATE INDEX "journey_click_id_idx" ON "journey"("click_id");
CREATE INDEX "journey_order_id_idx" ON "journey"("order_id");
CREATE INDEX "journey_visitor_id_idx" ON "journey"("visitor_id");

GRANT SELECT, INSERT ON refund TO footlight_service;
ALTER TABLE refund ENABLE ROW LEVEL SECURITY;
ALTER TABLE refund FORCE ROW LEVEL SECURITY;
CREATE POLICY service_all ON refund TO footlight_service USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON refund TO footlight_owner USING (true) WITH CHECK (true);
CREATE POLICY tenant_own ON refund TO footlight_tenant
  USING (brand_id = nullif(current_setting('footlight.brand_id', true), ''))
  WITH CHECK (brand_id = nullif(current_setting('footlight.brand_id', true), ''));
