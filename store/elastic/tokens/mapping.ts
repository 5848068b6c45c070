/** Fields of the index `tokens`: documents are `StoredToken`, `_id` is their id. */
export const TOKEN_MAPPING = {
  dynamic: "strict",
  properties: {
    id: { type: "keyword" },
    hash: { type: "keyword", index: false, doc_values: false },
    name: { type: "keyword", index: false, doc_values: false },
    scopes: { type: "keyword" },
    tasks: { type: "keyword", index: false, doc_values: false },
    created: { type: "date" },
    created_by: { type: "keyword" },
    expires: { type: "date" },
    revoked: { type: "date" },
    last_used: { type: "date" },
    session: { type: "boolean" },
  },
} as const;
