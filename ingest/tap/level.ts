import type { Parser, Result } from "tap-parser";
import type { ProblemKind } from "../../model/problem.ts";
import { OpenBlock } from "./open-block.ts";
import type { Block, Point, Subtest } from "./point.ts";
import type { Source } from "./source.ts";
import { SubtestTally } from "./tally.ts";

/** What is heard of the points of one level. */
interface Hear {
  readonly onPoint: (point: Point) => void;
  readonly onProblem: (kind: ProblemKind, line: number, message: string) => void;
  /** A line that cannot stand where it stands. */
  readonly onRefused: (text: string) => void;
}

/** A point that tap-parser has seen and not yet told: its YAML block or subtest may still come. */
interface Draft {
  readonly line: number;
  readonly number: number | null;
  block: Block | null;
  subtest: Subtest | null;
}

/** What tap-parser reads in place of a YAML block: it needs to see one, its content is read once, by our own schema. */
const STAND_IN = "taken: true\n";

/** Stands around one parser of tap-parser, the stream's or a subtest's, and adds what it does not tell: the lines of points and blocks, and
    the blocks' text. tap-parser decides what is a point, a block, a subtest; the methods it calls for that are public. */
export class Level {
  readonly #source: Source;
  readonly #hear: Hear;
  readonly #path: readonly string[];
  readonly #drafts: Draft[] = [];
  #block: OpenBlock | null = null;
  /** A streamed subtest that waits for the point after it. */
  #streamed: SubtestTally | null = null;
  #childOpen = false;

  constructor(parser: Parser, source: Source, hear: Hear, path: readonly string[] = []) {
    this.#source = source;
    this.#hear = hear;
    this.#path = path;
    this.#seePoints(parser);
    this.#seeBlocks(parser);
    this.#seeSubtests(parser);
    this.#dropTheRest(parser);
  }

  #seePoints(parser: Parser): void {
    const parseTestPoint = parser.parseTestPoint.bind(parser);
    parser.parseTestPoint = (match, line) => {
      this.#drafts.push({
        line: this.#source.number,
        number: match[2] === undefined ? null : Number(match[2]),
        block: null,
        subtest: this.#streamed?.all ?? null,
      });
      parseTestPoint(match, line);
    };
    parser.on("assert", (result: Result) => {
      const draft = this.#drafts.shift();
      if (draft) this.#hear.onPoint(pointOf(result, draft));
      forget(parser);
    });
  }

  /** What is no TAP, and comments, would be held back until the next point: without end, in a hostile stream. */
  #dropTheRest(parser: Parser): void {
    parser.nonTap = (data) => this.#hear.onRefused(data);
    parser.emitComment = () => {};
  }

  #seeBlocks(parser: Parser): void {
    const parseIndent = parser.parseIndent.bind(parser);
    parser.parseIndent = (line, indent) => {
      const toChild = this.#childOpen && line.startsWith("    ");
      if (this.#drafts.length > 0 && this.#block === null && !toChild && line === `${indent}---\n`)
        this.#openBlock(indent);
      parseIndent(line, indent);
    };
    // only the blocks of the top level are read
    const yamlishLine = parser.yamlishLine.bind(parser);
    parser.yamlishLine = (line) => {
      const block = this.#block;
      if (block === null) return yamlishLine(line);
      if (line === `${block.indent}...\n`) {
        this.#closeBlock(block);
        yamlishLine(`${block.indent}${STAND_IN}`);
        yamlishLine(line);
      } else if (this.#path.length === 0) block.add(this.#source);
    };
    const resetYamlish = parser.resetYamlish.bind(parser);
    parser.resetYamlish = () => {
      if (this.#block !== null) this.#breakBlock(this.#block);
      resetYamlish();
    };
  }

  #openBlock(indent: string): void {
    this.#block = new OpenBlock(indent, this.#source.number);
    this.#source.open++;
  }

  #closeBlock(block: OpenBlock): void {
    this.#block = null;
    this.#source.open--;
    const draft = this.#drafts[0];
    if (block.isTooLarge)
      this.#hear.onProblem("broken-yaml", block.first_line, "the YAML block is too large");
    else if (draft?.block)
      this.#hear.onProblem("broken-yaml", block.first_line, "a second YAML block below the same point");
    else if (draft) draft.block = block.close(this.#source.number);
  }

  #breakBlock(block: OpenBlock): void {
    this.#block = null;
    this.#source.open--;
    this.#hear.onProblem("unterminated-yaml", block.first_line, "the YAML block has no `...` at its end");
  }

  #seeSubtests(parser: Parser): void {
    parser.on("child", (child: Parser) => {
      child.removeAllListeners("line");
      const path = [...this.#path, child.name];
      const line = this.#source.number;
      const tally = new SubtestTally(path, line);
      this.#childOpen = true;
      const parent = child.buffered ? this.#drafts[0] : undefined;
      if (!parent) this.#streamed = tally;
      const hear = { ...this.#hear, onPoint: (point: Point) => tally.add(point), onRefused: () => {} };
      new Level(child, this.#source, hear, path);
      child.on("complete", () => {
        this.#childOpen = false;
        this.#streamed = null;
        tally.end(this.#source.number);
        if (parent) parent.subtest = tally.all;
        else if (child.closingTestPoint === null && tally.isTelling)
          this.#hear.onProblem("open-subtest", line, `no point closes the subtest "${child.name}"`);
      });
    });
  }
}

const pointOf = (result: Result, draft: Draft): Point => ({
  ...draft,
  ok: result.ok,
  name: result.name,
  skip: result.skip,
  todo: result.todo,
  duration_ms: result.time,
});

/** Empties what tap-parser keeps for a summary that nobody reads: it would grow with the stream. */
const forget = (parser: Parser): void => {
  parser.failures.length = parser.skips.length = parser.todos.length = 0;
  parser.pointsSeen.clear();
};
