import type { FastifySchemaCompiler } from "fastify";
import type Type from "typebox";
import { Compile } from "typebox/compile";
import { AppError } from "../model/errors.ts";

interface Fault {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message: string;
  readonly params: object;
}

/** Makes the check of a request's part. Text of the address becomes the number or truth value it stands for; values of a body are taken as they
    are, so that a version 1.10 that came as a number is refused and not cut. Unknown members are dropped. */
export const validatorCompiler: FastifySchemaCompiler<Type.TSchema> = ({ schema, httpPart, method }) => {
  const type = Compile(schema);
  return (input: unknown) => {
    const value =
      httpPart === "body" ? input : type.Convert(httpPart === "querystring" ? given(input) : input);
    if (type.Check(value)) return { value: type.Clean(value) };
    const fault: Fault | undefined = deepest(type.Errors(value));
    return { error: explain(fault, httpPart, method) };
  };
};

// A form sends its empty fields too.
const given = (parameters: unknown): unknown =>
  Object.fromEntries(
    Object.entries(parameters as Record<string, unknown>).filter(([, value]) => value !== ""),
  );

// A union reports every branch; the fault furthest inside says most.
const deepest = (faults: readonly Fault[]): Fault | undefined =>
  faults.toSorted((a, b) => b.instancePath.split("/").length - a.instancePath.split("/").length)[0];

const explain = (fault: Fault | undefined, part: string | undefined, method: string): AppError => {
  if (fault === undefined) return new AppError("bad-value", "the value does not fit");
  const place = missingOf(fault) ?? fault.instancePath;
  const what = missingOf(fault) === undefined ? `${fault.message}${allowedOf(fault)}` : "is missing";
  if (part === "body") return new AppError("bad-value", `${place || "the body"} ${what}`, { pointer: place });
  const parameter = place.split("/")[1] ?? "";
  const unknown = part === "params" && ["GET", "HEAD", "GET,HEAD", "DELETE"].includes(String(method));
  return new AppError(unknown ? "not-found" : "bad-value", `${parameter} ${what}`, { parameter });
};

const missingOf = ({ keyword, params, instancePath }: Fault): string | undefined => {
  if (keyword !== "required") return undefined;
  const { requiredProperties } = params as { requiredProperties?: readonly string[] };
  return `${instancePath}/${requiredProperties?.[0] ?? ""}`;
};

const allowedOf = ({ params }: Fault): string => {
  const { allowedValues } = params as { allowedValues?: readonly unknown[] };
  return allowedValues === undefined ? "" : `: ${allowedValues.join(", ")}`;
};
