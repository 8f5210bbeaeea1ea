-- Links that the delegate does not want suggested for a note.
CREATE TABLE dismissed_link (
  -- UUID of the note, and the address that the link would have.
  note TEXT NOT NULL,
  href TEXT NOT NULL,
  PRIMARY KEY (note, href)
) STRICT, WITHOUT ROWID;
