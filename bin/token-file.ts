import { readFileSync } from "node:fs";
import { AppError } from "../model/errors.ts";

/** The first line of a file, or of stdin for `-`: tokens come this way, because flags are in every list of processes. Throws `setting`. */
export const readToken = (file: string): string => {
  const token = firstLine(file);
  if (token === "") throw new AppError("setting", `the token file ${file} has no token in its first line`);
  return token;
};

const firstLine = (file: string): string => {
  try {
    return (
      readFileSync(file === "-" ? 0 : file, "utf8")
        .split("\n")[0]
        ?.trim() ?? ""
    );
  } catch (error) {
    throw new AppError("setting", `the token file ${file} cannot be read`, {}, error);
  }
};
