import { type Logger, pino, stdSerializers } from "pino";
import { AppError } from "../model/errors.ts";
import type { Settings } from "../model/settings.ts";
import { VERSION } from "./version.ts";

export type Log = Logger;

const LEVELS = ["error", "warn", "info", "debug"] as const;

/** The log of this process for machines: one JSON object per line on stderr, in the fields of ECS, with the run's uuid under `taskotron.run`. Null where the setting asks for text
    for people. Throws `setting`. */
export const openLog = ({ log }: Settings): Log | null => {
  const [format, level = "info"] = log.split(":");
  if (format === "text" && log === "text") return null;
  if (format !== "json" || !LEVELS.some((known) => known === level))
    throw new AppError(
      "setting",
      `the log is "${log}", expected text, json or json:LEVEL (${LEVELS.join(", ")})`,
      {
        setting: "log",
      },
    );
  return pino(
    {
      level,
      base: { service: { name: "taskotron", version: VERSION }, process: { pid: process.pid } },
      messageKey: "message",
      timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ log: { level: label } }) },
      serializers: { err: errorOf },
    },
    pino.destination({ fd: 2, sync: true }),
  );
};

const errorOf = (error: Error): object => {
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack_trace: stack };
};
