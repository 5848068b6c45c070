import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export const ROOT = join(import.meta.dirname, "../..");

export const DEPLOY = join(ROOT, "deploy");

export const textOf = (...path: readonly string[]): string => readFileSync(join(DEPLOY, ...path), "utf8");

export const yamlOf = (...path: readonly string[]): unknown =>
  parse(textOf(...path), { merge: true }) as unknown;

/** The names that a file of `NAME=value` lines sets, or would set if their `#` were taken away. */
export const namesIn = (text: string): string[] =>
  [...text.matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name ?? "");
