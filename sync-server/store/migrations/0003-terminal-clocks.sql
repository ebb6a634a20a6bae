-- The terminal's clock minus the server's at the last contact, ms; null: it did not say.
ALTER TABLE terminal_contact ADD COLUMN clock_ahead_ms bigint;
