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
];
