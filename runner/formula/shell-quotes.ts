/** Whether the character at `at` of a command line stands inside quotes of the shell. */
export const isQuoted = (line: string, at: number): boolean => {
  let quote: string | null = null;
  for (let i = 0; i < at; i++) {
    const char = line[i] ?? "";
    if (char === "\\" && quote !== "'") i++;
    else if (quote === null && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = null;
  }
  return quote !== null;
};
