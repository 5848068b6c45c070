import { spawn } from "node:child_process";
import { once } from "node:events";

/** Runs a program to its end without showing its output. Throws when it does not exit with 0. */
export const runQuietly = async (
  file: string,
  args: readonly string[],
  cwd = process.cwd(),
): Promise<void> => {
  const child = spawn(file, args, { stdio: "ignore", cwd });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}`);
};

/** Whether the program can be started. */
export const isInstalled = (file: string): Promise<boolean> =>
  runQuietly(file, ["--version"]).then(
    () => true,
    () => false,
  );
