import { LIMITS } from "../../model/limits.ts";
import type { Block } from "./point.ts";
import type { Source } from "./source.ts";

/** A YAML block while its lines come. */
export class OpenBlock {
  readonly first_line: number;
  readonly indent: string;
  readonly #lines: string[] = [];
  readonly #numbers: number[] = [];
  #size = 0;

  constructor(indent: string, first_line: number) {
    this.indent = indent;
    this.first_line = first_line;
  }

  add({ text, number }: Source): void {
    this.#size += text.length;
    if (this.isTooLarge) return;
    this.#lines.push(text.slice(this.indent.length));
    this.#numbers.push(number);
  }

  get isTooLarge(): boolean {
    return this.#size > LIMITS.tapYaml;
  }

  close(last_line: number): Block {
    return { first_line: this.first_line, last_line, lines: this.#lines, numbers: this.#numbers };
  }
}
