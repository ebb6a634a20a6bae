-- What payment gateways sign their events with, by clinic: sealed under a key of the server, which is never in the database.
-- No history: a secret that is no longer used is gone.
CREATE TABLE gateway_secret (
  clinic_id text NOT NULL,
  gateway text NOT NULL,
  sealed text NOT NULL,
  set_at_ms bigint NOT NULL,
  -- The one before it: what was sent before the change is still signed with it when it is sent again.
  sealed_before text,
  PRIMARY KEY (clinic_id, gateway)
);

ALTER TABLE gateway_secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE gateway_secret FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON gateway_secret USING (clinic_id = tenant()) WITH CHECK (clinic_id = tenant());

GRANT SELECT, INSERT, UPDATE, DELETE ON gateway_secret TO :app;
