import type Type from "typebox";

const WORDS: Readonly<Record<string, boolean>> = { yes: true, on: true, no: false, off: false };

/** The truth value that `yes`, `no`, `on` and `off` were in the YAML of 2014; any other value as it is. */
export const asSwitch = (value: unknown): unknown => {
  const word = typeof value === "string" ? value.toLowerCase() : "";
  return Object.hasOwn(WORDS, word) ? WORDS[word] : value;
};

/** Parameters with such words made true or false where the schema asks for that. */
export const withSwitches = (parameters: unknown, schema: Type.TSchema): unknown => {
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) return parameters;
  const { properties = {} } = schema as { properties?: Readonly<Record<string, { readonly type?: string }>> };
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]: [string, unknown]) => [
      name,
      properties[name]?.type === "boolean" ? asSwitch(value) : value,
    ]),
  );
};
