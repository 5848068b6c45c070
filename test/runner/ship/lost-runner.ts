import { passedOn } from "../../../runner/task-options.ts";
import { runTask } from "../../../runner/run-task.ts";
import { readReport } from "../../../ingest/report.ts";
import { NO_SERVICES } from "../no-services.ts";
import { noSandbox } from "../../../runner/sandbox/none.ts";
import { SMALL } from "../box.ts";
import { MemorySink } from "../memory-sink.ts";
import { openPointReader } from "../point-reader.ts";

/** A program for tests: runs the task of its first argument as run of its second, in the folder of its third, and is killed meanwhile. */
const [taskPath = "", uuid = "", folder = ""] = process.argv.slice(2);

await runTask({
  taskPath,
  item: "foo-1.2-3.fc99",
  type: "koji_build",
  arch: "x86_64",
  uuid,
  jobid: "",
  attempt: 1,
  retry_of: null,
  runner: "test/1",
  folders: { spool: `${folder}/spool`, work: `${folder}/work` },
  env: passedOn(process.env),
  openReader: openPointReader,
  readReport,
  services: NO_SERVICES,
  sink: new MemorySink(),
  limits: SMALL,
  openSandbox: (place) => Promise.resolve(noSandbox(place, "")),
  onOutput: (bytes) => void process.stdout.write(bytes),
  onErrorOutput: () => {},
  onMessage: () => {},
  now: () => Date.now(),
  random: () => 0,
  signal: new AbortController().signal,
  keepWorkspace: false,
  debug: false,
});
