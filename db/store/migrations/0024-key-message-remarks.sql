-- Marks and comments on key messages: the delegate's own, and those that colleagues shared.

CREATE TABLE key_message_remark (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL,
  conference TEXT NOT NULL,
  -- guid of a key message
  key_message TEXT NOT NULL,
  -- id of the colleague who shared it, as in `person`; '' for the delegate's own
  person TEXT NOT NULL,
  author TEXT NOT NULL,
  device TEXT NOT NULL,
  revision INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  marks TEXT NOT NULL CHECK (json_valid(marks)),
  comment TEXT NOT NULL,
  UNIQUE (conference, key_message, person)
) STRICT;

CREATE VIRTUAL TABLE key_message_remark_search USING fts5 (
  comment,
  content = 'key_message_remark', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER key_message_remark_search_insert AFTER INSERT ON key_message_remark BEGIN
  INSERT INTO key_message_remark_search (rowid, comment) VALUES (new.id, new.comment);
END;

CREATE TRIGGER key_message_remark_search_delete AFTER DELETE ON key_message_remark BEGIN
  INSERT INTO key_message_remark_search (key_message_remark_search, rowid, comment)
  VALUES ('delete', old.id, old.comment);
END;

CREATE TRIGGER key_message_remark_search_update AFTER UPDATE OF comment ON key_message_remark BEGIN
  INSERT INTO key_message_remark_search (key_message_remark_search, rowid, comment)
  VALUES ('delete', old.id, old.comment);
  INSERT INTO key_message_remark_search (rowid, comment) VALUES (new.id, new.comment);
END;
