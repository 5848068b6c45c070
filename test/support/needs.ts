import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Set in CI: what a test needs must be there, or the test fails. Elsewhere it is a visible skip. */
const REQUIRED = process.env["TASKOTRON_TEST_REQUIRE"] === "all";

const onPath = (program: string): boolean =>
  (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

/** Test options for what is missing, `null` for nothing. */
export const orSkip = (missing: string | null): { skip: string | false } => {
  if (missing !== null && REQUIRED) throw new Error(`${missing}, and TASKOTRON_TEST_REQUIRE=all asks for it`);
  return { skip: missing ?? false };
};

/** Test options that skip (in CI: fail) where the program is not installed. */
export const needsProgram = (program: string): { skip: string | false } =>
  orSkip(onPath(program) ? null : `${program} is not installed`);

/** The project's sample data, which a plain clone does not have; always a skip there. */
export const DATA = join(import.meta.dirname, "../../../shared/data");

export const needsData = (...path: readonly string[]): { skip: string | false } => {
  const file = join(DATA, ...path);
  return { skip: existsSync(file) ? false : `no sample data at ${file}` };
};
