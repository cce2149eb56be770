#!/usr/bin/env bash
# Everything that must hold before a change lands. A failed check does not hide the later ones; what failed
# is listed at the end. Test results are left in coverage/tests.json.
set -uo pipefail
cd "$(dirname "$0")/.."

failed=()
check() {
  local name=$1 started=$SECONDS
  shift
  printf '\n── %s\n' "$name"
  "$@" || failed+=("$name")
  printf '── %s: %s s\n' "$name" "$((SECONDS - started))"
}

# Nothing can be checked without these two.
required() {
  check "$@"
  [ "${#failed[@]}" -eq 0 ] || { echo "Failed: ${failed[*]}"; exit 1; }
}

# A registry mirror may not offer audits: that is said, and is no fault of the change.
audit() {
  local report
  report=$(npm audit --json 2>/dev/null) && { echo "No known vulnerabilities."; return; }
  if grep -q '"auditReportVersion"' <<<"$report"; then npm audit; return 1; fi
  echo "The registry offers no audit; skipped."
}

required 'services' bash scripts/install-services.sh
required 'packages' node scripts/install-packages.mjs
check 'build' npm run --silent build
check 'types' npm run --silent typecheck
check 'lint and format' npm run --silent lint
check 'dependency rules' npm run --silent rules
check 'audit' audit
check 'tests' npm run --silent coverage -- --coverage.reporter=text-summary \
  --reporter=default --reporter=json --outputFile.json=coverage/tests.json

# Fails on errors only: figures of a shared machine prove nothing.
check 'endurance' npm run --silent bench -- endurance --minutes 3 --size 2000

printf '\nTook %s s. ' "$SECONDS"
[ "${#failed[@]}" -eq 0 ] || { printf 'Failed:'; printf ' [%s]' "${failed[@]}"; echo; exit 1; }
echo 'All checks passed.'
