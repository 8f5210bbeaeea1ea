-- What programmes say about a session beside its time and place: its track, what was agreed about recording it,
-- and what can be opened (its page, links, attachments, recordings).
ALTER TABLE session ADD COLUMN track TEXT;
-- NULL: the programme says nothing.
ALTER TABLE session ADD COLUMN recording TEXT CHECK (recording IS NULL OR json_valid(recording));
ALTER TABLE session ADD COLUMN links TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(links));

-- The index gets a column more: FTS5 tables cannot be altered, and this one holds no text of its own.
DROP TRIGGER session_search_insert;
DROP TRIGGER session_search_delete;
DROP TRIGGER session_search_update;
DROP TABLE session_search;
CREATE VIRTUAL TABLE session_search USING fts5 (
  label, title, people, description, track,
  content = 'session', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO session_search (session_search, rank) VALUES ('rank', 'bm25(6.0, 8.0, 4.0, 1.0, 4.0)');
CREATE TRIGGER session_search_insert AFTER INSERT ON session BEGIN
  INSERT INTO session_search (rowid, label, title, people, description, track)
  VALUES (new.id, new.label, new.title, new.people, new.description, new.track);
END;
CREATE TRIGGER session_search_delete AFTER DELETE ON session BEGIN
  INSERT INTO session_search (session_search, rowid, label, title, people, description, track)
  VALUES ('delete', old.id, old.label, old.title, old.people, old.description, old.track);
END;
CREATE TRIGGER session_search_update AFTER UPDATE OF label, title, people, description, track ON session BEGIN
  INSERT INTO session_search (session_search, rowid, label, title, people, description, track)
  VALUES ('delete', old.id, old.label, old.title, old.people, old.description, old.track);
  INSERT INTO session_search (rowid, label, title, people, description, track)
  VALUES (new.id, new.label, new.title, new.people, new.description, new.track);
END;
INSERT INTO session_search (session_search) VALUES ('rebuild');
