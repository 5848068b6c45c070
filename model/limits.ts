/** Limits on everything that grows, by name. Sizes in bytes, times in milliseconds. */
export const LIMITS = {
  /** Bytes of one shipment of a log. */
  chunk: 1 << 20,
  /** Bytes of one request that carries a whole file. */
  importFile: 1 << 30,
  /** Bytes of one request that carries JSON. */
  json: 8 << 20,
  /** Bytes of one log. */
  log: 8 * 2 ** 30,
  /** Bytes of a line beyond which it is shown and indexed in pieces. */
  line: 64 << 10,
  /** Bytes of a line that the TAP parser takes. */
  tapLine: 64 << 10,
  /** Subtest levels that the TAP parser takes. */
  tapDepth: 20,
  /** Bytes of one YAML block that the TAP parser takes. */
  tapYaml: 4 << 20,
  /** Results of one run. */
  results: 100_000,
  /** Findings of one result. */
  findings: 10_000,
  /** Characters of a query. */
  query: 20_000,
  /** Rows of one page of a list. */
  page: 1000,
  /** Lines of one page of a log. */
  lines: 10_000,
  /** Milliseconds that a search may take before it answers with what it has. */
  search: 2_000,
  /** Milliseconds without a word from a runner after which its run is lost. */
  lease: 90_000,
  /** Milliseconds without output after which a task is ended. */
  idle: 20 * 60_000,
  /** Milliseconds that a task may take. */
  wall: 4 * 3600_000,
  /** Milliseconds between SIGTERM and SIGKILL. */
  grace: 5_000,
  /** Bytes that a task may print. */
  output: 1 << 30,
} as const;
