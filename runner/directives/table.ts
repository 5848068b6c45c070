import type { Directive } from "./directive.ts";
import { bodhi } from "./bodhi.ts";
import { createrepo } from "./createrepo.ts";
import { distgit } from "./distgit.ts";
import { exec } from "./exec.ts";
import { git } from "./git.ts";
import { koji } from "./koji.ts";
import { mash } from "./mash.ts";
import { python } from "./python.ts";
import { shell } from "./shell.ts";
import { yumrepoinfo } from "./yumrepoinfo.ts";

/** Every directive by the name that it has in a formula. */
export const DIRECTIVES: Readonly<Record<string, Directive>> = {
  bodhi,
  createrepo,
  distgit,
  exec,
  git,
  koji,
  mash,
  python,
  shell,
  yumrepoinfo,
};
