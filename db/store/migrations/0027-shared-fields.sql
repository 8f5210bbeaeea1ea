-- Contacts with a level of confidentiality, and what the members of a delegation changed in contacts and tasks, field by field.

ALTER TABLE contact ADD COLUMN confidentiality TEXT NOT NULL DEFAULT 'shareable'
  CHECK (confidentiality IN ('shareable', 'internal', 'private'));

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
