-- Edits are counted for each device, files are signed with its key, and revisions that are too high are lowered.

-- Keys by which files of notes are known: one for each device of a person, the delegate's own among them.
CREATE TABLE device_key (
  -- Ed25519 (RFC 8032), raw, as base64.
  public_key TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

DROP TRIGGER note_clock_insert;
DROP TRIGGER note_clock_update;
DROP TRIGGER contact_clock_insert;
DROP TRIGGER contact_clock_update;
DROP TRIGGER star_clock_insert;
DROP TRIGGER star_clock_update;

-- The device on which the present state was written. Before there were devices, an author's UUID stood for the only one.
ALTER TABLE note ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE star ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE edit_clock RENAME COLUMN author TO device;

-- As db/sharing/rebase-revisions.ts does with files: above 2^52 there is no room for saving, so such revisions become 2^51.
UPDATE note_version SET revision = high.rebased
FROM (
  SELECT id, 2251799813685248 - row_number() OVER (PARTITION BY note_id ORDER BY revision DESC) AS rebased
  FROM note_version WHERE revision > 4503599627370496
) AS high
WHERE high.id = note_version.id;
UPDATE edit_clock SET revision = 2251799813685248 WHERE revision > 4503599627370496;
UPDATE note_tag SET revision = 2251799813685248 WHERE revision > 4503599627370496;
UPDATE note_pin SET revision = 2251799813685248 WHERE revision > 4503599627370496;
UPDATE note_template SET revision = 2251799813685248 WHERE revision > 4503599627370496;
UPDATE note SET device = author, revision = iif(revision > 4503599627370496, 2251799813685248, revision);
UPDATE contact SET device = author, revision = iif(revision > 4503599627370496, 2251799813685248, revision);
UPDATE star SET device = author, revision = iif(revision > 4503599627370496, 2251799813685248, revision);

-- A name from the future could never be replaced by a later one.
UPDATE person SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
WHERE updated_at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now');

-- Every change of a revision is an edit on this device; merging then puts the clock and the device of the file in its place.
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
