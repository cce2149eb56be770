#!/usr/bin/env bash
# Random passwords for compose.yaml and the URLs that hold them, one file each, into secrets/ (or FOLDER).
# Never overwrites: to change a password, change it in the server first, then remove its file.
#   scripts/make-secrets.sh [FOLDER]
set -euo pipefail

dir=${1:-"$(dirname "$0")/../secrets"}
mkdir -p "$dir"
# The folder keeps others out. The files are readable, because the containers run as users of their own.
chmod 700 "$dir"
cd "$dir"

secret() {
  [ -e "$1" ] && return
  printf '%s' "$2" >"$1"
  chmod 644 "$1"
  echo "Made $1."
}
random() { openssl rand -hex 24; }

secret mysql-root-password "$(random)"
secret mysql-password "$(random)"
secret redis-password "$(random)"
secret mysql-url "mysql://jieda:$(cat mysql-password)@mysql:3306/jieda"
secret redis-url "redis://:$(cat redis-password)@redis:6379"
