-- Spelling.

-- Words that the delegate taught. They may name whom a note is about, so they go with the notes of the conference they were met in.
CREATE TABLE own_word (
  word TEXT PRIMARY KEY,
  conference TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- In which language a note is checked: en, fr, es, ru or off. Beside the note, by its UUID: to say so is no change of its text.
CREATE TABLE note_language (
  note TEXT PRIMARY KEY,
  language TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Words that are right in one note only.
CREATE TABLE ignored_word (
  note TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (note, word)
) STRICT, WITHOUT ROWID;
