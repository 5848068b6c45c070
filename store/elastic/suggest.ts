import type { FieldRef } from "../../model/query/ast.ts";
import type { Suggestion } from "../store.ts";
import type { Elastic } from "./elastic.ts";

/** Values of the field that begin with the prefix, most frequent first; none for a field without a list of values. */
export const suggest = async (
  elastic: Elastic,
  field: FieldRef,
  asked: { readonly prefix: string; readonly limit: number },
): Promise<Suggestion[]> => {
  throw new Error(`not built yet: ${elastic.indices.prefix} ${field} ${asked.prefix}`);
};
