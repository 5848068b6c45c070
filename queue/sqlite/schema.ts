/** Numbered changes of the schema, applied in order; `user_version` counts those that are in. Never edit one that was released. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE job (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    task TEXT NOT NULL,
    item TEXT NOT NULL,
    type TEXT NOT NULL,
    arch TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    retry_of TEXT,
    priority INTEGER NOT NULL,
    created TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    worker TEXT,
    token INTEGER NOT NULL DEFAULT 0,
    expires INTEGER
  ) STRICT;
  CREATE INDEX job_waiting ON job (priority DESC, seq) WHERE state = 'waiting';
  CREATE INDEX job_leased ON job (seq) WHERE state = 'leased';`,

  // a delayed job is one in state waiting that is not yet ready
  `ALTER TABLE job ADD COLUMN not_before TEXT;
  ALTER TABLE job ADD COLUMN key TEXT;
  ALTER TABLE job ADD COLUMN ready INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE job ADD COLUMN leased INTEGER;
  ALTER TABLE job ADD COLUMN ended INTEGER;
  UPDATE job SET ended = 0 WHERE state IN ('done', 'cancelled');
  UPDATE job SET leased = 0 WHERE state = 'leased';
  DROP INDEX job_waiting;
  CREATE INDEX job_waiting ON job (priority DESC, ready, seq) WHERE state = 'waiting';
  CREATE UNIQUE INDEX job_key ON job (key) WHERE state = 'waiting' AND key IS NOT NULL;
  CREATE INDEX job_ended ON job (ended) WHERE ended IS NOT NULL;
  CREATE TABLE repeat (name TEXT PRIMARY KEY, repeat TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
];
