# shellcheck shell=bash
# What install.sh and uninstall.sh both have to know about this machine.

# Where things go. $ROOT is empty, or the directory tree to install into.
set_places() {
    LIB=$ROOT/usr/local/lib/pulse-sekoia
    LINK=$ROOT/usr/local/bin/pulse-sekoia
    ETC=$ROOT/etc/pulse-sekoia
    CONFIG=$ETC/config.yaml
    KEY=$ETC/intake.key
    SPOOL=$ROOT/var/spool/pulse-sekoia
    LOG=$ROOT/var/log/pulse-sekoia.log
    SNIPPETS=$ROOT/etc/rsyslog.d
    SNIPPET=$SNIPPETS/49-pulse-sekoia.conf
    LISTENER=$SNIPPETS/50-pulse-sekoia-listener.conf
    LOGROTATE=$ROOT/etc/logrotate.d/pulse-sekoia
    APPARMOR=$ROOT/etc/apparmor.d/rsyslog.d/pulse-sekoia
    DROP_IN=$ROOT/etc/systemd/system/rsyslog.service.d/pulse-sekoia.conf
    USER_DROP_IN=${DROP_IN%.conf}-user.conf
    # Used by transaction.sh.
    # shellcheck disable=SC2034
    TRANSACTION=$ROOT/var/lib/pulse-sekoia-install
}

say() { printf '%s\n' "$*"; }

# die WHAT [HOW TO MEND IT]
die() {
    printf '\n%s: %s\n' "${0##*/}" "$1" >&2
    [[ -z ${2-} ]] || printf '  To mend it: %s\n' "$2" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

restart_rsyslog() {
    if have systemctl; then
        systemctl restart rsyslog && systemctl is-active --quiet rsyslog
    else
        service rsyslog restart
    fi
}

# Its socket may start it again at any time; then the program waits until its spool is its own.
stop_rsyslog() {
    if have systemctl; then systemctl stop rsyslog; else service rsyslog stop; fi
}

# first_number NAME: the first number of that name in the JSON on stdin.
first_number() {
    grep -o "\"$1\":[0-9]*" | head -n 1 | cut -d: -f2
}

# waiting_events DIR: messages in the journals below DIR/journal. The program knows where its cursors are;
# without it every line on disk counts.
waiting_events() {
    local status
    if [[ -z $ROOT && -x $LINK && -r $CONFIG ]] && status=$("$LINK" status --json --config "$CONFIG" 2>/dev/null); then
        printf '%s\n' "$status" | sed 's/.*"waiting"://' | first_number events
        return
    fi
    find "$1/journal" -type f -name '*.jsonl' -exec cat {} + 2>/dev/null | wc -l
}

# dead_letters DIR: how many lie there.
dead_letters() {
    find "$1/dead-letters" -type f -name '*.jsonl' -exec cat {} + 2>/dev/null | wc -l
}

# queued_bytes DIR: what rsyslog's own queue holds on disk. An empty one may leave its .qi file.
queued_bytes() {
    find "$1/rsyslog" -type f ! -name '*.qi' -printf '%s\n' 2>/dev/null | awk '{ sum += $1 } END { print sum + 0 }'
}

# Removes the spool when nobody would miss anything in it: no event but our own test event.
remove_spool_without_events() {
    local events
    events=$(find "$SPOOL/journal" "$SPOOL/dead-letters" -type f -name '*.jsonl' -exec cat {} + 2>/dev/null |
        grep -vc 'TST00000: pulse-sekoia test event') || true
    if [[ ${events:-0} -gt 0 || $(queued_bytes "$SPOOL") -gt 0 ]]; then
        say "  $SPOOL holds events that are not shipped; it stays, and the next installation ships them."
        return
    fi
    rm -rf -- "$SPOOL"
}

# Loads what belongs to AppArmor or systemd again after its files were changed. Neither exists in $ROOT.
reload_apparmor() {
    [[ -n $ROOT || ! -e /etc/apparmor.d/usr.sbin.rsyslogd || ! -d /sys/kernel/security/apparmor ]] ||
        apparmor_parser -r /etc/apparmor.d/usr.sbin.rsyslogd
}

reload_systemd() {
    [[ -n $ROOT ]] || ! have systemctl || systemctl daemon-reload
}

# After the files are as they were: lets everybody see it. Called by roll_back.
reload_after_roll_back() {
    [[ -z $ROOT ]] || return 0
    reload_systemd
    reload_apparmor
    [[ -e $TRANSACTION/restart ]] || give_back_spool
    [[ ! -e $TRANSACTION/selinux ]] || semodule -r pulse_sekoia
    [[ -e $TRANSACTION/restart ]] || return 0
    say "Restarting rsyslog with its old configuration."
    if [[ -e $TRANSACTION/owners ]]; then
        stop_rsyslog || true
        give_back_spool
    fi
    restart_rsyslog
}
