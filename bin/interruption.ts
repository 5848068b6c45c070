import { EXIT } from "./program.ts";

/** Calls `stop` at the first SIGINT or SIGTERM, with the exit code that the signal stands for; a second one ends the process at once. The handlers
    stay: a library that finds itself alone with a signal would raise it again and cut the clean end short. */
export const onInterruption = (stop: (exitCode: number) => void): void => {
  let asked = false;
  const interrupt = (exitCode: number): void => {
    if (asked) process.exit(exitCode);
    asked = true;
    stop(exitCode);
  };
  process.on("SIGINT", () => interrupt(EXIT.interrupted));
  process.on("SIGTERM", () => interrupt(EXIT.terminated));
};
