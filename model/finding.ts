import Type from "typebox";
import { nullable } from "./schema.ts";

/** One message inside a result: a linter's line, a broken dependency. Findings are compared between builds by `tag` and `message`. */
export const Finding = Type.Object({
  severity: Type.String({ description: "error, warning or info" }),
  tag: nullable(Type.String({ description: "the tool's own name for this kind of message" })),
  message: Type.String(),
  subject: nullable(Type.String({ description: "what the message is about: a file, a subpackage" })),
  line: nullable(Type.Integer({ minimum: 1, description: "line of the run's log, from 1" })),
});

export type Finding = Type.Static<typeof Finding>;
