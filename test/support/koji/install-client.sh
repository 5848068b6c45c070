#!/bin/sh
# Installs koji's own command-line client, which the test of our koji double talks to it with. The folder is $KOJI_CLIENT, or one below node_modules.
# It needs python3-venv and python3-rpm (of the same python3) from the distribution; the rest comes from PyPI.
set -eu
cd "$(dirname "$0")/../../.."

folder=${KOJI_CLIENT:-node_modules/.cache/koji-client}
python=/usr/bin/python3

if [ -x "$folder/bin/koji" ]; then exit 0; fi
$python -c 'import rpm, venv' # says what is missing
$python -m venv --system-site-packages "$folder"
"$folder/bin/pip" install --quiet requests python-dateutil defusedxml six
# without its dependencies: requests-gssapi needs Kerberos' headers, and only logging in uses it
"$folder/bin/pip" install --quiet --no-deps koji==1.36.1
"$folder/bin/python" -c 'import koji, koji_cli.commands'
