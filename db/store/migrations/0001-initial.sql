-- The first schema. Shipped migrations never change: a checksum test says so.
--
-- Two kinds of tables. What a conference ships is replaced by an update; what the delegate wrote is not.
-- The delegate's rows name the conference's by slug and guid, on purpose without foreign keys:
-- no update of a programme can delete or orphan anything of theirs.
--
-- Instants are UTC text with milliseconds (they sort), calendar dates are in the conference's zone.
-- Long text stands last in its row, so that lists do not read it.

PRAGMA application_id = 1382117488; -- 'Rapp'

-- ── What a conference ships ──────────────────────────────────────────────────

CREATE TABLE conference (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  subtitle TEXT NOT NULL,
  revision INTEGER NOT NULL,
  edition TEXT NOT NULL,
  venue TEXT NOT NULL,
  city TEXT NOT NULL,
  country TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  start_date TEXT NOT NULL,
  end_date TEXT NOT NULL,
  url TEXT,
  -- SHA-256 of the bundle that was applied last: the same one again changes nothing.
  bundle_hash TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  key_messages_heading TEXT NOT NULL,
  introduction TEXT NOT NULL CHECK (json_valid(introduction)),
  closing TEXT NOT NULL CHECK (json_valid(closing))
) STRICT;

CREATE TABLE room (
  id INTEGER PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
  guid TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  languages TEXT NOT NULL CHECK (json_valid(languages)),
  UNIQUE (conference_id, guid)
) STRICT;

CREATE TABLE speaker (
  id INTEGER PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
  guid TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  biography TEXT NOT NULL,
  UNIQUE (conference_id, guid)
) STRICT;

CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
  guid TEXT NOT NULL,
  -- Order in the programme, for sessions that start together.
  position INTEGER NOT NULL,
  label TEXT,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  start_at TEXT NOT NULL,
  -- NULL: the programme gives no end.
  end_at TEXT,
  day TEXT NOT NULL,
  room TEXT,
  languages TEXT NOT NULL CHECK (json_valid(languages)),
  status TEXT NOT NULL CHECK (status IN ('confirmed', 'cancelled')),
  -- Grows with every change: the SEQUENCE of RFC 5545 §3.8.7.4.
  sequence INTEGER NOT NULL DEFAULT 0,
  -- The speakers' names, one a line, in order: as lists show them and search finds them.
  people TEXT NOT NULL,
  description TEXT NOT NULL,
  UNIQUE (conference_id, guid),
  FOREIGN KEY (conference_id, room) REFERENCES room (conference_id, guid)
) STRICT;
CREATE INDEX session_by_start ON session (conference_id, start_at, position);
CREATE INDEX session_by_day ON session (conference_id, day);
CREATE INDEX session_by_room ON session (conference_id, room);

