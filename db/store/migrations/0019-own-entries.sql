-- The delegate's own day: meetings, travel, meals and calls between the sessions of the programme.

CREATE TABLE own_entry (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  conference TEXT NOT NULL,
  author TEXT NOT NULL,
  device TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('meeting', 'travel', 'meal', 'call', 'other')),
  title TEXT NOT NULL,
  start_at TEXT NOT NULL,
  end_at TEXT NOT NULL,
  -- The day of the agenda under which it stands.
  day TEXT NOT NULL,
  place TEXT NOT NULL,
  -- With whom, one name a line.
  people TEXT NOT NULL
) STRICT;
CREATE INDEX own_entry_by_conference ON own_entry (conference);

-- 1: the row of an own entry, which follows from own_entry and belongs to no programme.
ALTER TABLE session ADD COLUMN own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1));
