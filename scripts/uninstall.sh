#!/usr/bin/env bash
# Removes what install.sh put on this host. Refuses while events are not shipped.
set -euo pipefail
umask 077
PATH=/usr/sbin:/usr/bin:/sbin:/bin

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/install/trust.sh
. "$HERE/install/trust.sh"
# shellcheck source=scripts/install/host.sh
. "$HERE/install/host.sh"
# shellcheck source=scripts/install/users.sh
. "$HERE/install/users.sh"
# shellcheck source=scripts/install/spool.sh
. "$HERE/install/spool.sh"
# shellcheck source=scripts/install/transaction.sh
. "$HERE/install/transaction.sh"

usage() {
    cat <<'END'
Usage: uninstall.sh [options]

  --ship-first   ship what waits and send dead letters again before anything is removed
  --purge        remove the spool with all events in it that are not shipped
  --dry-run      say what would be removed, and remove nothing
  --no-restart   do not restart rsyslog (it goes on starting a program that is not there any more)
  --root DIR     remove from a directory tree; touches no service

Without --purge it refuses while events wait in the spool or lie in the dead letters.
END
}

ROOT='' SHIP_FIRST='' PURGE='' DRY_RUN='' NO_RESTART=''

while (($#)); do
    case $1 in
        --ship-first) SHIP_FIRST=1 ;;
        --purge) PURGE=1 ;;
        --dry-run) DRY_RUN=1 ;;
        --no-restart) NO_RESTART=1 ;;
        --root)
            [[ $# -ge 2 ]] || die "--root needs a value" "uninstall.sh --help"
            ROOT=$(cd "$2" 2>/dev/null && pwd -P) || die "the directory $2 does not exist"
            [[ $ROOT != / ]] || ROOT=''
            shift
            ;;
        --help | -h) usage; exit 0 ;;
        *) die "$1 is not an option" "uninstall.sh --help lists them" ;;
    esac
    shift
done

# How long shipping may go on without any progress, in seconds.
PATIENCE=60

# Prints what would be lost, in words; nothing when nothing would.
undelivered() {
    local events letters bytes
    events=$(waiting_events "$SPOOL")
    letters=$(dead_letters "$SPOOL")
    bytes=$(queued_bytes "$SPOOL")
    ((events == 0)) || printf '%s events wait in %s/journal. ' "$events" "$SPOOL"
    ((letters == 0)) || printf '%s dead letters lie in %s/dead-letters. ' "$letters" "$SPOOL"
    ((bytes == 0)) || printf 'rsyslog keeps %s bytes of messages in its own queue, %s/rsyslog. ' "$bytes" "$SPOOL"
}

refuse() {
    die "not removed: $1" "--ship-first ships them; --purge removes them for good"
}

# The running instance ships what it has; what ended instances left is shipped by one started for that.
ship_what_waits() {
    say "Shipping what waits."
    [[ ! -x $LINK ]] || [[ $(dead_letters "$SPOOL") == 0 ]] || as_rsyslogd "$LINK" replay --config "$CONFIG" || true
    local left least deadline
    least=$(waiting_events "$SPOOL")
    deadline=$((SECONDS + PATIENCE))
    while left=$(waiting_events "$SPOOL") && ((left > 0)); do
        if ((left < least)); then
            least=$left
            deadline=$((SECONDS + PATIENCE))
        fi
        ((SECONDS < deadline)) || return 0
        as_rsyslogd "$LINK" run --config "$CONFIG" </dev/null >/dev/null 2>&1 || true
        sleep 0.5
    done
}

# discard PATH…: files and links
discard() {
    local path
    for path in "$@"; do
        [[ -e $path || -L $path ]] || continue
        [[ -z $ROOT ]] || check_place "$path"
        say "  remove $path"
        [[ -n $DRY_RUN ]] || rm -f -- "$path"
    done
}

# discard_tree PATH…
discard_tree() {
    local path
    for path in "$@"; do
        [[ -d $path ]] || continue
        [[ -z $ROOT ]] || check_place "$path"
        say "  remove $path/"
        [[ -n $DRY_RUN ]] || rm -rf -- "$path"
    done
}

