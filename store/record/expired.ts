import { AppError } from "../../model/errors.ts";

/** What reads of a run's logs and artifacts throw when retention has removed them. */
export const logsExpired = (run: string): AppError =>
  new AppError("expired", `logs and artifacts of run ${run} are kept no more; its results are`, { run });
