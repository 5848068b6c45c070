import type { ValueTest } from "../../model/query/ast.ts";
import { textLeaf } from "../log/match/text.ts";

/** A field's test on a text that is searched: a value is looked for as a word is, whatever its case and cutting no token. */
export const textPredicate = (test: ValueTest): ((value: string) => boolean) => {
  switch (test.kind) {
    case "equals":
      return textLeaf({ kind: "word", word: test.value }).test;
    case "range":
      return () => false;
    case "glob":
    case "regex":
      return textLeaf(test).test;
  }
};
