import { auditCommand } from "./audit.ts";
import { backupCommand } from "./backup.ts";
import { completionCommand } from "./completion.ts";
import { doctorCommand } from "./doctor/doctor.ts";
import { importCommand } from "./import.ts";
import { examples, newCommand, runProgram } from "./program.ts";
import { resultCommand } from "./result.ts";
import { restoreCommand } from "./restore.ts";
import { retentionCommand } from "./retention.ts";
import { runCommand } from "./run.ts";
import { scheduleCommand } from "./schedule.ts";
import { searchCommand } from "./search.ts";
import { serveCommand } from "./serve.ts";
import { statsCommand } from "./stats.ts";
import { tailCommand } from "./tail.ts";
import { taskCommand } from "./task.ts";
import { tokenCommand } from "./token.ts";
import { VERSION } from "./version.ts";
import { workerCommand } from "./worker-command.ts";

const program = newCommand(
  "taskotron",
  "Runs checks on packages, keeps every result and every log line, and makes both searchable.",
)
  .version(VERSION)
  .addHelpText(
    "after",
    examples(
      "taskotron serve                                    start the server, its pages and a worker",
      "taskotron run -i bash-5.2-1.fc42 -t koji_build tasks/rpmlint",
      'taskotron search "undefined reference"             find a line in every log',
      "taskotron stats checks --from -7d                  pass rates of a week",
    ),
  );

for (const command of [
  serveCommand,
  workerCommand,
  runCommand,
  scheduleCommand,
  importCommand,
  resultCommand,
  searchCommand,
  statsCommand,
  taskCommand,
  tailCommand,
  tokenCommand,
  auditCommand,
  backupCommand,
  restoreCommand,
  retentionCommand,
  doctorCommand,
])
  program.addCommand(command());
program.addCommand(completionCommand(program));

void runProgram(program, process.argv.slice(2));
