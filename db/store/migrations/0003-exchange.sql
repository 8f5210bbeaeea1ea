-- Several people's notes in one database: whose they are, what of them may leave this computer, and what came and went.

-- Who writes here and whose notes were taken in. `id` is an author of other tables.
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  delegation TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Of the notes that are not simply one's own and shareable. Beside the note: a column of it would stand behind its
-- long text, which lists would then read.
CREATE TABLE note_handling (
  note_id INTEGER PRIMARY KEY REFERENCES note (id) ON DELETE CASCADE,
  -- Who began it; NULL: who writes here.
  created_by TEXT,
  confidentiality TEXT NOT NULL DEFAULT 'shareable' CHECK (confidentiality IN ('shareable', 'internal', 'private')),
  -- 1: its author left passages out when handing it on.
  partial INTEGER NOT NULL DEFAULT 0 CHECK (partial IN (0, 1))
) STRICT;

ALTER TABLE contact ADD COLUMN created_by TEXT;

-- Which revision each author wrote last: a version vector. Of two copies of a row it says whether one follows from the
-- other or both were changed. `uuid`: of a note or contact; of a star, conference and session.
CREATE TABLE edit_clock (
  kind TEXT NOT NULL CHECK (kind IN ('note', 'contact', 'star')),
  uuid TEXT NOT NULL,
  author TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (kind, uuid, author)
) STRICT, WITHOUT ROWID;
INSERT INTO edit_clock SELECT 'note', uuid, author, revision FROM note;
INSERT INTO edit_clock SELECT 'contact', uuid, author, revision FROM contact;
INSERT INTO edit_clock SELECT 'star', conference || '/' || session, author, revision FROM star;

CREATE TRIGGER note_clock_insert AFTER INSERT ON note BEGIN
  INSERT INTO edit_clock VALUES ('note', new.uuid, new.author, new.revision)
  ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER note_clock_update AFTER UPDATE OF revision ON note BEGIN
  INSERT INTO edit_clock VALUES ('note', new.uuid, new.author, new.revision)
  ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER contact_clock_insert AFTER INSERT ON contact BEGIN
  INSERT INTO edit_clock VALUES ('contact', new.uuid, new.author, new.revision)
  ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER contact_clock_update AFTER UPDATE OF revision ON contact BEGIN
  INSERT INTO edit_clock VALUES ('contact', new.uuid, new.author, new.revision)
  ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER star_clock_insert AFTER INSERT ON star BEGIN
  INSERT INTO edit_clock VALUES ('star', new.conference || '/' || new.session, new.author, new.revision)
  ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER star_clock_update AFTER UPDATE OF revision ON star BEGIN
  INSERT INTO edit_clock VALUES ('star', new.conference || '/' || new.session, new.author, new.revision)
  ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;

-- What left this computer: told to the delegate, never sent anywhere.
CREATE TABLE export_log (
  id INTEGER PRIMARY KEY,
  conference TEXT NOT NULL,
  at TEXT NOT NULL,
  format TEXT NOT NULL,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  -- How it was made: sessions, confidentiality, Chatham House, encryption.
  mode TEXT NOT NULL CHECK (json_valid(mode))
) STRICT;
CREATE INDEX export_log_by_time ON export_log (conference, at);

-- What was taken in from colleagues, with what undoing it takes.
CREATE TABLE merge_log (
  id INTEGER PRIMARY KEY,
  conference TEXT NOT NULL,
  at TEXT NOT NULL,
  person TEXT NOT NULL,
  file_name TEXT NOT NULL,
  undone_at TEXT,
  summary TEXT NOT NULL CHECK (json_valid(summary)),
  before TEXT NOT NULL CHECK (json_valid(before))
) STRICT;
