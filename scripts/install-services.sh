#!/usr/bin/env bash
# Installs the real servers and the browser that the tests start themselves: MariaDB, Redis (with
# Sentinel), nginx, Chromium with Chinese fonts, openssl, wrk, LibreOffice and openpyxl; and what builds
# nodejieba where it has no prebuilt binary. Skips what is there, starts nothing.
# Exit 0, also when something could not be installed (its tests are skipped); 1 in that case if CI=true.
set -euo pipefail

has() { PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null 2>&1; }

# Whether a Python on the path has openpyxl: the first one may be somebody's own, without the system's packages.
has_openpyxl() {
  local python
  while read -r python; do
    if "$python" -c 'import openpyxl' 2>/dev/null; then return 0; fi
  done < <(type -ap python3)
  return 1
}

missing_packages() {
  { has mariadbd && has my_print_defaults; } || { ! has mariadbd && has mysqld; } ||
    echo mariadb-server-core mariadb-client-core
  has redis-server || echo redis-server
  has nginx || echo nginx-light
  has chromium || has chromium-browser || has google-chrome || echo chromium
  { has fc-list && fc-list :lang=zh 2>/dev/null | grep -q .; } || echo fonts-noto-cjk fontconfig
  has openssl || echo openssl
  has wrk || echo wrk
  has soffice || has libreoffice || echo libreoffice-calc
  has_openpyxl || echo python3-openpyxl
  { has g++ && has make && has python3; } || echo g++ make python3
}

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if has sudo && sudo -n true 2>/dev/null; then as_root=(sudo -n); else as_root=(false); fi
fi

# Debian asks /usr/sbin/policy-rc.d whether a package may start its service: no, while we install.
forbid_service_starts() {
  [ -e /usr/sbin/policy-rc.d ] && return
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee /usr/sbin/policy-rc.d >/dev/null
  "${as_root[@]}" chmod +x /usr/sbin/policy-rc.d
  trap '"${as_root[@]}" rm -f /usr/sbin/policy-rc.d' EXIT
}

install() {
  has apt-get || { echo "apt-get is not on this machine"; return 1; }
  [ "${as_root[*]:-}" != false ] || { echo "neither root nor password-less sudo"; return 1; }
  forbid_service_starts
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >/dev/null
}

read -r -a packages <<<"$(missing_packages | tr '\n' ' ')"
if [ "${#packages[@]}" -eq 0 ]; then
  echo "Services: all installed."
  exit 0
fi

echo "Services: installing ${packages[*]}"
install "${packages[@]}" || true

read -r -a packages <<<"$(missing_packages | tr '\n' ' ')"
if [ "${#packages[@]}" -eq 0 ]; then
  echo "Services: installed."
  exit 0
fi
echo "Services: still missing: ${packages[*]}. Tests that need them are skipped."
[ "${CI:-}" != true ]