# discard_empty PATH: a directory, unless somebody keeps something in it
discard_empty() {
    [[ -d $1 ]] || return 0
    [[ -n $DRY_RUN ]] || rmdir -- "$1" 2>/dev/null || say "  $1 stays: it holds files that are not ours"
}

discard_user() {
    [[ -z $ROOT ]] && getent passwd "$OWN_USER" >/dev/null || return 0
    say "  remove the system user $OWN_USER"
    [[ -n $DRY_RUN ]] || remove_user
}

# Snippets first: from then on rsyslog does not start the program any more.
stop_feeding() {
    local name
    SAVED=$(mktemp -d)
    for name in "$SNIPPET" "$LISTENER"; do
        [[ -n $DRY_RUN || ! -f $name ]] || cp -p -- "$name" "$SAVED/"
    done
    discard "$SNIPPET" "$LISTENER" "$SNIPPET.new" "$LISTENER.new"
    restart_without_us
}

restart_without_us() {
    [[ -z $ROOT && -z $NO_RESTART && -z $DRY_RUN ]] || return 0
    have rsyslogd || return 0
    say "  restarting rsyslog"
    restart_rsyslog || die "rsyslog does not start" "journalctl -u rsyslog -n 50"
}

# Events that came in at the last moment: rsyslog feeds the program again, and nothing is removed.
go_back() {
    cp -p -- "$SAVED"/* "$SNIPPETS/"
    restart_without_us
}

main() {
    widen_path
    set_places
    [[ -n $ROOT || $EUID == 0 || -n $DRY_RUN ]] || die "root is needed" "run it with sudo"
    # For roll_back: an installation that was interrupted is taken back first.
    if [[ -d $TRANSACTION && -z $DRY_RUN ]]; then
        begin_transaction
        rm -rf -- "$TRANSACTION"
    fi
    [[ -e $LIB || -e $LINK || -e $SNIPPET || -e $ETC || -e $SPOOL ]] || {
        say "pulse-sekoia is not installed here."
        return
    }
    find_users

    local lost
    lost=$(undelivered)
    if [[ -n $lost && -n $SHIP_FIRST && -z $ROOT && -z $DRY_RUN ]]; then
        ship_what_waits
        lost=$(undelivered)
    fi
    [[ -z $lost || -n $PURGE ]] || refuse "$lost"

    stop_feeding
    if [[ -z $PURGE && -z $ROOT && -z $DRY_RUN ]]; then
        lost=$(undelivered)
        if [[ -n $lost ]]; then
            ship_what_waits
            lost=$(undelivered)
        fi
        if [[ -n $lost ]]; then
            go_back
            refuse "$lost"
        fi
    fi
    rm -rf -- "$SAVED"

    discard "$LOGROTATE"
    if [[ -e $APPARMOR ]]; then
        discard "$APPARMOR"
        [[ -n $DRY_RUN ]] || reload_apparmor || say "  AppArmor could not be reloaded"
    fi
    if [[ -e $DROP_IN || -e $USER_DROP_IN ]]; then
        discard "$DROP_IN" "$USER_DROP_IN"
        [[ -n $DRY_RUN ]] || reload_systemd
    fi
    # Also where a run that was interrupted left it.
    [[ -n $DRY_RUN ]] || rmdir -- "${DROP_IN%/*}" 2>/dev/null || true
    if [[ -z $ROOT ]] && have semodule && semodule -l 2>/dev/null | grep -q '^pulse_sekoia\b'; then
        say "  remove the SELinux module pulse_sekoia"
        [[ -n $DRY_RUN ]] || semodule -r pulse_sekoia
    fi
    discard_tree "$SPOOL"
    discard "$KEY" "$CONFIG" "$ETC/ca.pem"
    discard_empty "$ETC"
    discard "$LOG" "$LOG".[0-9]* "$LOG"-[0-9]*
    discard "$LINK"
    discard_user
    discard_tree "$LIB"
    if [[ -n $DRY_RUN ]]; then say "Nothing was removed (--dry-run)."; else say "Removed."; fi
}

# On one line: bash reads scripts as it goes, and this one may remove itself.
main; exit
