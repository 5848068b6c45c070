import { copyFile, readFile, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import Type from "typebox";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import { inside } from "../execute/inside.ts";
import { directive, isClean } from "./directive.ts";

const DRIVER = join(import.meta.dirname, "python-driver.py");

/** `python`: a function of a Python file. */
export const python = directive(
  Type.Object(
    {
      file: Type.String({ minLength: 1, description: "the Python file, seen from the formula's folder" }),
      callable: Type.String({ minLength: 1, description: "the function in it, or `Class.method`" }),
    },
    {
      additionalProperties: Type.Unknown({ description: "keyword arguments of the call" }),
      description:
        "Calls a function of a Python 3 file; all further parameters are passed as keyword arguments. What it prints is the task's output; what it returns " +
        "is exported (as JSON can carry it). An exception ends the task.",
    },
  ),
  async ({ file, callable, ...keywords }, { run, taskFolder, scratch }) => {
    const driver = join(scratch, "driver.py");
    const call = join(scratch, "call.json");
    const answer = join(scratch, "value.json");
    // a sandbox shows the run's folders, not those of this project
    await copyFile(DRIVER, driver);
    await writeFile(call, JSON.stringify({ file: resolve(taskFolder, file), callable, keywords, answer }));
    const { text: _printed, ...end } = await run("python3", ["-u", "-B", driver, call]);
    return { end, value: isClean(end) ? await readValue(await inside(answer, [scratch])) : null };
  },
);

const readValue = async (file: string): Promise<unknown> => {
  const found = await stat(file);
  // Reading a pipe that the function left there would never end.
  if (!found.isFile())
    throw new AppError("directive", "the returned value is gone: its file is no file any more");
  if (found.size > LIMITS.exported)
    throw new AppError(
      "directive",
      `the returned value has ${found.size} bytes, more than ${LIMITS.exported}; print it instead`,
    );
  return JSON.parse(await readFile(file, "utf8"));
};