CREATE TABLE session_speaker (
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  speaker_id INTEGER NOT NULL REFERENCES speaker (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (session_id, speaker_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_speaker_by_speaker ON session_speaker (speaker_id);

CREATE TABLE key_message (
  id INTEGER PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
  guid TEXT NOT NULL,
  -- In document order: a message, then its points.
  position INTEGER NOT NULL,
  parent TEXT,
  number TEXT NOT NULL,
  lead TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (conference_id, guid),
  FOREIGN KEY (conference_id, parent) REFERENCES key_message (conference_id, guid) ON DELETE CASCADE
) STRICT;
CREATE INDEX key_message_by_position ON key_message (conference_id, position);
CREATE INDEX key_message_by_parent ON key_message (conference_id, parent);

CREATE TABLE directory_entry (
  id INTEGER PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
  guid TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  part_of TEXT,
  url TEXT,
  donor INTEGER NOT NULL CHECK (donor IN (0, 1)),
  sentence TEXT NOT NULL,
  UNIQUE (conference_id, guid)
) STRICT;
CREATE INDEX directory_entry_by_position ON directory_entry (conference_id, position);

-- ── What the delegate writes ─────────────────────────────────────────────────
-- Every row: a UUID, its author, a revision that grows with each change, and a tombstone instead of a delete,
-- so that two copies can be merged without loss.

CREATE TABLE star (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  conference TEXT NOT NULL,
  session TEXT NOT NULL,
  author TEXT NOT NULL,
  revision INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  UNIQUE (conference, session)
) STRICT;

CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  conference TEXT NOT NULL,
  session TEXT,
  key_message TEXT,
  author TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  -- The next three are read from the Markdown when it is saved.
  entries INTEGER NOT NULL,
  excerpt TEXT NOT NULL,
  plain_text TEXT NOT NULL,
  markdown TEXT NOT NULL
) STRICT;
CREATE INDEX note_by_update ON note (conference, updated_at) WHERE deleted_at IS NULL;
CREATE INDEX note_by_session ON note (conference, session, created_at) WHERE deleted_at IS NULL;

-- Earlier texts of a note, as they stood at `revision`.
CREATE TABLE note_version (
  id INTEGER PRIMARY KEY,
  note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  author TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  -- When the next text took its place.
  replaced_at TEXT NOT NULL,
  entries INTEGER NOT NULL,
  excerpt TEXT NOT NULL,
  markdown TEXT NOT NULL,
  UNIQUE (note_id, revision)
) STRICT;
CREATE INDEX note_version_by_age ON note_version (saved_at);

-- What a note's Markdown names, read from it when it is saved.
CREATE TABLE note_mention (
  note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  target TEXT NOT NULL CHECK (target IN ('key-message', 'contact')),
  -- NULL: a contact of the delegate's.
  conference TEXT,
  target_id TEXT NOT NULL,
  at TEXT,
  excerpt TEXT NOT NULL,
  PRIMARY KEY (note_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  conference TEXT NOT NULL,
  author TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  name TEXT NOT NULL,
  organisation TEXT NOT NULL,
  country TEXT NOT NULL,
  role TEXT NOT NULL,
  email TEXT NOT NULL,
  telephone TEXT NOT NULL,
  met_at TEXT,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX contact_by_name ON contact (conference, name COLLATE NOCASE) WHERE deleted_at IS NULL;

-- The store's own: who writes here, which bundled conferences were imported.
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- ── Full text ────────────────────────────────────────────────────────────────
-- One index per kind beside its table, without a second copy of the text. Words are folded: Jorgensen finds Jörgensen.
-- Deleted rows stay in the index and are left out when searching; the weights favour names and titles.

CREATE VIRTUAL TABLE session_search USING fts5 (
  label, title, people, description,
  content = 'session', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO session_search (session_search, rank) VALUES ('rank', 'bm25(6.0, 8.0, 4.0, 1.0)');
CREATE TRIGGER session_search_insert AFTER INSERT ON session BEGIN
  INSERT INTO session_search (rowid, label, title, people, description)
  VALUES (new.id, new.label, new.title, new.people, new.description);
END;
CREATE TRIGGER session_search_delete AFTER DELETE ON session BEGIN
  INSERT INTO session_search (session_search, rowid, label, title, people, description)
  VALUES ('delete', old.id, old.label, old.title, old.people, old.description);
END;
CREATE TRIGGER session_search_update AFTER UPDATE OF label, title, people, description ON session BEGIN
  INSERT INTO session_search (session_search, rowid, label, title, people, description)
  VALUES ('delete', old.id, old.label, old.title, old.people, old.description);
  INSERT INTO session_search (rowid, label, title, people, description)
  VALUES (new.id, new.label, new.title, new.people, new.description);
END;

CREATE VIRTUAL TABLE key_message_search USING fts5 (
  number, lead, text,
  content = 'key_message', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO key_message_search (key_message_search, rank) VALUES ('rank', 'bm25(4.0, 4.0, 1.0)');
CREATE TRIGGER key_message_search_insert AFTER INSERT ON key_message BEGIN
  INSERT INTO key_message_search (rowid, number, lead, text) VALUES (new.id, new.number, new.lead, new.text);
END;
CREATE TRIGGER key_message_search_delete AFTER DELETE ON key_message BEGIN
  INSERT INTO key_message_search (key_message_search, rowid, number, lead, text)
  VALUES ('delete', old.id, old.number, old.lead, old.text);
END;
CREATE TRIGGER key_message_search_update AFTER UPDATE OF number, lead, text ON key_message BEGIN
  INSERT INTO key_message_search (key_message_search, rowid, number, lead, text)
  VALUES ('delete', old.id, old.number, old.lead, old.text);
  INSERT INTO key_message_search (rowid, number, lead, text) VALUES (new.id, new.number, new.lead, new.text);
END;

CREATE VIRTUAL TABLE directory_entry_search USING fts5 (
  name, part_of, sentence,
  content = 'directory_entry', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO directory_entry_search (directory_entry_search, rank) VALUES ('rank', 'bm25(8.0, 3.0, 1.0)');
CREATE TRIGGER directory_entry_search_insert AFTER INSERT ON directory_entry BEGIN
  INSERT INTO directory_entry_search (rowid, name, part_of, sentence)
  VALUES (new.id, new.name, new.part_of, new.sentence);
END;
CREATE TRIGGER directory_entry_search_delete AFTER DELETE ON directory_entry BEGIN
  INSERT INTO directory_entry_search (directory_entry_search, rowid, name, part_of, sentence)
  VALUES ('delete', old.id, old.name, old.part_of, old.sentence);
END;
CREATE TRIGGER directory_entry_search_update AFTER UPDATE OF name, part_of, sentence ON directory_entry BEGIN
  INSERT INTO directory_entry_search (directory_entry_search, rowid, name, part_of, sentence)
  VALUES ('delete', old.id, old.name, old.part_of, old.sentence);
  INSERT INTO directory_entry_search (rowid, name, part_of, sentence)
  VALUES (new.id, new.name, new.part_of, new.sentence);
END;

CREATE VIRTUAL TABLE note_search USING fts5 (
  plain_text,
  content = 'note', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER note_search_insert AFTER INSERT ON note BEGIN
  INSERT INTO note_search (rowid, plain_text) VALUES (new.id, new.plain_text);
END;
CREATE TRIGGER note_search_delete AFTER DELETE ON note BEGIN
  INSERT INTO note_search (note_search, rowid, plain_text) VALUES ('delete', old.id, old.plain_text);
END;
CREATE TRIGGER note_search_update AFTER UPDATE OF plain_text ON note BEGIN
  INSERT INTO note_search (note_search, rowid, plain_text) VALUES ('delete', old.id, old.plain_text);
  INSERT INTO note_search (rowid, plain_text) VALUES (new.id, new.plain_text);
END;

CREATE VIRTUAL TABLE contact_search USING fts5 (
  name, organisation, country, role, email, telephone, note,
  content = 'contact', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO contact_search (contact_search, rank) VALUES ('rank', 'bm25(8.0, 4.0, 2.0, 2.0, 2.0, 2.0, 1.0)');
CREATE TRIGGER contact_search_insert AFTER INSERT ON contact BEGIN
  INSERT INTO contact_search (rowid, name, organisation, country, role, email, telephone, note)
  VALUES (new.id, new.name, new.organisation, new.country, new.role, new.email, new.telephone, new.note);
END;
CREATE TRIGGER contact_search_delete AFTER DELETE ON contact BEGIN
  INSERT INTO contact_search (contact_search, rowid, name, organisation, country, role, email, telephone, note)
  VALUES ('delete', old.id, old.name, old.organisation, old.country, old.role, old.email, old.telephone, old.note);
END;
CREATE TRIGGER contact_search_update
AFTER UPDATE OF name, organisation, country, role, email, telephone, note ON contact BEGIN
  INSERT INTO contact_search (contact_search, rowid, name, organisation, country, role, email, telephone, note)
  VALUES ('delete', old.id, old.name, old.organisation, old.country, old.role, old.email, old.telephone, old.note);
  INSERT INTO contact_search (rowid, name, organisation, country, role, email, telephone, note)
  VALUES (new.id, new.name, new.organisation, new.country, new.role, new.email, new.telephone, new.note);
END;
