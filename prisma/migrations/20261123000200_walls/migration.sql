-- The wall between brands. FORCE makes even the owner pass by a policy; `tenant` sees the rows of the one brand that
-- `withTenant` set for its transaction, and nothing when it is unset or empty. Grants lie on parents, never on
-- partitions, which would bypass the parent's policy.
GRANT USAGE ON SCHEMA public TO footlight_service, footlight_tenant;

GRANT SELECT, INSERT ON event TO footlight_service;
GRANT USAGE ON SEQUENCE event_seq TO footlight_service;
GRANT SELECT ON event TO footlight_tenant;
GRANT SELECT, INSERT ON audit_log TO footlight_service;

DO $$
DECLARE
  name text;
  -- what the app changes
  state text[] := ARRAY['retailer','brand','store','zone','screen','screen_key','screen_pairing','touchpoint','campaign',
    'link','visitor','visitor_brand','click','pass','visit','offer','coupon','order','credit','destination','delivery',
    'journey','rollup_day','reader_position','api_key','member','user','session','account','verification','rate_limit'];
  -- what belongs to one brand
  walled text[] := ARRAY['event','campaign','link','visitor_brand','click','pass','visit','offer','coupon','order','credit',
    'destination','delivery','journey','rollup_day','api_key'];
  -- what a brand's own pages read
  shown text[] := ARRAY['campaign','link','offer','credit','delivery','journey','rollup_day'];
BEGIN
  FOREACH name IN ARRAY state LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO footlight_service', name);
  END LOOP;
  FOREACH name IN ARRAY walled LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY service_all ON %I TO footlight_service USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO footlight_owner USING (true) WITH CHECK (true)', name);
    EXECUTE format($policy$CREATE POLICY tenant_own ON %I TO footlight_tenant
      USING (brand_id = nullif(current_setting('footlight.brand_id', true), ''))
      WITH CHECK (brand_id = nullif(current_setting('footlight.brand_id', true), ''))$policy$, name);
  END LOOP;
  FOREACH name IN ARRAY shown LOOP
    EXECUTE format('GRANT SELECT ON %I TO footlight_tenant', name);
  END LOOP;
END $$;

ALTER TABLE brand ENABLE ROW LEVEL SECURITY;
ALTER TABLE brand FORCE ROW LEVEL SECURITY;
CREATE POLICY service_all ON brand TO footlight_service USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON brand TO footlight_owner USING (true) WITH CHECK (true);
CREATE POLICY tenant_own ON brand TO footlight_tenant
  USING (id = nullif(current_setting('footlight.brand_id', true), ''));
GRANT SELECT ON brand TO footlight_tenant;
-- A destination's secret is not for reading back, not even by its brand.
GRANT SELECT (id, brand_id, kind, name, config, active, created_at) ON destination TO footlight_tenant;
-- Stores are the retailer's; brands see their names.
GRANT SELECT (id, name, address, time_zone) ON store TO footlight_tenant;
