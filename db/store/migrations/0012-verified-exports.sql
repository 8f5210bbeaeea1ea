-- When the file of an export was read again, and was what had left. NULL: not yet.
ALTER TABLE export_log ADD COLUMN verified_at TEXT;
