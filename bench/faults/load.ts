import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a run of the load prints, told by its number alone, so that it is known whatever happens to the run. */
export interface Printed {
  readonly text: string;
  readonly outcomes: readonly ("PASSED" | "FAILED")[];
}

const POINTS = 7;
const LINES = 400;

const pointsOf = (n: number): number => 1 + (n % POINTS);
const linesOf = (n: number): number => 20 + ((n * 37) % LINES);
const isOk = (n: number, point: number): boolean => (n + point) % 3 !== 0;
const word = (n: number, point: number, line: number): number =>
  (n * 7919 + point * 104_729 + line * 1_299_709) % 1_000_003;

export const printedBy = (n: number): Printed => {
  const points = Array.from({ length: pointsOf(n) }, (_, at) => at + 1);
  const part = (point: number): string =>
    Array.from(
      { length: linesOf(n) },
      (_, at) => `run ${n} part ${point} line ${at + 1}: the quick brown fox ${word(n, point, at + 1)}\n`,
    ).join("") + `${isOk(n, point) ? "ok" : "not ok"} ${point} - part ${point}\n`;
  return {
    text: `1..${points.length}\n${points.map(part).join("")}`,
    outcomes: points.map((point) => (isOk(n, point) ? "PASSED" : "FAILED")),
  };
};

const SCRIPT = `n=$(printf %s "$1" | cut -d- -f2)
points=$((1 + n % ${POINTS})) lines=$((20 + n * 37 % ${LINES})) p=1
echo "1..$points"
while [ $p -le $points ]; do
  awk -v n="$n" -v p="$p" -v l="$lines" 'BEGIN { for (i = 1; i <= l; i++)
    printf "run %d part %d line %d: the quick brown fox %d\\n", n, p, i, (n * 7919 + p * 104729 + i * 1299709) % 1000003 }'
  if [ $(((n + p) % 3)) -eq 0 ]; then echo "not ok $p - part $p"; else echo "ok $p - part $p"; fi
  sleep 0.$((n % 4 + 1))
  p=$((p + 1))
done
`;

const FORMULA = `name: load
desc: prints what its item's number tells
maintainer: taskotron
input: {args: [koji_build, arch]}
actions:
  - name: print
    shell: sh print.sh \${koji_build}
`;

/** Writes the task of the load into a folder and answers the path of its formula. */
export const writeTask = (folder: string): string => {
  const formula = join(folder, "load.yml");
  writeFileSync(formula, FORMULA);
  writeFileSync(join(folder, "print.sh"), SCRIPT);
  return formula;
};

export const itemOf = (n: number): string => `load-${n}-1`;

/** The number in an item's name. */
export const numberIn = (item: string): number => Number(item.split("-")[1]);
