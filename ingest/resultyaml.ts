import type { Node } from "yaml";
import { LIMITS } from "../model/limits.ts";
import type { ResultInput } from "../model/result.ts";
import { messageOf, readFields } from "./fields.ts";
import { readFindings } from "./findings/read.ts";
import { outcomeOfWord } from "./outcome.ts";
import { Problems } from "./problems.ts";
import type { ReaderDefaults, Reading } from "./reader.ts";
import type { Stream, TellOne } from "./thread/stream.ts";
import { YamlFault, YamlText } from "./yaml-text.ts";

/** Reads ResultYAML: a map whose `results` is a list of maps. It is read when it is complete. A file that cannot be read is the
    problem `bad-file`; an empty list is no problem. */
export class ResultYamlStream implements Stream {
  readonly #defaults: ReaderDefaults;
  readonly #tell: TellOne;
  readonly #problems = new Problems();
  readonly #parts: Uint8Array[] = [];
  #size = 0;

  constructor(defaults: ReaderDefaults, tell: TellOne) {
    this.#defaults = defaults;
    this.#tell = tell;
  }

  write(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size <= LIMITS.resultFile) this.#parts.push(bytes.slice());
  }

  end(): Reading {
    const results = this.#read();
    for (const { result, output } of results) this.#tell(result, output);
    return { results: results.length, plan: null, bailout: null, problems: this.#problems.all };
  }

  #read(): readonly Told[] {
    if (this.#size > LIMITS.resultFile)
      return fault(this.#problems, `the file is larger than ${LIMITS.resultFile} bytes`, 1);
    return readAll(Buffer.concat(this.#parts).toString("utf8"), this.#defaults, this.#problems);
  }
}

/** How much larger than a block below one point a whole file may be. */
const FACTOR = 4;

interface Told {
  readonly result: ResultInput;
  readonly output: string | null;
}

const readAll = (text: string, defaults: ReaderDefaults, problems: Problems): readonly Told[] => {
  try {
    const yaml = new YamlText(text, FACTOR);
    const list = yaml.entries(yaml.root).get("results");
    if (list === undefined) throw new YamlFault("`results` is missing: a list of results", 1);
    const items = list === null || yaml.isNull(list) ? [] : yaml.items(list);
    if (items === null)
      throw new YamlFault("`results` must be a list of results", list ? yaml.line(list) : 1);
    if (items.length > LIMITS.results)
      problems.add(
        "too-many",
        null,
        `a run may have ${LIMITS.results} results; the further ones are left out`,
      );
    return items.slice(0, LIMITS.results).map((item, index) => {
      if (item === null) throw new YamlFault("a result must be a map", 1);
      return resultOf(yaml, item, { position: index + 1, defaults, problems });
    });
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    return fault(problems, error.message, error.line);
  }
};

const fault = (problems: Problems, message: string, line: number): [] => {
  problems.add("bad-file", line, `the ResultYAML cannot be read: ${message}`);
  return [];
};

interface Place {
  readonly position: number;
  readonly defaults: ReaderDefaults;
  readonly problems: Problems;
}

const resultOf = (yaml: YamlText, item: Node, { position, defaults, problems }: Place): Told => {
  const fields = readFields(yaml, yaml.entries(item), (node) => yaml.line(node));
  const { literal, output } = fields;
  const line = yaml.line(item);
  const lineOf = (index: number): number | null => literal && literal.first_line + index;
  const findings = fields.findings ?? (output === null ? [] : readFindings(output, lineOf));
  const result = {
    position,
    check: fields.check ?? defaults.task,
    item: fields.item ?? defaults.item,
    type: fields.type ?? defaults.type,
    arch: fields.arch ?? defaults.arch,
    scenario: fields.scenario,
    outcome: outcomeOfWord(fields.outcome ?? "", line, problems),
    note: fields.note ?? messageOf(fields),
    data: fields.data ?? {},
    findings: findings.slice(0, LIMITS.findings),
    log: { name: defaults.log, first_line: line, last_line: yaml.lastLine(item) },
    artifact: fields.artifact,
    ref_url: fields.ref_url,
    duration_ms: fields.duration_ms,
  };
  return { result, output };
};
