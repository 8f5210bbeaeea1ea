-- Ties the write-ahead log to its file: each commit puts a new token in the place of the one before it.
CREATE TABLE log_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  token TEXT NOT NULL,
  previous TEXT NOT NULL
) STRICT;
INSERT INTO log_mark (id, token, previous) VALUES (1, lower(hex(randomblob(16))), '');
