-- Generated: the schema of version 28, for reading. Never edited by hand.

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
, archived_at TEXT, removed_at TEXT, file_slug TEXT, file_title TEXT) STRICT;

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
  description TEXT NOT NULL, track TEXT, recording TEXT CHECK (recording IS NULL OR json_valid(recording)), links TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(links)), type TEXT, own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1)),
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

CREATE TABLE star (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  conference TEXT NOT NULL,
  session TEXT NOT NULL,
  author TEXT NOT NULL,
  revision INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT, reminder INTEGER CHECK (reminder BETWEEN -1 AND 60), reminded_of TEXT, device TEXT NOT NULL DEFAULT '',
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
, purged_at TEXT, device TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX note_by_update ON note (conference, updated_at) WHERE deleted_at IS NULL;

CREATE INDEX note_by_session ON note (conference, session, created_at) WHERE deleted_at IS NULL;

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
, created_by TEXT, purged_at TEXT, device TEXT NOT NULL DEFAULT '', picture TEXT, follow_up TEXT NOT NULL DEFAULT '', follow_up_on TEXT, followed_up_at TEXT, consent TEXT NOT NULL DEFAULT '', merged_into TEXT, confidentiality TEXT NOT NULL DEFAULT 'shareable'
  CHECK (confidentiality IN ('shareable', 'internal', 'private'))) STRICT;

