-- What the audit explorer finds entries by, each subject's newest last: ids of patients, users, tills; ' document <number>',
-- ' terminal <id>', ' status <flagged, refused or late>', and '' for every entry.
CREATE TABLE subject (
  subject        TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  own            INTEGER NOT NULL,          -- 1: ref is entry.seq; 0: ref is feed.id
  ref            INTEGER NOT NULL,
  PRIMARY KEY (subject, recorded_at_ms, own, ref)
) STRICT, WITHOUT ROWID;
