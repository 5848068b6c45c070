import { readdirSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { AppError } from "../model/errors.ts";
import { examples, newCommand } from "./program.ts";
import { print, say } from "./terminal.ts";

/** One folder per language, with the files of a new task. In their names and texts `TASK_NAME` is the new task's. */
const TEMPLATES = join(import.meta.dirname, "templates");

const languages = (): readonly string[] => readdirSync(TEMPLATES).sort();

export const newTaskCommand = (): Command =>
  newCommand("new", "Writes a new task into a folder of its name: a formula, and a program that works.")
    .argument("<name>", "the task's name: letters, digits, . _ and -")
    .addOption(
      new Option("--lang <language>", "what the program is written in").choices(languages()).default("sh"),
    )
    .addHelpText("after", examples("taskotron task new has-readme", "taskotron task new abi --lang python"))
    .action(async (name: string, { lang }: { lang: string }) => {
      if (!/^[A-Za-z0-9][\w.-]{0,99}$/.test(name))
        throw new AppError(
          "usage",
          `${JSON.stringify(name)} is no name for a task: letters, digits, ".", "_" and "-", a letter or digit first`,
        );
      await makeFolder(name);
      try {
        for (const file of await writeTask(name, lang)) print(file);
      } catch (error) {
        await rm(name, { recursive: true, force: true });
        throw error;
      }
      say(
        `\nTry it, and then change it:\n  runtask -i "$PWD/${name}" -t file ${name}\n  taskotron task lint ${name}`,
      );
    });

const makeFolder = async (name: string): Promise<void> => {
  try {
    await mkdir(name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    throw new AppError(
      "usage",
      `${name} is there already, and nothing was written; take another name or folder`,
    );
  }
};

const writeTask = async (name: string, lang: string): Promise<readonly string[]> => {
  const written: string[] = [];
  for (const template of (await readdir(join(TEMPLATES, lang))).sort()) {
    const text = await readFile(join(TEMPLATES, lang, template), "utf8");
    const file = join(name, template.replace("TASK_NAME", name));
    await writeFile(file, text.replaceAll("TASK_NAME", name));
    if (text.startsWith("#!")) await chmod(file, 0o755);
    written.push(file);
  }
  return written;
};
