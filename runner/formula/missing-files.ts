import { access, constants } from "node:fs/promises";
import { basename, isAbsolute, resolve } from "node:path";
import { isSeq, type Node } from "yaml";
import type { AppError } from "../../model/errors.ts";
import type { Formula, Step } from "./formula.ts";
import { isMapNode, nodeAt, textOf } from "./nodes.ts";
import { textsBelow } from "./variables.ts";

/** A file of the task that a step runs: by itself, or by a program that reads it. */
interface Program {
  readonly node: Node;
  readonly file: string;
  readonly runsItself: boolean;
}

/** An error for each program of a step that is not in the task's folder, or may not be run. A step before may make it, so none of this is sure. */
export const missingFiles = async ({ source, folder, steps }: Formula): Promise<readonly AppError[]> => {
  const found = await Promise.all(
    steps.flatMap(programsOf).map(async ({ node, file, runsItself }) => {
      const path = resolve(folder, file);
      if (!(await can(path, constants.F_OK)))
        return [source.error(node, `there is no ${file} in the task's folder`)];
      if (!runsItself || (await can(path, constants.X_OK))) return [];
      return [source.error(node, `${file} is not executable: chmod +x ${file}`)];
    }),
  );
  return found.flat();
};

const can = (path: string, mode: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );

const programsOf = ({ directive, parameters }: Step): readonly Program[] =>
  (OF[directive] ?? (() => []))(parameters).filter(({ file }) => !isAbsolute(file) && !file.includes("$"));

/** Programs whose first argument is a file that they run. */
const READERS = /^(?:sh|bash|dash|python3?|perl|node|ruby)$/;

const ofExec = (parameters: Node | null): readonly Program[] => {
  const program = partOf(parameters, "program");
  if (program === null) return [];
  const [, name] = program;
  const args = isMapNode(parameters) ? nodeAt(parameters, "args") : null;
  const script = READERS.test(basename(name)) && isSeq<Node>(args) ? firstFile(args.items) : [];
  return name.includes("/") ? [{ node: program[0], file: name, runsItself: true }, ...script] : script;
};

/** The first argument that is no flag; none where a flag says that there is no file. */
const firstFile = (args: readonly Node[]): readonly Program[] => {
  const texts = args.map((node) => ({ node, file: textOf(node) ?? "" }));
  const at = texts.findIndex(({ file }) => !file.startsWith("-"));
  const flags = texts.slice(0, Math.max(0, at)).map(({ file }) => file);
  const found = texts[at];
  return found && !flags.some((flag) => /^-[cem]$|^--(?:test|eval)/.test(flag))
    ? [{ ...found, runsItself: false }]
    : [];
};

const ofPython = (parameters: Node | null): readonly Program[] => {
  const file = partOf(parameters, "file");
  return file === null ? [] : [{ node: file[0], file: file[1], runsItself: false }];
};

const SCRIPT = /(?<before>^|[;&|(]\s*|\b(?:sh|bash|dash|python3?|perl|node|\.)\s+)(?<file>\.\/[\w./-]+)/gm;

const ofShell = (parameters: Node | null): readonly Program[] =>
  [...textsBelow(parameters)]
    // elsewhere `./` means another folder
    .filter((text) => !/\bcd\b/.test(text.value))
    .flatMap((node) =>
      [...node.value.matchAll(SCRIPT)].map(({ groups = {} }) => ({
        node,
        file: groups["file"] ?? "",
        runsItself: !/[\w.]/.test(groups["before"] ?? ""),
      })),
    );

const OF: Readonly<Record<string, (parameters: Node | null) => readonly Program[]>> = {
  exec: ofExec,
  python: ofPython,
  shell: ofShell,
};

const partOf = (parameters: Node | null, name: string): readonly [Node, string] | null => {
  const node = isMapNode(parameters) ? nodeAt(parameters, name) : null;
  const text = node === null ? null : textOf(node);
  return node === null || text === null ? null : [node, text];
};
