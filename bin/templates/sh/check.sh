#!/bin/sh
# Answers in TAP on stdout; messages for people belong on stderr.
item=$TASKOTRON_ITEM

echo "TAP version 13"
if [ -d "$item" ]; then
  size=$(ls -A "$item" | wc -l)
elif [ -f "$item" ]; then
  size=$(wc -c <"$item")
else
  echo "Bail out! the item is neither a file nor a folder"
  exit 1
fi

echo "1..1"
if [ "$size" -gt 0 ]; then echo "ok - TASK_NAME"; else echo "not ok - TASK_NAME"; fi
cat <<END
  ---
  summary: $((size)) bytes or entries
  ...
END
