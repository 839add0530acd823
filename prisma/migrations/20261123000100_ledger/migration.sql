-- The ledger. UUIDv7 carries time, so primary key, dedup and time partitions are one thing.
-- A reader advances by (tx, seq) and reads only tx < pg_snapshot_xmin(pg_current_snapshot()).
CREATE SEQUENCE event_seq AS bigint CACHE 1;

CREATE TABLE event (
  id            uuid        NOT NULL,
  v             smallint    NOT NULL,
  type          text        NOT NULL,
  at            timestamptz(3) NOT NULL,
  source        text        NOT NULL,
  brand_id      text        NOT NULL DEFAULT 'retailer',
  campaign_id   text,
  store_id      text,
  zone_id       text,
  screen_id     text,
  touchpoint_id text,
  visitor_id    uuid,
  visit_id      uuid,
  simulated     boolean     NOT NULL DEFAULT false,
  data          jsonb       NOT NULL,
  seq           bigint      NOT NULL DEFAULT nextval('event_seq'),
  tx            xid8        NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);

CREATE INDEX event_tx_seq ON event (tx, seq);
CREATE INDEX event_brand ON event (brand_id, type, id);
CREATE INDEX event_visitor ON event (visitor_id, id) WHERE visitor_id IS NOT NULL;

-- Catches what no partition takes; an alert counts it.
CREATE TABLE event_default PARTITION OF event DEFAULT;

-- The lowest id of an instant.
CREATE FUNCTION uuidv7_floor(instant timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex(floor(extract(epoch FROM instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes one month's partition if it is missing. Rows of that month which reached the default partition are moved,
-- because a partition cannot be attached while the default holds its rows.
CREATE FUNCTION ensure_event_partition(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  name text := 'event_' || to_char(month, 'YYYY_MM');
  low  uuid := uuidv7_floor(date_trunc('month', month) AT TIME ZONE 'UTC');
  high uuid := uuidv7_floor((date_trunc('month', month) + interval '1 month') AT TIME ZONE 'UTC');
BEGIN
  IF to_regclass(name) IS NOT NULL THEN RETURN false; END IF;
  LOCK TABLE event IN ACCESS EXCLUSIVE MODE;
  EXECUTE format('CREATE TABLE %I (LIKE event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
  EXECUTE format('WITH moved AS (DELETE FROM event_default WHERE id >= %L AND id < %L RETURNING *) INSERT INTO %I SELECT * FROM moved', low, high, name);
  EXECUTE format('ALTER TABLE event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, low, high);
  RETURN true;
END $$;

-- Money never goes below zero, stock never below what was issued, and closed sets stay closed.
ALTER TABLE offer ADD CONSTRAINT offer_stock CHECK (issued >= 0 AND issued <= stock);
ALTER TABLE offer ADD CONSTRAINT offer_worth CHECK (discount > 0 AND min_spend >= 0 AND valid_days > 0);
ALTER TABLE coupon ADD CONSTRAINT coupon_status CHECK (status IN ('issued', 'redeemed', 'voided'));
ALTER TABLE "order" ADD CONSTRAINT order_amounts CHECK (amount >= 0 AND refunded >= 0 AND refunded <= amount);
ALTER TABLE visit ADD CONSTRAINT visit_stage CHECK (stage IN ('waiting', 'called', 'leading', 'phone', 'finished', 'closed'));
ALTER TABLE visit ADD CONSTRAINT visit_answer CHECK (answer IN ('yes', 'no'));
ALTER TABLE campaign ADD CONSTRAINT campaign_unproven CHECK (unproven IN ('story', 'coupon'));
ALTER TABLE retailer ADD CONSTRAINT retailer_consent CHECK (consent_mode IN ('ask', 'notice'));
ALTER TABLE member ADD CONSTRAINT member_role CHECK (
  (role = 'admin' AND store_id IS NULL AND brand_id IS NULL)
  OR (role IN ('manager', 'staff') AND store_id IS NOT NULL AND brand_id IS NULL)
  OR (role = 'brand' AND brand_id IS NOT NULL AND store_id IS NULL));
-- A receipt is redeemed once in a store.
CREATE UNIQUE INDEX coupon_receipt ON coupon (redeemed_store, receipt) WHERE status = 'redeemed';
-- A zone has one leader at most is the zone row's own rule; a visitor has one open visit in a zone.
CREATE UNIQUE INDEX visit_open ON visit (zone_id, visitor_brand_id) WHERE closed_at IS NULL;
CREATE INDEX delivery_due ON delivery (next_at) WHERE status = 'pending';
