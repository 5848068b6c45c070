import { stringify } from "yaml";

/** Writes YAML that reads back exactly: every text quoted, no line longer than a log's may be. */
export const yamlText = (value: unknown): string =>
  stringify(value, {
    defaultStringType: "QUOTE_DOUBLE",
    defaultKeyType: "PLAIN",
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    lineWidth: 1000,
    aliasDuplicateObjects: false,
  });
