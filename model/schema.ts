import Type from "typebox";

/** A text field that may be known to be absent. */
export const nullable = <T extends Type.TSchema>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description });

/** One of a closed list of words. */
export const oneOf = <const T extends string[]>(words: readonly [...T]) => Type.Enum([...words]);

export const Uuid = Type.String({
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
  description: "UUID in lower case",
});

export const Time = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$",
  description: "RFC 3339, UTC, with Z",
});

export const Sha256 = Type.String({ pattern: "^[0-9a-f]{64}$", description: "in lower case hex" });

/** A name that a log has below its run. */
export const LogName = Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$" });

const MAX_NAME = 1024;

export const Name = Type.String({ minLength: 1, maxLength: MAX_NAME });
