-- The history of what was imported: what each update changed, readable for good, and the way back from the last one.

-- The slug that its files give the conference, where it goes by another one here because theirs was taken.
ALTER TABLE conference ADD COLUMN file_slug TEXT;

CREATE TABLE programme_update (
  id INTEGER PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
  applied_at TEXT NOT NULL,
  -- bundled: came with a newer version of the app.
  origin TEXT NOT NULL CHECK (origin IN ('file', 'bundled')),
  file_name TEXT NOT NULL,
  -- 1: the conference came with it. Its sessions are not listed as changes.
  is_first INTEGER NOT NULL CHECK (is_first IN (0, 1)),
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  cancelled INTEGER NOT NULL,
  undone_at TEXT,
  -- What changed beside the sessions: the conference's own facts, key messages, directory.
  beside TEXT NOT NULL CHECK (json_valid(beside)),
  -- For Undo, of the last update alone: the hash and the programme as they were before, as gzipped JSON.
  hash_before TEXT,
  programme_before BLOB
) STRICT;
CREATE INDEX programme_update_by_conference ON programme_update (conference_id, id);

-- As the session was called and stood after the update; of one that it left out, as it stood before.
CREATE TABLE session_change (
  update_id INTEGER NOT NULL REFERENCES programme_update (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  guid TEXT NOT NULL,
  -- missing: the file did not hold it any more.
  kind TEXT NOT NULL CHECK (kind IN ('added', 'changed', 'cancelled', 'missing')),
  label TEXT,
  title TEXT NOT NULL,
  start_at TEXT NOT NULL,
  room TEXT,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  PRIMARY KEY (update_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_change_by_session ON session_change (guid, update_id);
