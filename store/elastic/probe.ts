import type { Elastic } from "./elastic.ts";

/** Milliseconds after which the answer comes too late for whoever asks whether the store takes writes. */
const PATIENCE = 5000;

/** Writes a document that says nothing else than that it could be written, without trying again. */
export const probe = async ({ client, indices, now }: Elastic): Promise<void> => {
  await client.index(
    { index: indices.single("meta"), id: "probe", document: { probed: now() } },
    { maxRetries: 0, requestTimeout: PATIENCE },
  );
};
