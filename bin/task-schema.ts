import type { Command } from "commander";
import { formulaSchema } from "../runner/formula/schema.ts";
import { newCommand } from "./program.ts";
import { print } from "./terminal.ts";

export const schemaCommand = (): Command =>
  newCommand("schema", "Prints the JSON Schema of a formula, for editors.").action(() =>
    print(JSON.stringify(formulaSchema(), null, 2)),
  );
