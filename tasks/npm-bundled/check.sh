#!/bin/sh
# Looks for copies of other packages inside an npm package: bundled dependencies, vendored folders, modules that a bundler pulled in.
# POSIX sh with find, grep, awk, tr; nothing else.
# shellcheck source-path=SCRIPTDIR
set -u
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "$0")" && pwd)
item=${TASKOTRON_ITEM:-}
findings=$(mktemp "${TMPDIR:-/tmp}/npm-bundled.XXXXXX") || exit 1
trap 'rm -f "$findings"' EXIT
tab=$(printf '\t')

bail_out() {
  printf 'TAP version 13\nBail out! %s\n' "$(printf '%s' "$1" | tr -c '[:print:]' '?' | cut -c 1-500)"
  exit 1
}

# finding SEVERITY TAG SUBJECT MESSAGE
finding() {
  subject=$(printf '%s' "$3" | tr '\t\n' '??')
  message=$(printf '%s' "$4" | tr '\t\n' '??')
  printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$subject" "$message" >>"$findings"
}

# field NAME FILE: values of a top-level field of a manifest, one a line
field() {
  awk -f "$here/manifest.awk" "$2" 2>/dev/null | sed -n "s/^$1$tab//p"
}

for tool in find grep sed awk tr cut head; do
  command -v "$tool" >/dev/null || bail_out "$tool is not installed: every POSIX system has it, so look at PATH"
done

# shellcheck source=locate.sh
. "$here/locate.sh"

[ -n "$item" ] || bail_out "no item: set TASKOTRON_ITEM, or start this through runtask -i ITEM"
root=$(modules_root) || root=
folder=$(locate "$item" "$root") || bail_out "$item is not installed under ${root:-any node_modules}: set TASKOTRON_NPM_ROOT to its tree"
cd "$folder" || bail_out "$folder cannot be entered"
own=$(field name package.json | head -n 1)
# shellcheck source=rules.sh
. "$here/rules.sh"

nested_dependencies
other_packages
vendored_folders
copied_modules
notices

awk -v check=npm-bundled -v type="${TASKOTRON_TYPE:-npm_package}" -f "$here/tap.awk" "$findings"
