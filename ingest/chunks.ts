/** Bytes regrouped into pieces of `size`, the last one shorter; none is empty. */
export async function* chunksOf(body: AsyncIterable<Uint8Array>, size: number): AsyncIterable<Uint8Array> {
  let parts: Uint8Array[] = [];
  let held = 0;
  for await (const bytes of body)
    for (let start = 0; start < bytes.length;) {
      const part = bytes.subarray(start, start + size - held);
      start += part.length;
      held += part.length;
      parts.push(part);
      if (held < size) continue;
      yield Buffer.concat(parts);
      parts = [];
      held = 0;
    }
  if (held > 0) yield Buffer.concat(parts);
}

/** The first bytes of a body, up to `size`, and the whole body again. */
export const peek = async (
  body: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{ readonly head: Uint8Array; readonly whole: AsyncIterable<Uint8Array> }> => {
  const source = body[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let held = 0;
  while (held < size) {
    const next = await source.next();
    if (next.done) break;
    parts.push(next.value);
    held += next.value.length;
  }
  const head = Buffer.concat(parts);
  return { head: head.subarray(0, size), whole: joined(head, source) };
};

async function* joined(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  yield head;
  yield* { [Symbol.asyncIterator]: () => rest };
}
