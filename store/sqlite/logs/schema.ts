/** Tables of the log store, part of the first migration. `run_key` is the key of the run's row. Ids are never used again: postings name them.
    A log's row holds its unfinished last block, so that what has arrived is there to be read and searched at once. */
export const LOG_SCHEMA = `
CREATE TABLE log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_key INTEGER NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  sha256 TEXT,
  tail_first INTEGER NOT NULL,
  tail_carry BLOB,
  tail BLOB NOT NULL,
  UNIQUE (run_key, name)
) STRICT;
CREATE INDEX log_open ON log (id) WHERE sha256 IS NULL;

CREATE TABLE log_block (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  log INTEGER NOT NULL,
  first INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  carry BLOB,
  packed BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX log_block_offset ON log_block (log, offset);
CREATE INDEX log_block_first ON log_block (log, first);

-- Distinct trigrams of each block that no segment covers yet.
CREATE TABLE log_pending (
  block INTEGER PRIMARY KEY,
  run_key INTEGER NOT NULL,
  log INTEGER NOT NULL,
  trigrams BLOB NOT NULL
) STRICT;

-- Stretches of block ids; for each block of a segment the run and log it belongs to (32 bits each, 0 where it was removed).
CREATE TABLE log_segment (
  first INTEGER PRIMARY KEY,
  runs BLOB NOT NULL,
  logs BLOB NOT NULL
) STRICT;

-- Which blocks of a segment have a trigram.
CREATE TABLE log_posting (
  segment INTEGER NOT NULL,
  trigram INTEGER NOT NULL,
  blocks BLOB NOT NULL,
  PRIMARY KEY (segment, trigram)
) STRICT, WITHOUT ROWID;
`;
