-- Templates of the delegate's own, for notes. Those that come with the app are words of the interface.
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
