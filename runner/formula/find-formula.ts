import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { AppError } from "../../model/errors.ts";

/** The formulas at a path: one, but in a folder whose task is split into `tests*.yml`, all of these in the order of their names. Throws as `findFormula`. */
export const findFormulas = async (path: string): Promise<readonly string[]> => {
  const names = (await readdir(resolve(path)).catch(() => [])).filter((name) =>
    /^tests.*\.ya?ml$/.test(name),
  );
  try {
    return [await findFormula(path)];
  } catch (error) {
    if (names.length < 2 || !(error instanceof AppError) || error.code !== "formula") throw error;
    return names.sort().map((name) => join(resolve(path), name));
  }
};

/** The formula's file: the path itself, or in a folder the file named like the folder (`task-NAME/NAME.yml` too), else
    `runtask.yml`, else the only `*.yml` there. Throws `not-found` when there is none, `formula` when it is not clear which. */
export const findFormula = async (path: string): Promise<string> => {
  const full = resolve(path);
  const found = await stat(full).catch(() => null);
  if (found === null)
    throw new AppError("not-found", `there is no task at ${path}: neither a formula nor a folder with one`);
  if (!found.isDirectory()) return full;
  const names = (await readdir(full)).filter((name) => /\.ya?ml$/.test(name)).sort();
  const folder = basename(full);
  const preferred = [folder, folder.replace(/^task-/, ""), "runtask"].map((stem) => `${stem}.yml`);
  const name =
    preferred.find((wanted) => names.includes(wanted)) ?? (names.length === 1 ? names[0] : undefined);
  if (name !== undefined) return join(full, name);
  if (names.length === 0) throw new AppError("not-found", `there is no formula (*.yml) in ${path}`);
  throw new AppError(
    "formula",
    `there are several formulas in ${path}: ${names.join(", ")}; name one of them, or call the task's own ${preferred[1] ?? ""}`,
  );
};
