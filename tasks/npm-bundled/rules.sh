# shellcheck shell=sh
# What counts as a copy of another package. Read by check.sh in the package's folder; the package is $own, and $root is the tree it is in.
: "${here:?}" "${tab:?}" "${folder:?}" "${own=}" "${root=}"

has_licence() {
  for text in "$1"/[Ll][Ii][Cc][Ee][Nn][CcSs][Ee]* "$1"/[Cc][Oo][Pp][Yy][Ii][Nn][Gg]*; do
    [ -e "$text" ] && return 0
  done
  return 1
}

# copy SEVERITY TAG FOLDER: a whole package in a folder of its own
copy() {
  finding "$1" "$2" "$3" "$(field name "$3/package.json" | head -n 1) $(field version "$3/package.json" | head -n 1)"
  [ "$1" = info ] || has_licence "$3" || finding error bundled-without-license "$3" "a copy without a licence text"
}

# is_placed_by_npm FOLDER: npm put this nested package there to solve a conflict of versions; the package did not bring it
is_placed_by_npm() {
  place=${folder#"$root"/}/$1
  [ -f "$root/.package-lock.json" ] || return 1
  awk -v key="\"node_modules/$place\": {" '
    index($0, key) { inside = found = 1 }
    inside && /"inBundle": true/ { bundled = 1 }
    inside && /^    }/ { exit }
    END { exit !(found && !bundled) }' "$root/.package-lock.json"
}

nested_dependencies() {
  [ -d node_modules ] || return 0
  for manifest in node_modules/*/package.json node_modules/@*/*/package.json; do
    [ -f "$manifest" ] || continue
    is_placed_by_npm "${manifest%/package.json}" || copy warning bundled-dependency "${manifest%/package.json}"
  done
}

other_packages() {
  find . -name node_modules -prune -o -name package.json -type f -print | while IFS= read -r manifest; do
    place=${manifest%/package.json} place=${place#./}
    [ "$place" = . ] && continue
    name=$(field name "$manifest" | head -n 1)
    [ -n "$name" ] || continue
    [ -n "$(field version "$manifest")" ] || continue
    case $name in "$own" | "$own"[-/]*) continue ;; esac
    case /$place/ in
      */test/* | */tests/* | */fixtures/* | */example/* | */examples/* | */bench*/*) copy info bundled-fixture "$place" ;;
      *) copy warning bundled-package "$place" ;;
    esac
  done
}

vendored_folders() {
  find . -name node_modules -prune -o -type d \( -name vendor -o -name vendored -o -name third_party -o -name third-party \
    -o -name thirdparty -o -name 3rdparty -o -name external -o -name extern \) -print | while IFS= read -r place; do
    finding warning vendored-folder "${place#./}" "$(find "$place" -type f | grep -c '') files"
  done
}

plain() { printf '%s' "$1" | tr '[:upper:]' '[:lower:]' | tr -cd '[:alnum:]'; }

# is_own BANNER: a banner of the package itself, however it is spelled (`URI.js v4.4.1` in uri-js)
is_own() {
  case $(plain "${own#@*/}") in "$(plain "${1%% *}")"*) return 0 ;; esac
  return 1
}

# copied_modules: what bundlers and banners say of where the code came from
copied_modules() {
  find . -name node_modules -prune -o -type f \( -name '*.js' -o -name '*.cjs' -o -name '*.mjs' \) \
    -exec grep -lE 'node_modules/|/\*!|@license|@preserve' {} + 2>/dev/null | while IFS= read -r file; do
    awk -f "$here/copies.awk" "$file"
  done | while IFS="$tab" read -r file name how; do
    case $name in "$own" | "$own"[\ /]*) continue ;; esac
    case $how in
      banner) is_own "$name" || finding warning bundled-banner "${file#./}" "$name" ;;
      *) finding warning bundled-module "${file#./}" "$name" ;;
    esac
  done
}

notices() {
  find . -name node_modules -prune -o -type f -print | grep -iE '(third-?party-?(notice|licen[cs]e)s?[^/]*|\.LICENSE\.txt)$' |
    while IFS= read -r file; do
      finding info third-party-notices "${file#./}" "licences of the copies"
    done
}
