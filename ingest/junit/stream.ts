import { SaxesParser, type SaxesTagPlain } from "saxes";
import { LIMITS } from "../../model/limits.ts";
import { Problems } from "../problems.ts";
import type { ReaderDefaults, Reading } from "../reader.ts";
import type { Stream, TellOne } from "../thread/stream.ts";
import { TestCase } from "./case.ts";

/** Reads JUnit and xUnit XML: each `testcase` is a result named `CHECK.CLASSNAME.NAME`, told when it closes. A document type, and
    anything that is no XML, is the problem `bad-file`; what was read before it stays. */
export class JunitStream implements Stream {
  readonly #defaults: ReaderDefaults;
  readonly #tell: TellOne;
  readonly #decoder = new TextDecoder();
  readonly #parser = new SaxesParser();
  readonly #problems = new Problems();
  readonly #path: string[] = [];
  #case: TestCase | null = null;
  #results = 0;
  /** Characters since the parser last told something: it holds them all. */
  #silent = 0;
  #isBroken = false;
  #isJunit = false;

  constructor(defaults: ReaderDefaults, tell: TellOne) {
    this.#defaults = defaults;
    this.#tell = tell;
    this.#parser.on("error", (error) => this.#break(error.message.replace(/^[\d:]+ /, "")));
    this.#parser.on("doctype", () => this.#break("a document type is not taken"));
    this.#parser.on("opentag", (tag) => this.#open(tag));
    this.#parser.on("closetag", (tag) => this.#close(tag.name));
    this.#parser.on("text", (text) => this.#text(text));
    this.#parser.on("cdata", (text) => this.#text(text));
  }

  write(bytes: Uint8Array): void {
    this.#read(this.#decoder.decode(bytes, { stream: true }));
  }

  end(): Reading {
    this.#read(this.#decoder.decode());
    if (!this.#isBroken) this.#parser.close();
    if (!this.#isBroken && !this.#isJunit) this.#break("no testsuite in it");
    return { results: this.#results, plan: null, bailout: null, problems: this.#problems.all };
  }

  #read(text: string): void {
    if (this.#isBroken) return;
    this.#silent += text.length;
    // a CR ends a line for XML, and does not for a log
    this.#parser.write(text.replaceAll("\r", " "));
    if (this.#silent > LIMITS.resultFile) this.#break("one text or tag is too long");
  }

  get #line(): number {
    return this.#parser.line;
  }

  #open({ name, attributes }: SaxesTagPlain): void {
    this.#silent = 0;
    if (this.#isBroken) return;
    if (name === "testsuite" || name === "testsuites") this.#isJunit = true;
    if (this.#path.length >= LIMITS.yamlDepth) return this.#break("elements are nested too deep");
    const inCase = this.#path.at(-1) === "testcase";
    if (name === "testcase") this.#case = new TestCase(attributes, this.#line);
    else if (inCase) this.#case?.open(name, attributes, this.#line);
    else if (name === "property" && this.#path.at(-2) === "testcase" && this.#path.at(-1) === "properties")
      this.#case?.property(attributes["name"] ?? "", attributes["value"] ?? "");
    this.#path.push(name);
  }

  #close(name: string): void {
    this.#silent = 0;
    this.#path.pop();
    const done = this.#case;
    if (this.#isBroken || name !== "testcase" || done === null) return;
    this.#case = null;
    if (this.#results === LIMITS.results) return this.#break(`more than ${LIMITS.results} test cases`);
    const place = { position: ++this.#results, last_line: this.#line };
    const result = done.result({ ...place, defaults: this.#defaults, problems: this.#problems });
    this.#tell(result, done.output);
  }

  #text(text: string): void {
    this.#silent = 0;
    this.#case?.text(this.#path.at(-1) ?? "", text);
  }

  #break(message: string): void {
    if (!this.#isBroken) this.#problems.add("bad-file", this.#line, `the XML cannot be read: ${message}`);
    this.#isBroken = true;
  }
}
