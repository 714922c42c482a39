# shellcheck shell=bash
# Changes that can be taken back, by the script that made them or by the next one.
#
# Before a path is changed, what it was is kept below $TRANSACTION:
#     N.old    a copy of what was there (absent when nothing was)
#     N.path   the path itself; written last, so that an entry counts only when it is complete
# Whoever finds the directory with its owner gone takes the changes back first. The directory goes away
# by one rename when everything is done, and with that the changes stand.

TRANSACTION=   # set by the script
entries=0

# Begins a transaction; takes back one that was left unfinished. Fails when another script is at work.
begin_transaction() {
    check_place "$TRANSACTION"
    if ! mkdir -p "$(dirname "$TRANSACTION")" || ! mkdir -m 0700 "$TRANSACTION" 2>/dev/null; then
        local other
        other=$(cat "$TRANSACTION/owner" 2>/dev/null || true)
        if [[ $other =~ ^[0-9]+$ && $other != "$$" ]] && kill -0 "$other" 2>/dev/null &&
            grep -qa 'install.sh' "/proc/$other/cmdline" 2>/dev/null; then
            die "another install.sh or uninstall.sh (pid $other) is at work" "wait for its end, then try again"
        fi
        say "An installation was interrupted; taking back what it had begun."
        roll_back
        mkdir -m 0700 "$TRANSACTION"
    fi
    printf '%s\n' "$$" >"$TRANSACTION/owner"
    entries=0
}

# remember PATH: keeps what PATH is now, so that it can be put back.
remember() {
    entries=$((entries + 1))
    local entry
    entry=$TRANSACTION/$(printf '%04d' "$entries")
    if [[ -L $1 || ( -e $1 && ! -d $1 ) ]]; then
        cp -aP -- "$1" "$entry.old"
    elif [[ -d $1 ]]; then
        # What is in a directory is remembered file by file; only its owner and mode count.
        mkdir "$entry.old"
        chown --reference="$1" "$entry.old" && chmod --reference="$1" "$entry.old"
    fi
    printf '%s' "$1" >"$entry.new" && mv -- "$entry.new" "$entry.path"
}

# Puts everything back, last change first. rsyslog is restarted, if it has seen any of it, when its own files
# are as they were and before what it used is removed. Goes on when something cannot be put back, and then
# returns 1.
roll_back() {
    local entry failures=0
    while read -r entry; do
        was_created_directory "$entry" || put_back "$entry" || failures=1
    done < <(entries_backwards)
    reload_after_roll_back || failures=1
    while read -r entry; do
        ! was_created_directory "$entry" || remove_created_directory "$(cat "$entry")" || failures=1
    done < <(entries_backwards)
    # Last, so that nothing is left that belongs to nobody.
    [[ ! -e $TRANSACTION/user ]] || owns_events || remove_user || failures=1
    ((failures)) || rm -rf -- "$TRANSACTION"
    return "$failures"
}

entries_backwards() { find "$TRANSACTION" -maxdepth 1 -name '*.path' | sort -r; }

was_created_directory() {
    local path
    path=$(cat "$1")
    [[ ! -e ${1%.path}.old && ! -L ${1%.path}.old && -d $path && ! -L $path ]]
}

# put_back ENTRY: a file or link, or owner and mode of a directory.
put_back() {
    local path old=${1%.path}.old
    path=$(cat "$1")
    if [[ -d $old && ! -L $old ]]; then
        [[ ! -d $path ]] || { chown --reference="$old" -- "$path" && chmod --reference="$old" -- "$path"; }
    elif [[ -e $old || -L $old ]]; then
        rm -f -- "$path".pulse-new.*
        cp -aP -- "$old" "$path.pulse-old" && mv -fT -- "$path.pulse-old" "$path"
    else
        rm -f -- "$path" "$path".pulse-new.*
    fi || { say "  cannot put back $path"; return 1; }
}

# A directory that did not exist before. Releases hold nothing but what we put there; elsewhere, what
# somebody else put there stays.
remove_created_directory() {
    case $1 in
        "$LIB"/*) rm -rf -- "$1" ;;
        "$SPOOL") remove_spool_without_events ;;
        *) rmdir -- "$1" 2>/dev/null || true ;;
    esac
}

# The changes stand.
commit_transaction() {
    mv -T -- "$TRANSACTION" "$TRANSACTION.done"
    rm -rf -- "$TRANSACTION.done"
}
