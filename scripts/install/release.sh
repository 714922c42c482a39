# shellcheck shell=bash
# The program as it lies on the host: one directory per release, below $LIB, and a link "current".

VERSION=
RELEASE=   # name of the release's directory: version and checksum of all that is in it
NODE=      # the Node that the installed program names
BUNDLED_NODE=

# Finds the Node to run with: the bundle's own, else the first one that is new enough.
find_node() {
    BUNDLED_NODE=$SOURCE/node/bin/node
    if [[ -x $BUNDLED_NODE ]]; then
        "$BUNDLED_NODE" --version >/dev/null 2>&1 ||
            die "the bundled Node does not run on this machine ($(uname -m))" "use the bundle for this machine's architecture"
        return
    fi
    BUNDLED_NODE=
    local candidate seen='' foreign=''
    while read -r candidate; do
        [[ $candidate == /* && -f $candidate && -x $candidate ]] || continue
        # Not even its version is asked of a program that another user could have put there.
        if ! only_root_writes "$candidate"; then
            foreign+=" $candidate ($(first_foreign "$candidate"))"
            continue
        fi
        if new_enough "$("$candidate" --version 2>/dev/null || true)"; then
            # It goes into files that others read: nothing that needs quoting there.
            [[ $candidate =~ ^[A-Za-z0-9/._+-]+$ ]] || die "the path of Node has unusual characters: $candidate" "install Node in /usr/bin or /usr/local/bin"
            NODE=$candidate
            return
        fi
        seen+=" $candidate"
    done < <(node_candidates)
    local advice="install Node 20.18.1 or later, or use the release bundle, which carries its own"
    [[ -z $foreign ]] || die "other users than root could change these Nodes, and what they do would be done by rsyslog:$foreign" "$advice"
    [[ -z $seen ]] || die "these Nodes are too old:$seen" "$advice"
    die "Node is not installed" "$advice"
}

# Where a Node may be: in the PATH of whoever calls, and in the usual places.
node_candidates() {
    local dir
    while IFS= read -r -d : dir; do printf '%s\n' "$dir/node" "$dir/nodejs"; done <<<"$PATH_OF_CALLER:"
    printf '%s\n' /usr/local/bin/node /usr/bin/node /usr/bin/nodejs
}

# new_enough v20.18.1
new_enough() {
    [[ $1 =~ ^v([0-9]+)\.([0-9]+)\.([0-9]+) ]] || return 1
    ((BASH_REMATCH[1] * 1000000 + BASH_REMATCH[2] * 1000 + BASH_REMATCH[3] >= 20018001))
}

# Puts a complete release together in $STAGE.
prepare_release() {
    local program=$SOURCE/dist/pulse-sekoia.js tree=$STAGE/release
    [[ -f $program ]] || die "$program is missing" "build it first: npm ci && npm run build; or use the release bundle"
    VERSION=$(sed -n 's/^ *"version": *"\([0-9A-Za-z.+-]*\)".*/\1/p' "$SOURCE/package.json" | head -n 1)
    [[ -n $VERSION ]] || die "$SOURCE/package.json names no version"
    mkdir -m 0755 "$tree"
    mkdir "$tree/scripts"
    cp -R -- "$SOURCE/rsyslog.d" "$SOURCE/package.json" "$tree/"
    cp -R -- "$HERE/install.sh" "$HERE/uninstall.sh" "$HERE/launcher.sh" "$HERE/install" "$HERE/guards" "$tree/scripts/"
    for file in README.md LICENSE; do
        [[ ! -f $SOURCE/$file ]] || cp -- "$SOURCE/$file" "$tree/"
    done
    [[ -z $BUNDLED_NODE ]] || cp -- "$BUNDLED_NODE" "$tree/node"
    [[ -z $LISTEN_PORT ]] || LISTEN_PORT=$((10#$LISTEN_PORT))
    # What becomes of the release depends on its place, and the name of its place on all that is in it.
    RELEASE=$VERSION-$({ cat "$program"; printf '%s\0' "$NODE" "$HELPER_USER" "$HELPER_GROUP"; cd "$tree" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 cat; } | sha256sum | cut -c1-12)
    [[ -n $NODE ]] || NODE=${LIB#"$ROOT"}/$RELEASE/node
    # An absolute Node: rsyslogd's PATH is not the one of the person who installs. The options that the program was
    # built with go into the launcher, which alone starts it.
    local options
    options=$(sed -n '1s/^#!.* node//p;1q' -- "$program")
    [[ -z $options || $options =~ ^( --[a-z-]+=[][0-9a-zA-Z:.]+)+$ ]] || die "$program has an unusual first line" "build it again: npm run build"
    { printf '#!%s\n' "$NODE"; tail -n +2 -- "$program"; } >"$tree/pulse-sekoia.js"
    # Each option in quotes: one holds brackets.
    options=$(printf '%s' "$options" | sed "s/ \(--[^ ]*\)/ '\1'/g; s/^ //")
    sed -e "s|@USER@|$HELPER_USER|; s|@GROUP@|$HELPER_GROUP|; s|@NODE@|$NODE|; s|@OPTIONS@|$options|" \
        -e "s|@PROGRAM@|${LIB#"$ROOT"}/$RELEASE/pulse-sekoia.js|" "$HERE/launcher.sh" >"$tree/pulse-sekoia"
    find "$tree" -type d -exec chmod 0755 {} +
    find "$tree" -type f -exec chmod 0644 {} +
    chmod 0755 "$tree/pulse-sekoia" "$tree"/scripts/*.sh
    [[ ! -f $tree/node ]] || chmod 0755 "$tree/node"
}

# The program in $STAGE, as ourselves, before it is in its place.
trial() {
    "$( [[ -n $BUNDLED_NODE ]] && printf '%s' "$STAGE/release/node" || printf '%s' "$NODE")" "$STAGE/release/pulse-sekoia.js" "$@"
}

# Releases that no link leads to any more.
remove_old_releases() {
    local dir
    for dir in "$LIB"/*/; do
        dir=${dir%/}
        [[ -L $dir || ${dir##*/} == "$RELEASE" ]] || rm -rf -- "$dir"
    done
}
