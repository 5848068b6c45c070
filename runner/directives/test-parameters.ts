import Type from "typebox";
import type { StepContext } from "./directive.ts";

/** What `xunit` and `tests` have in common: whose results the tests are. */
export const TEST_PARAMETERS = {
  item: Type.Optional(
    Type.String({ minLength: 1, description: "what was tested; the run's item unless given" }),
  ),
  type: Type.Optional(Type.String({ minLength: 1, description: "its type; the run's unless given" })),
  checkname: Type.Optional(
    Type.String({ minLength: 1, description: "name of the check; the task's unless given" }),
  ),
} as const;

interface Given {
  readonly item?: string;
  readonly type?: string;
  readonly checkname?: string;
}

/** The context in which files are read for these parameters. */
export const contextFor = ({ item, type, checkname }: Given, context: StepContext): StepContext => ({
  ...context,
  defaults: {
    ...context.defaults,
    ...(item !== undefined && { item }),
    ...(type !== undefined && { type }),
    ...(checkname !== undefined && { task: checkname }),
  },
});
