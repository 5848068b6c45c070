import { AppError } from "../../model/errors.ts";

/** The error for a program that is not there, with what to do about it. */
export const missingTool = (file: string): AppError => {
  const hint = file.includes("/") ? "there is no such file" : `it is not on PATH; try: apt install ${file}`;
  return new AppError("missing-tool", `${file} is not installed: ${hint}`, { tool: file });
};
