-- The sessions that colleagues attend, from the stars that they shared. The delegate's own stars are in `star`.

CREATE TABLE colleague_star (
  conference TEXT NOT NULL,
  -- id of the colleague, as in `person`
  person TEXT NOT NULL,
  -- guid of a session
  session TEXT NOT NULL,
  -- When the colleague wrote the file. A newer file replaces all of the colleague's stars.
  as_of TEXT NOT NULL,
  PRIMARY KEY (conference, person, session)
) STRICT, WITHOUT ROWID;
