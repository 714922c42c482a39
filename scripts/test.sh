#!/usr/bin/env bash
# All checks and tests, on a fresh Debian 12 with or without Node. Installs what is missing (apt, npm).
set -euo pipefail
# shellcheck source=scripts/prerequisites.sh
. "$(dirname "$0")/prerequisites.sh"

# What the tests start: rsyslogd and its modules for Kafka and RELP, a mock of Kafka (kcat); a Debian to install
# on (debootstrap); the checkers and compilers of the host's guards (AppArmor, SELinux, seccomp).
need_packages rsyslog rsyslog-kafka rsyslog-relp kcat openssl shellcheck \
    debootstrap apparmor checkpolicy semodule-utils gcc libc6-dev systemd logrotate
need_node
build

say "checking types, lint and format, and the shell scripts"
npm run --silent typecheck
npm run --silent lint
shellcheck scripts/*.sh .ci/run

# The range we promise. The tests of the host's guards start every one of these.
versions=(20.20.2 22.23.3 24.21.0)
for version in "${versions[@]}"; do
    fetch_node "$version" >/dev/null
done

say "testing with Node $(node --version)"
npx vitest run

# What the tests start runs with the Node that runs them.
for version in "${versions[@]}"; do
    [ "v$version" = "$(node --version)" ] && continue
    bin=$(fetch_node "$version")
    say "testing the main job with Node $version"
    PATH=$bin:$PATH npx vitest run --project unit
    PATH=$bin:$PATH npx vitest run --project system test/system/delivery.test.ts test/system/protocol.test.ts
done
say "everything passed"
