#!/bin/bash
# Makes the role `taskotron` and the user of that name in a cluster, or brings them up to date.
#   ELASTIC_URL (default http://elasticsearch:9200)   ELASTIC_PASSWORD: of the user elastic, or of ELASTIC_USER
#   TASKOTRON_PASSWORD: for the new user              ELASTIC_CA: file of the authority, where the cluster has its own
set -euo pipefail

url=${ELASTIC_URL:-http://elasticsearch:9200}
: "${ELASTIC_PASSWORD:?is missing}" "${TASKOTRON_PASSWORD:?is missing}"

put() { # path, file: passwords go in by files, for arguments can be seen by everybody
  curl --fail-with-body --silent --show-error ${ELASTIC_CA:+--cacert "$ELASTIC_CA"} \
    --config <(printf 'user = "%s:%s"\n' "${ELASTIC_USER:-elastic}" "$ELASTIC_PASSWORD") \
    --request PUT --header 'Content-Type: application/json' --data "@$2" "$url/_security/$1"
  echo
}

put role/taskotron "$(dirname "$0")/role.json"
put user/taskotron <(printf '{"password": "%s", "roles": ["taskotron"]}' "$TASKOTRON_PASSWORD")
