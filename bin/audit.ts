import type { Command } from "commander";
import type { AuditHead, AuditRow, AuditVerdict } from "../model/audit.ts";
import { AppError } from "../model/errors.ts";
import { LIMITS } from "../model/limits.ts";
import { EXIT, examples, newCommand, settingsOf, withSettings } from "./program.ts";
import { openRegistry } from "./registry.ts";
import { print, safeText, say, table } from "./terminal.ts";

interface Flags {
  readonly limit: string;
  readonly verify?: true;
  readonly noted?: string;
  readonly json?: true;
}

export const auditCommand = (): Command =>
  withSettings(
    newCommand("audit", "Shows who did what, newest first, or checks that nobody has changed the trail."),
    "data",
    "store",
    "server",
    "token",
  )
    .option("--limit <rows>", "rows to show", "50")
    .option("--verify", "read the whole trail; exit 1 where a row was changed or removed")
    .option("--noted <seq:hash>", "with --verify: a head that was printed earlier must still be in the trail")
    .option("--json", "print the rows, or the verdict, as JSON")
    .addHelpText("after", examples("taskotron audit --limit 20", "taskotron audit --verify"))
    .action(async (flags: Flags) => {
      const settings = settingsOf({ ...flags });
      const noted = headOf(flags.noted);
      const limit = limitOf(flags.limit);
      await using registry = await openRegistry(settings);
      if (flags.verify) tell(await registry.verify(noted), flags);
      else show(await registry.audit(limit), flags);
    });

const show = (rows: readonly AuditRow[], { json }: Flags): void => {
  if (json) for (const row of rows) print(JSON.stringify(row));
  else print(table([["seq", "time", "who", "action", "subject", "detail"], ...rows.map(lineOf)]));
};

const lineOf = (row: AuditRow): string[] => [
  String(row.seq),
  row.time,
  safeText([row.actor, row.token, row.name].filter((part) => part !== null).join(" ")),
  row.action,
  safeText(row.subject ?? ""),
  safeText(JSON.stringify(row.detail)),
];

const tell = (verdict: AuditVerdict, { json }: Flags): void => {
  const { rows, head, faults } = verdict;
  if (json) print(JSON.stringify(verdict));
  else for (const { seq, fault } of faults) print(`row ${seq}: ${fault}`);
  if (faults.length > 0) process.exitCode = EXIT.failed;
  else say(`taskotron: ${rows} rows, none changed; the head to note elsewhere is ${head.seq}:${head.hash}`);
};

/** Throws `usage`. */
const headOf = (text: string | undefined): AuditHead | null => {
  if (text === undefined) return null;
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined)
    throw new AppError("usage", "--noted takes SEQ:HASH as --verify prints it");
  return { seq: Number(seq), hash };
};

/** Throws `usage`. */
const limitOf = (text: string): number => {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= LIMITS.page) return limit;
  throw new AppError("usage", `--limit takes a number from 1 to ${LIMITS.page}, not ${text}`);
};
