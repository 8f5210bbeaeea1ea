-- Who is to do what until when, what was decided and what is open: read from a note's Markdown when it is saved, for the page that
-- lists all of them. A note that was saved last before this table was there has no row; it is read when it is asked for, and upkeep
-- writes the row.
CREATE TABLE note_items (
  note_id INTEGER PRIMARY KEY REFERENCES note (id) ON DELETE CASCADE,
  -- Tasks that are not done, for the count in the navigation.
  open_tasks INTEGER NOT NULL,
  items TEXT NOT NULL CHECK (json_valid(items))
) STRICT;
