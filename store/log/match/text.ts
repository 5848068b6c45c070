import type { TextQuery } from "../../../model/query/ast.ts";
import { globLeaf } from "./glob.ts";
import type { Leaf } from "./leaf.ts";
import { phraseLeaf } from "./phrase.ts";
import { regexLeaf } from "./regex.ts";
import { wordLeaf } from "./word.ts";

/** The one decision on whether a text holds what a text condition asks for. */
export const textLeaf = (text: TextQuery): Leaf => {
  switch (text.kind) {
    case "word":
      return wordLeaf(text.word);
    case "glob":
      return globLeaf(text.pattern);
    case "phrase":
      return phraseLeaf(text.phrase);
    case "regex":
      return regexLeaf(text.source, text.ignoreCase);
  }
};
