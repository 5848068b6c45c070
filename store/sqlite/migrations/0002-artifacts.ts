/** Files of runs. `sha256` is null while a file arrives: its path is taken only once it is complete, so that uploads of the same file do not
    meet. Blocks are zstd-compressed. */
export const ARTIFACTS = `
CREATE TABLE artifact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_key INTEGER NOT NULL REFERENCES run,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT
) STRICT;
CREATE UNIQUE INDEX artifact_path ON artifact (run_key, path) WHERE sha256 IS NOT NULL;
CREATE INDEX artifact_arriving ON artifact (run_key) WHERE sha256 IS NULL;

CREATE TABLE artifact_block (
  id INTEGER PRIMARY KEY,
  artifact INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  packed BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX artifact_block_offset ON artifact_block (artifact, offset);
`;
