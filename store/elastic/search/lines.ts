import { stripAnsi } from "../../../model/lines.ts";
import type { Block } from "../../log/blocks.ts";
import { findInBlock, type FoundLine, searchLines, toldOnce } from "../../log/find.ts";
import { compileText } from "../../log/match/compile.ts";
import { planTrigrams } from "../../log/plan.ts";
import { lineTest } from "../../query/line-test.ts";
import { around, type LineQuery, nearFinder } from "../../query/near-lines.ts";
import { withoutLineFields, withoutText } from "../../query/tree.ts";
import type { BlockRef } from "../logs/keys.ts";
import type { SearchedLogs } from "./sources.ts";

/** A matching line of a run's logs. */
export interface RunLine extends FoundLine {
  readonly log: string;
}

/** A run and the blocks of its logs that may hold a matching line. */
interface Parts {
  readonly logs: SearchedLogs;
  readonly run: string;
  readonly refs: readonly BlockRef[];
}

/** Matching lines of a run's logs, block by block. The text is decided first; number and log of those that pass come after. */
export async function* linesIn(parts: Parts, { query, near }: LineQuery): AsyncGenerator<RunLine[]> {
  const text = { query: withoutLineFields(query), near };
  const find = near === 0 ? finder(text) : finderNear(parts, text);
  const passes = lineTest(near === 0 ? query : withoutText(query));
  const refs = near === 0 ? parts.refs : await proposedNear(parts, text);
  let log = "";
  let once = toldOnce();
  for await (const block of parts.logs.read(refs)) {
    if (block.log !== log) once = toldOnce();
    log = block.log;
    const found = once(await find(block, log));
    yield found.map((line) => ({ log: block.log, ...line })).filter(passes);
  }
}

type Find = (block: Block, log: string) => Promise<Iterable<FoundLine>>;

const finder = ({ query }: LineQuery): Find => {
  const matcher = compileText(query);
  return async (block) => findInBlock(block, matcher);
};

/** A line near others may be in a block that has only its own text: blocks are proposed again, of those logs that may hold all. */
const proposedNear = async ({ logs, run, refs }: Parts, { query, near }: LineQuery): Promise<BlockRef[]> => {
  const wanted = new Set(refs.map(({ log }) => log));
  const proposed = await logs.propose(planTrigrams(query, near), [run]);
  return (proposed.get(run) ?? []).filter(({ log }) => wanted.has(log));
};

/** Each block is read with the lines around it. */
const finderNear = ({ logs, run }: Parts, text: LineQuery): Find => {
  const find = nearFinder(text);
  return async (block, log) => {
    const read = async ({ first, count }: { readonly first: number; readonly count: number }) =>
      count === 0
        ? []
        : (await logs.readLines(run, log, first, count)).lines.map((line) => stripAnsi(line.text));
    const { before, after } = around(block, searchLines(block).length, text.near);
    return find(block, { before: await read(before), after: await read(after) });
  };
};
