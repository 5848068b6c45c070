import type { Found } from "../read.ts";

/** A document as it was read; `found` is null while there is none. */
interface ReadValue<Value> {
  readonly value: Value;
  readonly found: Found<unknown> | null;
}

/** How a document is read, and written by compare and set: false where another was faster. */
export interface Access<Value> {
  readonly read: () => Promise<ReadValue<Value>>;
  readonly write: (value: Value, found: Found<unknown> | null) => Promise<boolean>;
}

interface Edit<Value> {
  readonly edit: (value: Value) => Value;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/** Changes documents; edits of one document that come while another is being written are written together. */
export class Edits<Value> {
  readonly #waiting = new Map<string, Edit<Value>[]>();

  /** Resolves with what the edit made when that is durable; rejects with what it throws, without harm to the others. */
  make(id: string, edit: (value: Value) => Value, access: Access<Value>): Promise<Value> {
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) {
      this.#waiting.set(id, [{ edit, resolve, reject }]);
      void this.#work(id, access);
    } else waiting.push({ edit, resolve, reject });
    return promise;
  }

  async #work(id: string, access: Access<Value>): Promise<void> {
    for (let edits = this.#take(id); edits.length > 0; edits = this.#take(id))
      try {
        while (!(await applied(edits, access)));
      } catch (error) {
        for (const { reject } of edits) reject(error);
      }
    this.#waiting.delete(id);
  }

  #take(id: string): readonly Edit<Value>[] {
    const edits = this.#waiting.get(id) ?? [];
    this.#waiting.set(id, []);
    return edits;
  }
}

/** False where another was faster; then nothing is settled. */
const applied = async <Value>(edits: readonly Edit<Value>[], access: Access<Value>): Promise<boolean> => {
  const { value: before, found } = await access.read();
  const settled: (() => void)[] = [];
  let value = before;
  for (const { edit, resolve, reject } of edits)
    try {
      const made = edit(value);
      value = made;
      settled.push(() => resolve(made));
    } catch (error) {
      settled.push(() => reject(error));
    }
  if (value !== before && !(await access.write(value, found))) return false;
  for (const settle of settled) settle();
  return true;
};
