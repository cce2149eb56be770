#!/usr/bin/env bash
# Development certificates: a CA of your own and a server certificate for localhost and the named hosts.
#   scripts/make-certs.sh [--dir FOLDER] [HOST|ADDRESS …]          FOLDER is certs/ unless given
# Makes ca.crt, ca.key, server.crt, server.key. Keeps what is there while it is valid for another 30 days
# and covers every host; otherwise issues a new server certificate from the same CA.
set -euo pipefail

dir="$(dirname "$0")/../certs"
if [ "${1:-}" = --dir ]; then
  dir=$2
  shift 2
fi
hosts=(localhost 127.0.0.1 ::1 "$@")
mkdir -p "$dir"
cd "$dir"
umask 077

month=$((30 * 24 * 3600))
new_key() { openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }
is_address() { [[ $1 =~ ^[0-9.]+$ || $1 == *:* ]]; }
fresh() { openssl x509 -in "$1" -noout -checkend "$month" >/dev/null 2>&1; }

covers() {
  local option=-checkhost
  is_address "$1" && option=-checkip
  openssl x509 -in server.crt -noout "$option" "$1" | grep -q 'does match'
}

server_is_good() {
  fresh server.crt && [ -f server.key ] && openssl verify -CAfile ca.crt server.crt >/dev/null 2>&1 || return 1
  for host in "${hosts[@]}"; do covers "$host" || return 1; done
}

if ! fresh ca.crt || [ ! -f ca.key ]; then
  new_key ca.key
  openssl req -x509 -new -key ca.key -sha256 -days 3650 -subj '/CN=Jieda development CA' -out ca.crt \
    -addext 'basicConstraints=critical,CA:TRUE,pathlen:0' -addext 'keyUsage=critical,keyCertSign,cRLSign'
  echo "Made ca.crt. Import it where a browser should trust the certificates."
fi

if server_is_good; then
  echo "server.crt is valid for ${hosts[*]}."
  exit 0
fi

names=()
for host in "${hosts[@]}"; do
  if is_address "$host"; then names+=("IP:$host"); else names+=("DNS:$host"); fi
done
new_key server.key
openssl req -new -key server.key -subj '/CN=Jieda' |
  openssl x509 -req -CA ca.crt -CAkey ca.key -CAcreateserial -sha256 -days 397 -out server.crt -extfile <(
    printf 'subjectAltName=%s\n' "$(IFS=,; echo "${names[*]}")"
    printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n'
  ) 2>/dev/null
chmod 644 ca.crt server.crt
echo "Made server.crt for ${hosts[*]}."
