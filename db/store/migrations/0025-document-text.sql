-- The text of the documents that conference packs bring.

CREATE TABLE document_text (
  -- Of a row of file_content, with which it is deleted.
  sha256 TEXT PRIMARY KEY REFERENCES file_content (sha256) ON DELETE CASCADE,
  -- What read it; an older value means that it should be read again.
  extractor TEXT NOT NULL,
  -- Why it could not be read, as a message (core/i18n/message.ts); NULL if it was read.
  problem TEXT CHECK (problem IS NULL OR json_valid(problem))
) STRICT, WITHOUT ROWID;

CREATE TABLE document_page (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES document_text (sha256) ON DELETE CASCADE,
  -- From 1.
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (sha256, number)
) STRICT;

CREATE VIRTUAL TABLE document_page_search USING fts5 (
  text,
  content = 'document_page', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER document_page_search_insert AFTER INSERT ON document_page BEGIN
  INSERT INTO document_page_search (rowid, text) VALUES (new.id, new.text);
END;

CREATE TRIGGER document_page_search_delete AFTER DELETE ON document_page BEGIN
  INSERT INTO document_page_search (document_page_search, rowid, text) VALUES ('delete', old.id, old.text);
END;
