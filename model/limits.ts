/** Limits on everything that grows, by name. Sizes in bytes, times in milliseconds. */
export const LIMITS = {
  /** Bytes of one shipment of a log. */
  chunk: 1 << 20,
  /** Bytes of one request that carries a whole file. */
  importFile: 1 << 30,
  /** Bytes of an import that are held in memory until its content is known; more goes to a file. */
  importMemory: 8 << 20,
  /** Bytes of a ResultYAML file, and of one text of a JUnit file. */
  resultFile: 16 << 20,
  /** Bytes of a failure's text that a JUnit file's reader keeps. */
  failureText: 64 << 10,
  /** Bytes of one line of `go test -json`. */
  jsonLine: 1 << 20,
  /** Bytes of one packet of subunit. */
  packet: 4 << 20,
  /** Bytes of a file of results that a step reads. */
  reportFile: 64 << 20,
  /** Bytes of a file that decide what its format is. */
  sniff: 64 << 10,
  /** Bytes of one request that carries JSON. */
  json: 8 << 20,
  /** Bytes of one log. */
  log: 8 * 2 ** 30,
  /** Bytes of one artifact. */
  artifact: 256 << 20,
  /** Bytes of all artifacts of a run. */
  artifacts: 1 << 30,
  /** Artifacts of a run. */
  artifactCount: 1000,
  /** Characters of an artifact's path. */
  artifactPath: 200,
  /** Names that an artifact's path is made of: its folders and its own. */
  artifactDepth: 10,
  /** Bytes of a line beyond which it is shown and indexed in pieces. */
  line: 64 << 10,
  /** Bytes of a line that the TAP parser takes. */
  tapLine: 64 << 10,
  /** Subtest levels that the TAP parser takes. */
  tapDepth: 20,
  /** Bytes of one YAML block that the TAP parser takes. */
  tapYaml: 4 << 20,
  /** Tokens of one YAML block: some seven for a line with a key. */
  yamlTokens: 250_000,
  /** Values of one YAML block, aliases expanded. */
  yamlValues: 100_000,
  /** Levels that values of a YAML block nest. */
  yamlDepth: 64,
  /** Problems that are told one by one. */
  problems: 200,
  /** Results of one run. */
  results: 100_000,
  /** Findings of one result. */
  findings: 10_000,
  /** Bytes of a name that is suggested, and that an index holds as a whole. */
  term: 8000,
  /** Characters of a query. */
  query: 20_000,
  /** Rows of one page of a list. */
  page: 1000,
  /** Lines of one page of a log. */
  lines: 10_000,
  /** Buckets of one trend. */
  buckets: 10_000,
  /** Bytes of the first line and headers of a request: room for a query of full length, percent-encoded. */
  header: 128 << 10,
  /** Milliseconds that a request's body may take to arrive. */
  request: 30 * 60_000,
  /** Milliseconds between two looks at a log that is followed. */
  poll: 500,
  /** Milliseconds that a search may take before it answers with what it has. */
  search: 2_000,
  /** Milliseconds without a word from a runner after which its run is lost. */
  lease: 90_000,
  /** Milliseconds after which a worker renews its lease, and finds out that its job was cancelled. */
  renew: 5_000,
  /** Milliseconds between two looks for lost workers. */
  recover: 10_000,
  /** Milliseconds that a worker which is asked to end lets its tasks go on. */
  drain: 60_000,
  /** Milliseconds without output after which a task is ended. */
  idle: 20 * 60_000,
  /** Milliseconds that a task may take. */
  wall: 4 * 3600_000,
  /** Milliseconds between SIGTERM and SIGKILL. */
  grace: 5_000,
  /** Milliseconds of CPU time that the processes of one step's program may take together. */
  cpu: 8 * 3600_000,
  /** Bytes of memory that they may hold together; one process may ask for twice as much. */
  memory: 4 * 2 ** 30,
  /** Processes and threads of a task at one time. */
  processes: 2048,
  /** Bytes of one file that a task writes. */
  fileSize: 4 * 2 ** 30,
  /** Bytes on disk of a run's workspace. */
  disk: 16 * 2 ** 30,
  /** Files that one process may have open. */
  openFiles: 8192,
  /** Bytes of a sandbox's `/dev/shm`. */
  sharedMemory: 64 << 20,
  /** Bytes of disk and of memory that are left to the machine: a task is ended before they are used. */
  reserve: 256 << 20,
  /** Bytes that a task may print. */
  output: 1 << 30,
  /** Milliseconds that processes which a step leaves behind may go on holding its output. */
  linger: 1_000,
  /** Bytes of a value that a step exports. */
  exported: 16 << 20,
  /** Bytes of a formula. */
  formula: 256 << 10,
  /** Milliseconds after which what a task printed is on the runner's disk. */
  sync: 300,
  /** Bytes of the spool's disk that are left free: a task that prints is paused before. */
  spoolReserve: 16 << 20,
  /** Milliseconds that a task is paused while the spool's disk is full; then it is ended. Less than `idle`. */
  spoolFull: 10 * 60_000,
  /** Milliseconds between a runner's signs of life. */
  heartbeat: 20_000,
  /** Milliseconds that an interrupted runner goes on shipping; what is left stays in its spool. */
  farewell: 10_000,
  /** Milliseconds that a service may be silent. */
  silence: 30_000,
  /** Times that a service is asked again after it did not answer. */
  serviceRetries: 5,
  /** Bytes of a service's answer that is held in memory. */
  serviceAnswer: 64 << 20,
  /** Bytes of one file that the runner fetches for a task. */
  download: 16 * 2 ** 30,
  /** Milliseconds before a shipment is tried again: at first, and at most. */
  retry: 500,
  retryMax: 60_000,
  /** Executions of one wish: the first one and its retries after a lost runner. */
  attempts: 3,
  /** Milliseconds before the first of these retries; each further one waits four times as long. */
  again: 5_000,
  /** Milliseconds that a job may be wished for ahead. */
  delay: 366 * 24 * 3600_000,
  /** Milliseconds that the queue remembers jobs which are done or cancelled. */
  remembered: 48 * 3600_000,
  /** Tries to install packages over a network that fails. */
  installs: 3,
  /** Milliseconds between two looks of a server for what is kept no longer. */
  sweep: 3600_000,
  /** Runs that retention removes something of at once. */
  expired: 50,
  /** Bytes of a secret. */
  secret: 64 << 10,
  /** Milliseconds that bytes which may be the beginning of a secret are kept back when nothing follows. */
  held: 1_000,
  /** Requests that one token, or one address without a token, may make in a second. */
  rateRequests: 2_000,
  /** Bytes that it may send in a second, on average. */
  rateBytes: 256 << 20,
  /** Wrong tokens that one address may show in a minute. */
  failedLogins: 10,
  /** Rows on failed logins that the audit trail takes in a minute. */
  failureRows: 60,
  /** Milliseconds for which a process remembers what it read of a token: a revoked one works no longer than this. */
  tokenMemory: 500,
  /** Tokens, addresses or runs that a process remembers for such purposes. */
  callers: 10_000,
  /** Milliseconds between two notes of a token's last use. */
  lastUsed: 60_000,
  /** Milliseconds that a login in a browser lasts. */
  session: 12 * 3600_000,
  /** Bytes of a form that is posted. */
  form: 4 << 10,
} as const;
