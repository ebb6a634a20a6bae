-- Under an entry that printed a document, its terminal's signature: what an archive of the log is checked with elsewhere.
ALTER TABLE feed ADD COLUMN signature TEXT;
