-- What conference packs bring beside the programme: floor plans and documents, and who signs a conference's packs.

-- `guid`: its path in the pack. `rooms`, `sessions`: guids of those that it is about.
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
  sessions TEXT NOT NULL CHECK (json_valid(sessions)),
  UNIQUE (conference_id, guid)
) STRICT;
CREATE INDEX conference_file_by_content ON conference_file (sha256);

-- Once each, however many conferences and versions hold it. What no programme and no way back to one needs goes in upkeep.
CREATE TABLE file_content (
  id INTEGER PRIMARY KEY,
  -- Of `bytes`, as 64 small hexadecimal digits.
  sha256 TEXT NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;

-- The key that signed the last pack of a conference which the delegate took in, by slug: it outlives the conference's removal.
CREATE TABLE pack_key (
  conference TEXT PRIMARY KEY,
  -- Ed25519 (RFC 8032), raw, as base64.
  public_key TEXT NOT NULL,
  publisher TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT, WITHOUT ROWID;
