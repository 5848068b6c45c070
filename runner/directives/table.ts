import type { Directive } from "./directive.ts";
import { bodhi } from "./bodhi.ts";
import { createReport } from "./create-report.ts";
import { createrepo } from "./createrepo.ts";
import { distgit } from "./distgit.ts";
import { dummy } from "./dummy.ts";
import { exec } from "./exec.ts";
import { exitcode } from "./exitcode.ts";
import { git } from "./git.ts";
import { koji } from "./koji.ts";
import { mash } from "./mash.ts";
import { python } from "./python.ts";
import { resultsdb } from "./resultsdb.ts";
import { shell } from "./shell.ts";
import { tests } from "./tests.ts";
import { xunit } from "./xunit.ts";
import { yumrepoinfo } from "./yumrepoinfo.ts";

/** Every directive by the name that it has in a formula. */
export const DIRECTIVES: Readonly<Record<string, Directive>> = {
  bodhi,
  create_report: createReport,
  createrepo,
  distgit,
  dummy,
  exec,
  exitcode,
  git,
  koji,
  mash,
  python,
  resultsdb,
  shell,
  tests,
  xunit,
  yumrepoinfo,
};
