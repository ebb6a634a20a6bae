-- What concerns this machine and is not the clinic's: lockouts, the last contact, a window's state.
CREATE TABLE local_value (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
