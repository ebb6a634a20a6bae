-- The log: what happened, in the clinic's one order. Everything else in this database can be made from these tables.
-- Every table begins with the clinic, is closed to whoever has not said which clinic they are (row-level security, forced
-- on the owner too), and what is history can be added to and never changed.

CREATE FUNCTION tenant() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.clinic_id', true), '');

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

-- One row per clinic: the end of its order. Whoever holds its row lock gives the next positions.
CREATE TABLE clinic_head (
  clinic_id text PRIMARY KEY,
  position bigint NOT NULL DEFAULT 0,
  -- Roots of the Merkle frontier, largest subtree first, hex, joined by commas.
  roots text NOT NULL DEFAULT '',
  checkpoint_at_ms bigint,
  checkpoint_signature text
);

CREATE TABLE entry (
  clinic_id text NOT NULL,
  position bigint NOT NULL,
  terminal_id text NOT NULL,
  epoch integer NOT NULL,
  seq bigint NOT NULL,
  hash text NOT NULL,
  -- The exact text that was hashed.
  header text NOT NULL,
  -- One canonical text per line, in the order of the header's commitments; an empty line where erased.
  changes text NOT NULL,
  signature text,
  branch_id text,
  status text NOT NULL CHECK (status IN ('accepted', 'flagged', 'refused')),
  -- Joined by commas, as the leaf has them.
  flags text NOT NULL,
  posted_date text NOT NULL,
  late boolean NOT NULL,
  leaf text NOT NULL,
  received_at_ms bigint NOT NULL,
  PRIMARY KEY (clinic_id, position),
  UNIQUE (clinic_id, terminal_id, epoch, seq)
) PARTITION BY HASH (clinic_id);

-- Statements the server signed, with the frontier at that position: from one of them the root of any later position is
-- a few hashes away. One for every few hundred positions is kept.
CREATE TABLE checkpoint (
  clinic_id text NOT NULL,
  position bigint NOT NULL,
  roots text NOT NULL,
  root text NOT NULL,
  at_ms bigint NOT NULL,
  signature text NOT NULL,
  PRIMARY KEY (clinic_id, position)
);

-- The end of each author's chain.
CREATE TABLE terminal_chain (
  clinic_id text NOT NULL,
  terminal_id text NOT NULL,
  epoch integer NOT NULL,
  seq bigint NOT NULL,
  hash text NOT NULL,
  hlc text NOT NULL,
  recorded_at_ms bigint NOT NULL,
  gross_in_minor bigint NOT NULL,
  gross_out_minor bigint NOT NULL,
  -- The latest server time any of its entries had seen: later entries cannot be older.
  seen_at_ms bigint,
  frozen boolean NOT NULL DEFAULT false,
  PRIMARY KEY (clinic_id, terminal_id, epoch)
);

-- What each terminal last said of itself. Apart from its chain, so that asking for news waits for nobody's push.
CREATE TABLE terminal_contact (
  clinic_id text NOT NULL,
  terminal_id text NOT NULL,
  epoch integer NOT NULL,
  at_ms bigint NOT NULL,
  backlog bigint NOT NULL,
  head_seq bigint NOT NULL,
  head_hash text NOT NULL,
  PRIMARY KEY (clinic_id, terminal_id, epoch)
);

-- What a person has to look into: a forked chain with both its branches, a copied data folder, a code used twice.
CREATE TABLE incident (
  clinic_id text NOT NULL,
  id text NOT NULL,
  at_ms bigint NOT NULL,
  kind text NOT NULL,
  terminal_id text,
  epoch integer,
  seq bigint,
  evidence json NOT NULL,
  PRIMARY KEY (clinic_id, id)
);

-- What arrived and could not be placed, exactly as it arrived.
CREATE TABLE quarantine (
  clinic_id text NOT NULL,
  id text NOT NULL,
  at_ms bigint NOT NULL,
  terminal_id text NOT NULL,
  epoch integer NOT NULL,
  seq bigint,
  problem text NOT NULL,
  entry json NOT NULL,
  PRIMARY KEY (clinic_id, id)
);

-- A snapshot being taken by a new terminal: its records as they stood at one position, until the last page is read.
CREATE TABLE snapshot_page (
  clinic_id text NOT NULL,
  snapshot_id text NOT NULL,
  page integer NOT NULL,
  terminal_id text NOT NULL,
  made_at_ms bigint NOT NULL,
  position bigint NOT NULL,
  roots text NOT NULL,
  records json NOT NULL,
  PRIMARY KEY (clinic_id, snapshot_id, page)
);

-- Whose database this is: one row. The private key is never here.
CREATE TABLE server_identity (
  one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  public_key text NOT NULL,
  epoch_id text NOT NULL,
  -- The epoch of the server's own chains; a restored server begins the next.
  chain_epoch integer NOT NULL
);

CREATE TABLE record_schema (
  one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  fingerprint text NOT NULL
);

DO $$
DECLARE
  part integer;
  name text;
BEGIN
  FOR part IN 0..7 LOOP
    EXECUTE format('CREATE TABLE entry_%s PARTITION OF entry FOR VALUES WITH (MODULUS 8, REMAINDER %s)', part, part);
  END LOOP;

  FOR name IN SELECT relname FROM pg_class
    WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p')
      AND relname NOT IN ('migration', 'server_identity', 'record_schema')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (clinic_id = tenant()) WITH CHECK (clinic_id = tenant())', name);
  END LOOP;

  FOR name IN SELECT relname FROM pg_class
    WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p')
      AND relname IN ('migration', 'server_identity', 'record_schema')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY everybody_reads ON %I FOR SELECT USING (true)', name);
    EXECUTE format('CREATE POLICY owner_writes ON %I TO current_user USING (true) WITH CHECK (true)', name);
  END LOOP;

  FOR name IN SELECT relname FROM pg_class
    WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p')
      AND (relname IN ('checkpoint', 'incident', 'quarantine', 'migration') OR relname ~ '^entry(_\d+)?$')
  LOOP
    EXECUTE format('CREATE TRIGGER keep_all BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name);
  END LOOP;

  FOREACH name IN ARRAY ARRAY['entry', 'checkpoint', 'incident', 'quarantine', 'migration'] LOOP
    EXECUTE format('CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

-- The owner may know which clinics there are, to look after each in turn; of what is in them it sees nothing unnamed.
CREATE POLICY owner_lists ON clinic_head FOR SELECT TO current_user USING (true);

GRANT USAGE ON SCHEMA counterfoil TO :app;
GRANT SELECT, INSERT, UPDATE ON clinic_head, terminal_chain, terminal_contact TO :app;
GRANT SELECT, INSERT ON entry, checkpoint, incident, quarantine TO :app;
GRANT SELECT, INSERT, DELETE ON snapshot_page TO :app;
GRANT SELECT ON server_identity, record_schema, migration TO :app;
