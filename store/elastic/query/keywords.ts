/** Keywords of results that queries name: each is `taskotron.X`, a keyword with doc values, and `folded.X`, a keyword without that holds its `foldedTerm`. `taskotron.severities`
    and `taskotron.tags` are keywords, too. Those of any length (`scenario`, `severities`, `tags`) have `ignore_above: 2600` under `taskotron`. */
export const RESULT_KEYWORDS = [
  "item",
  "type",
  "arch",
  "package",
  "nvr",
  "version",
  "release",
  "dist",
  "outcome",
  "run",
  "task",
  "check",
  "scenario",
  "fingerprint",
] as const;

/** As `RESULT_KEYWORDS`, of runs. */
export const RUN_KEYWORDS = [
  "item",
  "type",
  "arch",
  "package",
  "nvr",
  "version",
  "release",
  "dist",
  "outcome",
  "run",
  "task",
  "state",
  "runner",
] as const;
