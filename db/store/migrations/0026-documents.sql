-- The search finds documents by title and file name.

-- The last part of its path in the pack.
ALTER TABLE conference_file ADD COLUMN file_name TEXT NOT NULL GENERATED ALWAYS AS (substr(guid, instr(guid, '/') + 1)) VIRTUAL;

CREATE VIRTUAL TABLE conference_file_search USING fts5 (
  title, file_name,
  content = 'conference_file', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO conference_file_search (conference_file_search) VALUES ('rebuild');

CREATE TRIGGER conference_file_search_insert AFTER INSERT ON conference_file BEGIN
  INSERT INTO conference_file_search (rowid, title, file_name) VALUES (new.id, new.title, new.file_name);
END;

CREATE TRIGGER conference_file_search_delete AFTER DELETE ON conference_file BEGIN
  INSERT INTO conference_file_search (conference_file_search, rowid, title, file_name)
  VALUES ('delete', old.id, old.title, old.file_name);
END;

CREATE TRIGGER conference_file_search_update AFTER UPDATE OF title ON conference_file BEGIN
  INSERT INTO conference_file_search (conference_file_search, rowid, title, file_name)
  VALUES ('delete', old.id, old.title, old.file_name);
  INSERT INTO conference_file_search (rowid, title, file_name) VALUES (new.id, new.title, new.file_name);
END;
