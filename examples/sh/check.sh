#!/bin/sh
# One answer per file that should be there.
answer() {
  if [ -s "$TASKOTRON_ITEM/$2" ]; then echo "ok - $1"; else echo "not ok - $1"; fi
}

echo "TAP version 13"
echo "1..2"
answer sh.readme README.md
answer sh.licence LICENSE
