import Type from "typebox";
import { LogName, Uuid } from "../model/schema.ts";
import { ProblemDocument } from "./problem.ts";

const PROBLEM = {
  description: "What went wrong",
  content: { "application/problem+json": { schema: ProblemDocument } },
};

/** The answers of a route: what it answers when all is well, and the problem document for everything else. */
export const answers = <T extends Type.TSchema>(schema: T) => ({ 200: schema, default: PROBLEM });

/** The same for a route that makes something. */
export const created = <T extends Type.TSchema>(schema: T) => ({
  200: schema,
  201: schema,
  default: PROBLEM,
});

/** An answer that is not JSON. */
export const text = (description: string) => Type.String({ description });

export const OfRun = Type.Object({ uuid: Uuid });

export const OfLog = Type.Object({ uuid: Uuid, name: LogName });
