-- The terminal's own chain, exactly as it was hashed. Never edited, never shortened.
CREATE TABLE entry (
  seq       INTEGER PRIMARY KEY,
  hash      TEXT NOT NULL,
  header    TEXT NOT NULL,
  changes   TEXT NOT NULL,                  -- JSON array of the sealed changes' texts, null where erased
  signature TEXT
) STRICT;

-- The end of the own chain, signed: a chain cut off before it shows.
CREATE TABLE head (
  one             INTEGER PRIMARY KEY CHECK (one = 1),
  seq             INTEGER NOT NULL,
  hash            TEXT NOT NULL,
  signature       TEXT,
  hlc             TEXT NOT NULL,
  recorded_at_ms  INTEGER NOT NULL,
  gross_in_minor  INTEGER NOT NULL,
  gross_out_minor INTEGER NOT NULL
) STRICT;

-- A stretch of the server's order that this terminal follows. A server restored from an older backup begins the next.
CREATE TABLE era (
  era        INTEGER PRIMARY KEY,
  position   INTEGER NOT NULL,              -- the base records stand at this position
  frontier   TEXT NOT NULL,
  checkpoint TEXT,
  own_seq    INTEGER NOT NULL               -- own entries up to here are in the base records
) STRICT;

-- What the server placed, position by position; own entries carry only their seq, the rest of them is in entry.
CREATE TABLE feed (
  id          INTEGER PRIMARY KEY,
  era         INTEGER NOT NULL,
  position    INTEGER NOT NULL,
  leaf        TEXT NOT NULL,
  hash        TEXT,                         -- from here on null where the entry is not for this terminal
  own_seq     INTEGER,
  header      TEXT,
  changes     TEXT,
  status      TEXT,
  flags       TEXT,
  posted_date TEXT,
  late        INTEGER,
  UNIQUE (era, position)
) STRICT;
CREATE INDEX feed_own ON feed (own_seq) WHERE own_seq IS NOT NULL;

-- Every statement of the server that the recomputed tree agreed with.
CREATE TABLE checkpoint (
  era       INTEGER NOT NULL,
  position  INTEGER NOT NULL,
  root      TEXT NOT NULL,
  at_ms     INTEGER NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (era, position)
) STRICT, WITHOUT ROWID;

-- How far the server's order has been followed.
CREATE TABLE progress (
  one              INTEGER PRIMARY KEY CHECK (one = 1),
  era              INTEGER NOT NULL,
  position         INTEGER NOT NULL,
  acknowledged_seq INTEGER NOT NULL,
  frontier         TEXT NOT NULL,
  checkpoint       TEXT,
  hlc              TEXT NOT NULL
) STRICT;

-- The records an era began with: what the feed's entries fold onto when everything is folded anew.
CREATE TABLE base_record (
  era    INTEGER NOT NULL,
  record TEXT NOT NULL,
  id     TEXT NOT NULL,
  body   TEXT NOT NULL,
  PRIMARY KEY (era, record, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- REPLACE would remove without asking the DELETE triggers.
CREATE TRIGGER entry_follows BEFORE INSERT ON entry WHEN new.seq <> (SELECT seq + 1 FROM head)
BEGIN SELECT raise(ABORT, 'an entry only follows the last one'); END;
CREATE TRIGGER feed_follows BEFORE INSERT ON feed
WHEN EXISTS (SELECT 1 FROM feed WHERE id = new.id OR (era = new.era AND position = new.position))
BEGIN SELECT raise(ABORT, 'a position is placed once'); END;
CREATE TRIGGER era_follows BEFORE INSERT ON era WHEN new.era <= (SELECT max(era) FROM era)
BEGIN SELECT raise(ABORT, 'an era only follows the last one'); END;

CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'the log is never edited'); END;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'nothing is removed from the log'); END;
CREATE TRIGGER feed_stays BEFORE UPDATE ON feed BEGIN SELECT raise(ABORT, 'the feed is never edited'); END;
CREATE TRIGGER feed_remains BEFORE DELETE ON feed BEGIN SELECT raise(ABORT, 'nothing is removed from the feed'); END;
CREATE TRIGGER era_stays BEFORE UPDATE ON era BEGIN SELECT raise(ABORT, 'an era is never edited'); END;
CREATE TRIGGER era_remains BEFORE DELETE ON era BEGIN SELECT raise(ABORT, 'no era is removed'); END;
CREATE TRIGGER checkpoint_stays BEFORE UPDATE ON checkpoint BEGIN SELECT raise(ABORT, 'a checkpoint is never edited'); END;
CREATE TRIGGER checkpoint_remains BEFORE DELETE ON checkpoint BEGIN SELECT raise(ABORT, 'no checkpoint is removed'); END;
CREATE TRIGGER head_remains BEFORE DELETE ON head BEGIN SELECT raise(ABORT, 'the head is never removed'); END;
CREATE TRIGGER head_grows BEFORE UPDATE ON head WHEN new.seq <= old.seq
BEGIN SELECT raise(ABORT, 'the head only moves on'); END;
CREATE TRIGGER head_is_one BEFORE INSERT ON head WHEN EXISTS (SELECT 1 FROM head)
BEGIN SELECT raise(ABORT, 'there is one head'); END;

INSERT INTO head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000', NULL, '000000000000000:000000', 0, 0, 0);
INSERT INTO era VALUES (1, 0, '{"size":0,"roots":[]}', NULL, 0);
INSERT INTO progress VALUES (1, 1, 0, 0, '{"size":0,"roots":[]}', NULL, '000000000000000:000000');
