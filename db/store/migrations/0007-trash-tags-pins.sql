-- Trash, tags and pins.

-- When the delegate, or the thirty days, removed for good what was deleted. The row stays as a bare tombstone without a word of
-- its text, so that an older copy that is merged later does not bring it back. NULL with a `deleted_at`: in the trash.
ALTER TABLE note ADD COLUMN purged_at TEXT;
ALTER TABLE contact ADD COLUMN purged_at TEXT;
CREATE INDEX note_in_trash ON note (conference, deleted_at) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;
CREATE INDEX contact_in_trash ON contact (conference, deleted_at) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;

-- Rows of their own beside the note they belong to, named by its UUID: to pin or tag a note is no change of its text, and
-- two copies that each tagged it keep both tags. A tombstone stays when a tag or pin is taken away.
CREATE TABLE note_tag (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  note TEXT NOT NULL,
  tag TEXT NOT NULL,
  -- Without capitals and accents: however it is written, it is the same tag.
  folded TEXT NOT NULL,
  author TEXT NOT NULL,
  revision INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  UNIQUE (note, folded)
) STRICT;

CREATE TABLE note_pin (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  note TEXT NOT NULL UNIQUE,
  author TEXT NOT NULL,
  revision INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE VIRTUAL TABLE note_tag_search USING fts5 (
  tag,
  content = 'note_tag', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER note_tag_search_insert AFTER INSERT ON note_tag BEGIN
  INSERT INTO note_tag_search (rowid, tag) VALUES (new.id, new.tag);
END;
CREATE TRIGGER note_tag_search_delete AFTER DELETE ON note_tag BEGIN
  INSERT INTO note_tag_search (note_tag_search, rowid, tag) VALUES ('delete', old.id, old.tag);
END;
CREATE TRIGGER note_tag_search_update AFTER UPDATE OF tag ON note_tag BEGIN
  INSERT INTO note_tag_search (note_tag_search, rowid, tag) VALUES ('delete', old.id, old.tag);
  INSERT INTO note_tag_search (rowid, tag) VALUES (new.id, new.tag);
END;
