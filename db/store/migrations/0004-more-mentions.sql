-- Notes name sessions and speakers too. What they name is read from their Markdown: a later kind of mention needs no migration,
-- so no list of kinds stands here.

CREATE TABLE note_mention_new (
  note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  target TEXT NOT NULL,
  -- NULL: a contact of the delegate's.
  conference TEXT,
  target_id TEXT NOT NULL,
  at TEXT,
  excerpt TEXT NOT NULL,
  PRIMARY KEY (note_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO note_mention_new SELECT * FROM note_mention;
DROP TABLE note_mention;
ALTER TABLE note_mention_new RENAME TO note_mention;
