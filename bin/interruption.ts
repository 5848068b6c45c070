import { EXIT } from "./program.ts";

/** Calls `stop` at the first SIGINT, SIGTERM or SIGHUP, with the exit code that the signal stands for; a second one ends the process at once. */
export const onInterruption = (stop: (exitCode: number) => void): void => {
  let asked = false;
  const interrupt = (exitCode: number): void => {
    if (asked) process.exit(exitCode);
    asked = true;
    stop(exitCode);
  };
  process.on("SIGINT", () => interrupt(EXIT.interrupted));
  process.on("SIGTERM", () => interrupt(EXIT.terminated));
  process.on("SIGHUP", () => interrupt(EXIT.hungUp));
};
