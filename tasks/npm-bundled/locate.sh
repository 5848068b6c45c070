# shellcheck shell=sh
# Finds an installed npm package by `name-version`. Read by check.sh; uses its function field.
: "${here:?}"

# modules_root: the node_modules folder to look in, the given one or the first on the way up
modules_root() {
  case ${TASKOTRON_NPM_ROOT:-} in
    */node_modules | */node_modules/) printf '%s' "${TASKOTRON_NPM_ROOT%/}" && return ;;
    ?*) printf '%s/node_modules' "${TASKOTRON_NPM_ROOT%/}" && return ;;
  esac
  up=$here
  while [ ! -d "$up/node_modules" ]; do
    [ "$up" = / ] && return 1
    up=$(dirname "$up")
  done
  printf '%s/node_modules' "$up"
}

# is_installed MODULES NAME VERSION: true and the folder printed when it is there, or when its version cannot be read
is_installed() {
  [ -f "$1/$2/package.json" ] || return 1
  found=$(field version "$1/$2/package.json")
  case $found in
    "$3" | '') printf '%s/%s' "$1" "$2" ;;
    *) return 1 ;;
  esac
}

# is_nested MODULES NAME VERSION: the same in the node_modules folders below the packages
is_nested() {
  for modules in "$1"/*/node_modules "$1"/@*/*/node_modules; do
    [ -d "$modules" ] || continue
    is_installed "$modules" "$2" "$3" || is_nested "$modules" "$2" "$3" || continue
    return 0
  done
  return 1
}

# locate ITEM MODULES: prints the folder; false when the package is not installed
locate() {
  case $1 in
    /*) [ -d "$1" ] && printf '%s' "$1" && return ;;
    ../* | */../*) return 1 ;;
  esac
  name=$1
  while :; do
    case $name in
      ?*-*) name=${name%-*} ;;
      *) return 1 ;;
    esac
    version=${1#"$name"-}
    case $version in
      [0-9]*) is_installed "$2" "$name" "$version" || is_nested "$2" "$name" "$version" || continue && return 0 ;;
    esac
  done
}
