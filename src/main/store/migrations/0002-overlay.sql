-- Records that own unanswered entries touch: as the server has them, null where it has none.
CREATE TABLE confirmed (
  record TEXT NOT NULL,
  id     TEXT NOT NULL,
  body   TEXT,
  PRIMARY KEY (record, id)
) STRICT, WITHOUT ROWID;

-- Which own unanswered entries touch which record.
CREATE TABLE pending_key (
  record TEXT NOT NULL,
  id     TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  PRIMARY KEY (record, id, seq)
) STRICT, WITHOUT ROWID;

-- What appends leave to be filed into the two above, many at a time: an append then writes one row here instead of two
-- for every record. `before` is a JSON array of [record, id, the record before the entry or null].
CREATE TABLE unfiled (
  seq    INTEGER PRIMARY KEY,
  before TEXT NOT NULL
) STRICT;
