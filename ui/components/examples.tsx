import { toSearch } from "../address.ts";

const EXAMPLES = [
  ['"No such file or directory"', "exact text, in results, findings and logs"],
  ["outcome:FAILED started:-7d", "what failed in the last seven days"],
  ["is:failed is:latest", "what fails now"],
  ["check:rpmlint severity:error", "findings of one check"],
  ["/timeout after \\d+ s/", "a regular expression"],
  ["error -package:perl-*", "a word, without some packages"],
] as const;

/** Searches to click, each with what it means. */
export const Examples = () => (
  <ul class="examples">
    {EXAMPLES.map(([q, about]) => (
      <li key={q}>
        <a class="mono" href={toSearch(q)}>
          {q}
        </a>{" "}
        <span class="dim">{about}</span>
      </li>
    ))}
  </ul>
);
