-- Several conferences side by side, and reminders of starred sessions.

-- Put away: not offered for switching, found and opened as before. NULL: in use.
ALTER TABLE conference ADD COLUMN archived_at TEXT;
-- Removed: nowhere but in the list of what can be brought back. A tombstone, so that it can, and so that
-- a conference that comes with the app does not return by itself.
ALTER TABLE conference ADD COLUMN removed_at TEXT;

-- Minutes before the start at which to remind of the session; NULL: as the settings say; -1: not at all.
ALTER TABLE star ADD COLUMN reminder INTEGER CHECK (reminder BETWEEN -1 AND 60);
-- The start of which the delegate was reminded: one that has moved since is a new one.
ALTER TABLE star ADD COLUMN reminded_of TEXT;
