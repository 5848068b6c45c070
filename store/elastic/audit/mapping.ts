/** Fields of the index `audit`: documents are rows of the chain with their sequence number as `_id`, and one `head` that says where it ended. */
export const AUDIT_MAPPING = {
  dynamic: "strict",
  properties: {
    seq: { type: "long" },
    time: { type: "date" },
    actor: { type: "keyword" },
    token: { type: "keyword" },
    name: { type: "keyword", ignore_above: 1024 },
    action: { type: "keyword" },
    subject: { type: "keyword", ignore_above: 1024 },
    detail: { type: "keyword", index: false, doc_values: false },
    hash: { type: "keyword", index: false, doc_values: false },
  },
} as const;
