-- Documents that the delegate attached to a session or to a note.
CREATE TABLE own_document (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  conference TEXT NOT NULL,
  author TEXT NOT NULL,
  device TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  -- guid of the session, or NULL for a document of a note
  session TEXT,
  -- uuid of the note, or NULL for a document of a session
  note TEXT,
  -- This and `sha256` are '' once the content is deleted.
  file_name TEXT NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  -- Of a row of file_content.
  sha256 TEXT NOT NULL,
  CHECK (session IS NULL OR note IS NULL)
) STRICT;
CREATE INDEX own_document_by_conference ON own_document (conference);
CREATE INDEX own_document_by_content ON own_document (sha256);

CREATE VIRTUAL TABLE own_document_search USING fts5 (
  file_name,
  content = 'own_document', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER own_document_search_insert AFTER INSERT ON own_document BEGIN
  INSERT INTO own_document_search (rowid, file_name) VALUES (new.id, new.file_name);
END;

CREATE TRIGGER own_document_search_delete AFTER DELETE ON own_document BEGIN
  INSERT INTO own_document_search (own_document_search, rowid, file_name)
  VALUES ('delete', old.id, old.file_name);
END;

CREATE TRIGGER own_document_search_update AFTER UPDATE OF file_name ON own_document BEGIN
  INSERT INTO own_document_search (own_document_search, rowid, file_name)
  VALUES ('delete', old.id, old.file_name);
  INSERT INTO own_document_search (rowid, file_name) VALUES (new.id, new.file_name);
END;
