-- What each entry is about, newest last, so that the audit explorer finds a patient's or a user's entries at once.
CREATE TABLE subject (
  subject        TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  own            INTEGER NOT NULL,          -- 1: ref is entry.seq; 0: ref is feed.id
  ref            INTEGER NOT NULL,
  PRIMARY KEY (subject, recorded_at_ms, own, ref)
) STRICT, WITHOUT ROWID;
