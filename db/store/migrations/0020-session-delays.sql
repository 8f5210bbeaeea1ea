-- Sessions that run late, as the delegate was told in the room.

CREATE TABLE session_delay (
  conference TEXT NOT NULL,
  -- guid of a session
  session TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes > 0),
  -- The start in the programme for which the delay was set. With another start, the programme is newer and the delay is void.
  planned_start TEXT NOT NULL,
  PRIMARY KEY (conference, session)
) STRICT, WITHOUT ROWID;
