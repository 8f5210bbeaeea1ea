-- Contacts with a picture, a follow-up and a remark about consent; contacts that were merged into another.

-- SHA-256 of a row of picture.
ALTER TABLE contact ADD COLUMN picture TEXT;
ALTER TABLE contact ADD COLUMN follow_up TEXT NOT NULL DEFAULT '';
-- The day on which it is due.
ALTER TABLE contact ADD COLUMN follow_up_on TEXT;
-- When it was done; NULL: not yet.
ALTER TABLE contact ADD COLUMN followed_up_at TEXT;
ALTER TABLE contact ADD COLUMN consent TEXT NOT NULL DEFAULT '';
-- uuid of the contact that stands for this deleted one, so that notes that mention this one lead there.
ALTER TABLE contact ADD COLUMN merged_into TEXT;

CREATE INDEX contact_merged ON contact (conference, uuid, merged_into) WHERE merged_into IS NOT NULL;
