-- Pictures that notes show, `![words](rapporteur:picture/<sha256>)`: once each, however many notes show them. Those that no note
-- and no earlier text shows any more are removed by upkeep.
CREATE TABLE picture (
  id INTEGER PRIMARY KEY,
  -- Of `bytes`, as 64 small hexadecimal digits.
  sha256 TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/gif')),
  -- In pixels, as it is shown: a photo that the camera turned is counted turned.
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  -- Since when nothing shows it; it is removed some days later, since an editor may bring it back by Undo.
  unused_since TEXT,
  bytes BLOB NOT NULL
) STRICT;
