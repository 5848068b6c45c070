import { AppError } from "../../model/errors.ts";
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
done
:`;

/** Which of these packages, paths and programs the steps would not find. Throws `environment`. */
export const missingOf = async (
  run: Install["run"],
  names: readonly string[],
): Promise<readonly string[]> => {
  if (names.length === 0) return [];
  const { text, exitCode } = await run("sh", ["-c", CHECK, "sh", ...names], {});
  if (exitCode !== 0)
    throw new AppError(
      "environment",
      `it cannot be found out which of ${names.join(", ")} are installed: sh failed`,
    );
  return names.filter((name) => text.split("\n").includes(`missing ${name}`));
};
