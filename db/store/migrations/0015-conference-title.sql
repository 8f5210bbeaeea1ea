-- A conference by the delegate's own name.

-- The title that its files give the conference, where the delegate calls it otherwise: `title` is then theirs.
ALTER TABLE conference ADD COLUMN file_title TEXT;
