/** What retention needs: runs that are never removed, what was removed of each (`EXPIRED`), and the daily totals of results that are gone, so
    that totals can still be computed anew. */
export const RETENTION = `
ALTER TABLE run ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN expired INTEGER NOT NULL DEFAULT 0;
CREATE INDEX run_with_logs ON run (created) WHERE seal IS NOT NULL AND pinned = 0 AND expired & 1 = 0;
CREATE INDEX run_with_findings ON run (created) WHERE seal IS NOT NULL AND pinned = 0 AND expired & 2 = 0;

CREATE TABLE package_day_gone (
  package_key INTEGER NOT NULL REFERENCES name,
  day INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  n INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (package_key, day, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE check_day_gone (
  check_key INTEGER NOT NULL REFERENCES name,
  day INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  n INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (check_key, day, outcome)
) STRICT, WITHOUT ROWID;
`;
