import Type from "typebox";
import { AppError } from "../../model/errors.ts";
import { directive } from "./directive.ts";

/** `dummy`: does nothing, or fails. */
export const dummy = directive(
  Type.Object(
    {
      result: Type.String({
        description: "`FAIL`, in upper or lower case, fails the step; any other word does not",
      }),
      msg: Type.Optional(
        Type.String({ description: "the value that is exported, and the reason of a failure" }),
      ),
    },
    {
      additionalProperties: false,
      description: "Does nothing but succeed or fail: for trying out a formula. Exports `msg`.",
    },
  ),
  async ({ result, msg = "" }) => {
    if (result.trim().toUpperCase() === "FAIL")
      throw new AppError(
        "directive",
        msg === "" ? "the dummy step is to fail" : `the dummy step is to fail: ${msg}`,
      );
    return { end: null, value: msg };
  },
);
