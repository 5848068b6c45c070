import type { Directive } from "./directive.ts";
import { exec } from "./exec.ts";
import { koji } from "./koji.ts";
import { python } from "./python.ts";
import { shell } from "./shell.ts";

/** Every directive by the name that it has in a formula. */
export const DIRECTIVES: Readonly<Record<string, Directive>> = { exec, koji, python, shell };
