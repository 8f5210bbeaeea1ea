-- The text of pictures in notes, as it was read on this computer.

CREATE TABLE picture_text (
  id INTEGER PRIMARY KEY,
  -- Of a row of picture, with which it is deleted.
  sha256 TEXT NOT NULL UNIQUE REFERENCES picture (sha256) ON DELETE CASCADE,
  -- One line for each line of the picture; '' if it has no text or could not be read.
  text TEXT NOT NULL,
  -- In which it was read: Tesseract's codes, joined by '+'.
  languages TEXT NOT NULL,
  -- What read it; an older value means that it should be read again.
  recogniser TEXT NOT NULL,
  -- Why it could not be read, as a message (core/i18n/message.ts); NULL if it was read.
  problem TEXT CHECK (problem IS NULL OR json_valid(problem))
) STRICT;

CREATE VIRTUAL TABLE picture_text_search USING fts5 (
  text,
  content = 'picture_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER picture_text_search_insert AFTER INSERT ON picture_text BEGIN
  INSERT INTO picture_text_search (rowid, text) VALUES (new.id, new.text);
END;

CREATE TRIGGER picture_text_search_delete AFTER DELETE ON picture_text BEGIN
  INSERT INTO picture_text_search (picture_text_search, rowid, text) VALUES ('delete', old.id, old.text);
END;

CREATE TRIGGER picture_text_search_update AFTER UPDATE OF text ON picture_text BEGIN
  INSERT INTO picture_text_search (picture_text_search, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO picture_text_search (rowid, text) VALUES (new.id, new.text);
END;

-- The pictures that each note shows, read from its Markdown when it is saved.
CREATE TABLE note_picture (
  note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (note_id, sha256)
) STRICT, WITHOUT ROWID;

CREATE INDEX note_picture_by_picture ON note_picture (sha256);

-- Each step takes one address off the beginning of the rest of the note; 19 is the length of 'rapporteur:picture/'.
INSERT OR IGNORE INTO note_picture (note_id, sha256)
WITH RECURSIVE rest (note_id, text) AS (
  SELECT id, substr(markdown, instr(markdown, 'rapporteur:picture/') + 19)
  FROM note WHERE instr(markdown, 'rapporteur:picture/') > 0
  UNION ALL
  SELECT note_id, substr(text, instr(text, 'rapporteur:picture/') + 19)
  FROM rest WHERE instr(text, 'rapporteur:picture/') > 0
)
SELECT note_id, substr(text, 1, 64) FROM rest
WHERE length(text) >= 64 AND substr(text, 1, 64) NOT GLOB '*[^0-9a-f]*';