CREATE INDEX contact_by_name ON contact (conference, name COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE key_message_search USING fts5 (
  number, lead, text,
  content = 'key_message', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

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

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  delegation TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE note_handling (
  note_id INTEGER PRIMARY KEY REFERENCES note (id) ON DELETE CASCADE,
  -- Who began it; NULL: who writes here.
  created_by TEXT,
  confidentiality TEXT NOT NULL DEFAULT 'shareable' CHECK (confidentiality IN ('shareable', 'internal', 'private')),
  -- 1: its author left passages out when handing it on.
  partial INTEGER NOT NULL DEFAULT 0 CHECK (partial IN (0, 1))
) STRICT;

CREATE TABLE edit_clock (
  kind TEXT NOT NULL CHECK (kind IN ('note', 'contact', 'star')),
  uuid TEXT NOT NULL,
  device TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (kind, uuid, device)
) STRICT, WITHOUT ROWID;

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
, verified_at TEXT) STRICT;

CREATE INDEX export_log_by_time ON export_log (conference, at);

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

CREATE TABLE "note_mention" (
  note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  target TEXT NOT NULL,
  -- NULL: a contact of the delegate's.
  conference TEXT,
  target_id TEXT NOT NULL,
  at TEXT,
  excerpt TEXT NOT NULL,
  PRIMARY KEY (note_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_update (
  id INTEGER PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
  applied_at TEXT NOT NULL,
  -- bundled: came with a newer version of the app.
  origin TEXT NOT NULL CHECK (origin IN ('file', 'bundled')),
  file_name TEXT NOT NULL,
  -- 1: the conference came with it. Its sessions are not listed as changes.
  is_first INTEGER NOT NULL CHECK (is_first IN (0, 1)),
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  cancelled INTEGER NOT NULL,
  undone_at TEXT,
  -- What changed beside the sessions: the conference's own facts, key messages, directory.
  beside TEXT NOT NULL CHECK (json_valid(beside)),
  -- For Undo, of the last update alone: the hash and the programme as they were before, as gzipped JSON.
  hash_before TEXT,
  programme_before BLOB
) STRICT;

CREATE INDEX programme_update_by_conference ON programme_update (conference_id, id);

CREATE TABLE session_change (
  update_id INTEGER NOT NULL REFERENCES programme_update (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  guid TEXT NOT NULL,
  -- missing: the file did not hold it any more.
  kind TEXT NOT NULL CHECK (kind IN ('added', 'changed', 'cancelled', 'missing')),
  label TEXT,
  title TEXT NOT NULL,
  start_at TEXT NOT NULL,
  room TEXT,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  PRIMARY KEY (update_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX session_change_by_session ON session_change (guid, update_id);

CREATE VIRTUAL TABLE session_search USING fts5 (
  label, title, people, description, track,
  content = 'session', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

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

CREATE INDEX note_in_trash ON note (conference, deleted_at) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;

CREATE INDEX contact_in_trash ON contact (conference, deleted_at) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;

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

CREATE TABLE note_items (
  note_id INTEGER PRIMARY KEY REFERENCES note (id) ON DELETE CASCADE,
  -- Tasks that are not done, for the count in the navigation.
  open_tasks INTEGER NOT NULL,
  items TEXT NOT NULL CHECK (json_valid(items))
) STRICT;

CREATE TABLE picture (
  id INTEGER PRIMARY KEY,
  -- Of `bytes`, as 64 small hexadecimal digits.
  sha256 TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/gif')),
  -- In pixels, as it is shown: a photo that the camera turned is counted turned.
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  -- Since when nothing shows it; it is removed some days later, since an editor may bring it back by Undo.
  unused_since TEXT,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE note_template (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  markdown TEXT NOT NULL,
  author TEXT NOT NULL,
  revision INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE dismissed_link (
  -- UUID of the note, and the address that the link would have.
  note TEXT NOT NULL,
  href TEXT NOT NULL,
  PRIMARY KEY (note, href)
) STRICT, WITHOUT ROWID;

CREATE TABLE conference_file (
  id INTEGER PRIMARY KEY,
  conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
  guid TEXT NOT NULL,
  position INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('floor-plan', 'document')),
  title TEXT NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  rooms TEXT NOT NULL CHECK (json_valid(rooms)),
  sessions TEXT NOT NULL CHECK (json_valid(sessions)), file_name TEXT NOT NULL GENERATED ALWAYS AS (substr(guid, instr(guid, '/') + 1)) VIRTUAL,
  UNIQUE (conference_id, guid)
) STRICT;

CREATE INDEX conference_file_by_content ON conference_file (sha256);

CREATE TABLE file_content (
  id INTEGER PRIMARY KEY,
  -- Of `bytes`, as 64 small hexadecimal digits.
  sha256 TEXT NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE pack_key (
  conference TEXT PRIMARY KEY,
  -- Ed25519 (RFC 8032), raw, as base64.
  public_key TEXT NOT NULL,
  publisher TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE own_word (
  word TEXT PRIMARY KEY,
  conference TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE note_language (
  note TEXT PRIMARY KEY,
  language TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ignored_word (
  note TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (note, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  token TEXT NOT NULL,
  previous TEXT NOT NULL
) STRICT;

CREATE TABLE device_key (
  -- Ed25519 (RFC 8032), raw, as base64.
  public_key TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER note_clock_insert AFTER INSERT ON note BEGIN
  INSERT INTO edit_clock VALUES ('note', new.uuid, (SELECT value FROM setting WHERE key = 'device'), new.revision)
  ON CONFLICT DO UPDATE SET revision = excluded.revision;
  UPDATE note SET device = (SELECT value FROM setting WHERE key = 'device') WHERE id = new.id;
END;

CREATE TRIGGER note_clock_update AFTER UPDATE OF revision ON note BEGIN
  INSERT INTO edit_clock VALUES ('note', new.uuid, (SELECT value FROM setting WHERE key = 'device'), new.revision)
  ON CONFLICT DO UPDATE SET revision = excluded.revision;
  UPDATE note SET device = (SELECT value FROM setting WHERE key = 'device') WHERE id = new.id;
END;

CREATE TRIGGER contact_clock_insert AFTER INSERT ON contact BEGIN
  INSERT INTO edit_clock VALUES ('contact', new.uuid, (SELECT value FROM setting WHERE key = 'device'), new.revision)
  ON CONFLICT DO UPDATE SET revision = excluded.revision;
  UPDATE contact SET device = (SELECT value FROM setting WHERE key = 'device') WHERE id = new.id;
END;

CREATE TRIGGER contact_clock_update AFTER UPDATE OF revision ON contact BEGIN
  INSERT INTO edit_clock VALUES ('contact', new.uuid, (SELECT value FROM setting WHERE key = 'device'), new.revision)
  ON CONFLICT DO UPDATE SET revision = excluded.revision;
  UPDATE contact SET device = (SELECT value FROM setting WHERE key = 'device') WHERE id = new.id;
END;

CREATE TRIGGER star_clock_insert AFTER INSERT ON star BEGIN
  INSERT INTO edit_clock
  VALUES ('star', new.conference || '/' || new.session, (SELECT value FROM setting WHERE key = 'device'), new.revision)
  ON CONFLICT DO UPDATE SET revision = excluded.revision;
  UPDATE star SET device = (SELECT value FROM setting WHERE key = 'device') WHERE id = new.id;
END;

CREATE TRIGGER star_clock_update AFTER UPDATE OF revision ON star BEGIN
  INSERT INTO edit_clock
  VALUES ('star', new.conference || '/' || new.session, (SELECT value FROM setting WHERE key = 'device'), new.revision)
  ON CONFLICT DO UPDATE SET revision = excluded.revision;
  UPDATE star SET device = (SELECT value FROM setting WHERE key = 'device') WHERE id = new.id;
END;

CREATE TABLE own_entry (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  conference TEXT NOT NULL,
  author TEXT NOT NULL,
  device TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('meeting', 'travel', 'meal', 'call', 'other')),
  title TEXT NOT NULL,
  start_at TEXT NOT NULL,
  end_at TEXT NOT NULL,
  -- The day of the agenda under which it stands.
  day TEXT NOT NULL,
  place TEXT NOT NULL,
  -- With whom, one name a line.
  people TEXT NOT NULL
) STRICT;

CREATE INDEX own_entry_by_conference ON own_entry (conference);

CREATE TABLE session_delay (
  conference TEXT NOT NULL,
  -- guid of a session
  session TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes > 0),
  -- The start in the programme for which the delay was set. With another start, the programme is newer and the delay is void.
  planned_start TEXT NOT NULL,
  PRIMARY KEY (conference, session)
) STRICT, WITHOUT ROWID;

CREATE TABLE colleague_star (
  conference TEXT NOT NULL,
  -- id of the colleague, as in `person`
  person TEXT NOT NULL,
  -- guid of a session
  session TEXT NOT NULL,
  -- When the colleague wrote the file. A newer file replaces all of the colleague's stars.
  as_of TEXT NOT NULL,
  PRIMARY KEY (conference, person, session)
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_merged ON contact (conference, uuid, merged_into) WHERE merged_into IS NOT NULL;

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

CREATE TABLE note_picture (
  note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (note_id, sha256)
) STRICT, WITHOUT ROWID;

CREATE INDEX note_picture_by_picture ON note_picture (sha256);

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

CREATE VIRTUAL TABLE conference_file_search USING fts5 (
  title, file_name,
  content = 'conference_file', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

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

CREATE TABLE field_change (
  conference TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('contact', 'task')),
  -- uuid of a contact; for a task the uuid of its note, '/' and its text
  item TEXT NOT NULL,
  field TEXT NOT NULL,
  -- One more than the highest number of this field that its author knew: the highest one counts, whatever the clocks say.
  number INTEGER NOT NULL,
  -- Decides between changes with the same number, whose authors did not know of each other.
  device TEXT NOT NULL,
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  PRIMARY KEY (kind, item, field, number, device)
) STRICT, WITHOUT ROWID;

CREATE INDEX field_change_by_conference ON field_change (conference);

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
