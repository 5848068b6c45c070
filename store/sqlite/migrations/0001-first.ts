import { LOG_SCHEMA } from "../logs/schema.ts";

/** Names are kept once, with the text that they are compared by (`fold`) and how many results or runs use them; rows hold their keys.
    Outcomes are their index in `OUTCOMES`, times are epoch milliseconds, days are epoch days. */
export const FIRST = `
CREATE TABLE name (
  key INTEGER PRIMARY KEY,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  fold TEXT NOT NULL,
  uses INTEGER NOT NULL DEFAULT 0,
  UNIQUE (field, value)
) STRICT;
CREATE INDEX name_fold ON name (field, fold);

CREATE TABLE item (
  item_key INTEGER PRIMARY KEY,
  type_key INTEGER NOT NULL REFERENCES name,
  name_key INTEGER NOT NULL REFERENCES name,
  package_key INTEGER NOT NULL REFERENCES name,
  version_key INTEGER REFERENCES name,
  release_key INTEGER REFERENCES name,
  dist_key INTEGER REFERENCES name,
  nvr_key INTEGER REFERENCES name,
  UNIQUE (type_key, name_key)
) STRICT;
CREATE INDEX item_name ON item (name_key);
CREATE INDEX item_package ON item (package_key);

CREATE TABLE run (
  run_key INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  task_key INTEGER NOT NULL REFERENCES name,
  item_key INTEGER NOT NULL REFERENCES item,
  arch_key INTEGER NOT NULL REFERENCES name,
  state TEXT NOT NULL,
  outcome INTEGER,
  ok INTEGER NOT NULL DEFAULT 0,
  attempt INTEGER NOT NULL DEFAULT 1,
  retry_of TEXT,
  runner_key INTEGER REFERENCES name,
  created INTEGER NOT NULL,
  started INTEGER,
  begin INTEGER NOT NULL AS (coalesce(started, created)) STORED,
  finished INTEGER,
  heard INTEGER NOT NULL,
  exit_code INTEGER,
  signal TEXT,
  limit_name TEXT,
  fault TEXT,
  plan INTEGER,
  problems TEXT NOT NULL DEFAULT '[]',
  results INTEGER NOT NULL DEFAULT 0,
  generated INTEGER NOT NULL DEFAULT 0,
  seal TEXT
) STRICT;
CREATE INDEX run_created ON run (created, uuid);
CREATE INDEX run_begin ON run (begin, uuid);
CREATE INDEX run_item ON run (item_key);

CREATE TABLE result (
  run_key INTEGER NOT NULL REFERENCES run,
  position INTEGER NOT NULL,
  latest_key INTEGER NOT NULL REFERENCES latest,
  check_key INTEGER NOT NULL REFERENCES name,
  item_key INTEGER NOT NULL REFERENCES item,
  package_key INTEGER NOT NULL REFERENCES name,
  arch_key INTEGER NOT NULL REFERENCES name,
  scenario_key INTEGER REFERENCES name,
  outcome INTEGER NOT NULL,
  submit_time INTEGER NOT NULL,
  duration_ms REAL,
  note TEXT,
  fingerprint_key INTEGER REFERENCES name,
  findings INTEGER NOT NULL DEFAULT 0,
  log_key INTEGER REFERENCES name,
  first_line INTEGER,
  last_line INTEGER,
  artifact TEXT,
  ref_url TEXT,
  data TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (run_key, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX result_time ON result (submit_time, outcome);
CREATE INDEX result_package ON result (package_key, submit_time, outcome, check_key);
CREATE INDEX result_check ON result (check_key, submit_time, outcome);
CREATE INDEX result_latest ON result (latest_key, submit_time, outcome);
CREATE INDEX result_item ON result (item_key);
CREATE INDEX result_fingerprint ON result (fingerprint_key) WHERE fingerprint_key IS NOT NULL;

CREATE TABLE finding (
  run_key INTEGER NOT NULL,
  position INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  severity_key INTEGER NOT NULL REFERENCES name,
  tag_key INTEGER REFERENCES name,
  message TEXT NOT NULL,
  subject TEXT,
  line INTEGER,
  PRIMARY KEY (run_key, position, ordinal),
  FOREIGN KEY (run_key, position) REFERENCES result
) STRICT, WITHOUT ROWID;

-- The newest result of each (check, item with its type, arch, scenario); no scenario is 0.
CREATE TABLE latest (
  latest_key INTEGER PRIMARY KEY,
  check_key INTEGER NOT NULL REFERENCES name,
  item_key INTEGER NOT NULL REFERENCES item,
  arch_key INTEGER NOT NULL REFERENCES name,
  scenario_key INTEGER NOT NULL,
  run_key INTEGER NOT NULL REFERENCES run,
  position INTEGER NOT NULL,
  submit_time INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  previous INTEGER,
  rated INTEGER,
  flips INTEGER NOT NULL DEFAULT 0,
  UNIQUE (check_key, item_key, arch_key, scenario_key)
) STRICT;

CREATE TABLE package_day (
  package_key INTEGER NOT NULL REFERENCES name,
  day INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  n INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (package_key, day, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE check_day (
  check_key INTEGER NOT NULL REFERENCES name,
  day INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  n INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (check_key, day, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE probe (at INTEGER NOT NULL) STRICT;
INSERT INTO probe VALUES (0);
${LOG_SCHEMA}`;
