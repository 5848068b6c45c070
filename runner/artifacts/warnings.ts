/** Warnings that are told one by one. */
const MOST = 20;

/** Tells warnings that a task can provoke without end: the first of them, and how many more there were. */
export class Warnings {
  readonly #say: (message: string) => void;
  #count = 0;

  constructor(say: (message: string) => void) {
    this.#say = say;
  }

  readonly add = (message: string): void => {
    if (++this.#count <= MOST) this.#say(message);
  };

  /** Tells what was not told. */
  end(): void {
    if (this.#count > MOST) this.#say(`${this.#count - MOST} more files and results are like that`);
    this.#count = 0;
  }
}

/** Text of a task as it can stand in a message. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
