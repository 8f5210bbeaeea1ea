-- The organiser's own word for what kind of session it is ("DJ Set", "devroom"), beside the kind that Rapporteur makes of it.
-- NULL: there is none, or it says no more than the kind's name.
ALTER TABLE session ADD COLUMN type TEXT;
