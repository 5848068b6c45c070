import { resolve } from "node:path";
import Type from "typebox";
import { directive } from "./directive.ts";

/** `exec`: any program. */
export const exec = directive(
  Type.Object(
    {
      program: Type.String({
        minLength: 1,
        description: "the program: a name is looked for on `PATH`, a path starts at the formula's folder",
      }),
      args: Type.Optional(
        Type.Array(Type.String(), {
          description: "its arguments, each passed as it is; no shell reads them",
        }),
      ),
    },
    {
      additionalProperties: false,
      description: "Runs one program. Its stdout is exported as text, without the newlines at its end.",
    },
  ),
  async ({ program, args = [] }, { run, taskFolder }) => {
    const { text, ...end } = await run(program.includes("/") ? resolve(taskFolder, program) : program, args);
    return { end, value: text };
  },
);
