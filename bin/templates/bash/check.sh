#!/usr/bin/env bash
# Answers in TAP on stdout; messages for people belong on stderr.
set -euo pipefail
shopt -s nullglob dotglob
item=$TASKOTRON_ITEM

echo "TAP version 13"
if [[ -d $item ]]; then
  entries=("$item"/*)
  size=${#entries[@]}
elif [[ -f $item ]]; then
  size=$(stat -c %s "$item")
else
  echo "Bail out! the item is neither a file nor a folder"
  exit 1
fi

echo "1..1"
if ((size > 0)); then echo "ok - TASK_NAME"; else echo "not ok - TASK_NAME"; fi
cat <<END
  ---
  summary: $size bytes or entries
  ...
END
