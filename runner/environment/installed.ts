import type { Install } from "./install.ts";

/** Prints those of its arguments that are not there: a path, a program on `PATH`, or a package that dpkg or rpm has installed. */
const CHECK = `for asked; do
  name=\${asked%%[ <>=(]*}
  case $asked in
    /*) [ -e "$asked" ] && continue ;;
    *) case $(command -v -- "$name") in /*) continue ;; esac
       case $(dpkg-query -W -f '\${db:Status-Status} ' -- "$name" 2>/dev/null) in *installed*) continue ;; esac ;;
  esac
  rpm -q --quiet --whatprovides -- "$asked" 2>/dev/null && continue
  printf 'missing %s\\n' "$asked"
done`;

/** Which of these packages, paths and programs the steps would not find. */
export const missingOf = async (
  run: Install["run"],
  names: readonly string[],
): Promise<readonly string[]> => {
  if (names.length === 0) return [];
  const { text } = await run("sh", ["-c", CHECK, "sh", ...names], {});
  return names.filter((name) => text.split("\n").includes(`missing ${name}`));
};
