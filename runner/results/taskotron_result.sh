#!/bin/sh
# Adds a result to a file of ResultYAML: what `taskotron result` does, for tasks that see nothing of the project. Needs a POSIX shell and awk.
usage='taskotron_result -f FILE -i ITEM -t TYPE -o OUTCOME [-n NOTE] [-k KEY=VALUE]... [-c CHECK] [-a ARTIFACT] [--arch ARCH]'
outcomes='PASSED INFO FAILED NEEDS_INSPECTION ABORTED CRASHED SKIPPED TODO'
newline='
'

refuse() { printf 'taskotron_result: %s\n' "$1" >&2; exit "${2:-2}"; }

# Quotes a text as YAML, byte by byte. A space before a newline is escaped, as readers may fold it otherwise.
quoted() {
  TEXT=$1 LC_ALL=C awk 'BEGIN {
    for (i = 1; i < 32; i++) to[sprintf("%c", i)] = sprintf("\\x%02x", i)
    to["\007"] = "\\a"; to["\010"] = "\\b"; to["\011"] = "\\t"; to["\012"] = "\\n"; to["\013"] = "\\v"
    to["\014"] = "\\f"; to["\015"] = "\\r"; to["\033"] = "\\e"; to["\\"] = "\\\\"; to["\""] = "\\\""
    text = ENVIRON["TEXT"]; out = ""
    for (i = 1; i <= length(text); i++) {
      c = substr(text, i, 1)
      out = out ((c == " " && substr(text, i + 1, 1) == "\n") ? "\\ " : (c in to) ? to[c] : c)
    }
    printf "\"%s\"", out
  }'
}

file='' item='' type='' outcome='' note='' check='' artifact='' arch=''
key='' value='' each='' count=0

keyval() {
  case $1 in
    ?*=*) ;;
    *) refuse "-k takes KEY=VALUE, not \"$1\"" ;;
  esac
  case ${1%%=*} in
    item | type | outcome | note | summary | results | checkname | artifact | _internal)
      printf 'taskotron_result: the key %s has a meaning of its own, and is left out\n' "${1%%=*}" >&2
      return ;;
  esac
  count=$((count + 1))
  eval "key_$count=\${1%%=*} value_$count=\${1#*=}"
}

while [ $# -gt 0 ]; do
  flag=$1
  shift
  case $flag in
    -h | --help) printf 'usage: %s\n' "$usage"; exit 0 ;;
    --*=*) set -- "${flag#*=}" "$@"; flag=${flag%%=*} ;;
  esac
  [ $# -gt 0 ] || refuse "$flag needs a value; usage: $usage"
  case $flag in
    -f | --file) file=$1 ;;
    -i | --item) item=$1 ;;
    -t | --type) type=$1 ;;
    -o | --outcome) outcome=$1 ;;
    -n | --note) note=$1 ;;
    -k | --keyval) keyval "$1" ;;
    -c | --checkname) check=$1 ;;
    -a | --artifact) artifact=$1 ;;
    --arch) arch=$1 ;;
    *) refuse "there is no flag $flag; usage: $usage" ;;
  esac
  shift
done

if [ -z "$file" ] || [ -z "$item" ] || [ -z "$type" ] || [ -z "$outcome" ]; then
  refuse "-f, -i, -t and -o are needed; usage: $usage"
fi
outcome=$(printf '%s' "$outcome" | tr '[:lower:]' '[:upper:]' | tr -d '[:space:]')
case " $outcomes " in
  *" $outcome "*) ;;
  *) refuse "\"$outcome\" is no outcome; the outcomes are $outcomes" ;;
esac

field() { [ -z "$2" ] || printf '%s    %s: %s' "$newline" "$1" "$(quoted "$2")"; }

# The data: a key that comes more than once has a list.
fields() {
  at=0
  while [ "$at" -lt "$count" ]; do
    at=$((at + 1))
    eval "key=\$key_$at" && other=0 same=0 before=0
    while [ "$other" -lt "$count" ]; do
      other=$((other + 1))
      eval "each=\$key_$other"
      [ "$each" = "$key" ] || continue
      same=$((same + 1))
      [ "$other" -ge "$at" ] || before=1
    done
    [ "$before" -eq 0 ] || continue
    printf '%s    %s:' "$newline" "$(quoted "$key")"
    other=0
    while [ "$other" -lt "$count" ]; do
      other=$((other + 1))
      eval "each=\$key_$other value=\$value_$other"
      [ "$each" = "$key" ] || continue
      if [ "$same" -gt 1 ]; then printf '%s      -' "$newline"; fi
      printf ' %s' "$(quoted "$value")"
    done
  done
}

entry="  - item: $(quoted "$item")$(field type "$type")$(field arch "$arch")$(field checkname "$check")$(field outcome "$outcome")$(field note "$note")$(field artifact "$artifact")$(fields)"

lock=$file.lock fresh=$file.$$.new tries=0
until mkdir "$lock" 2>/dev/null; do
  [ -d "${file%/*}" ] || [ "${file%/*}" = "$file" ] || refuse "there is no folder ${file%/*}" 1
  tries=$((tries + 1))
  [ "$tries" -le 100 ] || refuse "$file is locked; if no other process adds to it, remove $lock" 1
  sleep 0.1 2>/dev/null || sleep 1
done
trap 'rm -f "$fresh"; rmdir "$lock"' EXIT
trap 'exit 1' HUP INT TERM

if [ -s "$file" ]; then
  # Lines of one list below `results:`, and nothing else at the top; a list that is not indented is left to `taskotron result`.
  awk '
    /^[ \t]*(#.*)?\r?$/ { print; next }
    !begun && /^---[ \t]*$/ { print; next }
    !begun && /^results:[ \t]*(\[\]|null|~)?[ \t]*(#.*)?\r?$/ { begun = 1; print "results:"; next }
    begun && /^  ( |-)/ { print; next }
    { exit 1 }
    END { if (!begun) exit 1 }
  ' "$file" >"$fresh" || refuse "$file is no list of results that a line can be added to" 1
else
  printf 'results:\n' >"$fresh" || refuse "$fresh cannot be written" 1
fi
printf '%s\n' "$entry" >>"$fresh" || refuse "$fresh cannot be written" 1
mv "$fresh" "$file" || refuse "$file cannot be written" 1
