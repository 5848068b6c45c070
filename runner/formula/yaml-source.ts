import { type Document, LineCounter, type Node, parseDocument, visit } from "yaml";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";

/** A YAML file whose errors name the place that they are about. */
export interface YamlSource {
  readonly file: string;
  readonly text: string;
  readonly document: Document;
  /** An error about the node, or about an offset into the text. */
  readonly error: (at: Node | number | null | undefined, message: string) => AppError;
}

/** Parses YAML 1.2. Throws `formula` with `file:line:column` for what is not YAML, has a key twice, or is too large. */
export const parseYaml = (file: string, text: string): YamlSource => {
  const lineCounter = new LineCounter();
  const error: YamlSource["error"] = (at, message) => {
    const { line, col } = lineCounter.linePos(typeof at === "number" ? at : (at?.range?.[0] ?? 0));
    return new AppError("formula", `${file}:${line || 1}:${col || 1}: ${message}`, {
      file,
      line: line || 1,
      column: col || 1,
    });
  };
  if (Buffer.byteLength(text) > LIMITS.formula)
    throw error(0, `the formula is larger than ${LIMITS.formula} bytes; move what it does to a script`);
  const document = parseOrThrow(text, lineCounter, error);
  const broken = document.errors[0];
  if (broken) throw error(broken.pos[0], firstLine(broken.message));
  visit(document, {
    Alias: (_key, alias) => {
      throw error(alias, `a formula takes no aliases; write out what *${alias.source} stands for`);
    },
  });
  return { file, text, document, error };
};

// The parser runs out of stack on absurdly deep nesting.
const parseOrThrow = (text: string, lineCounter: LineCounter, error: YamlSource["error"]): Document => {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, logLevel: "error" });
  } catch (cause) {
    throw error(
      0,
      `this cannot be read as YAML: ${cause instanceof Error ? cause.message : "unknown reason"}`,
    );
  }
};

const firstLine = (text: string): string => text.split("\n")[0] ?? text;
