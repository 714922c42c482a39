# shellcheck shell=bash
# What is checked before anything is changed.

check_host() {
    local tool
    for tool in awk sed grep find sort cmp sha256sum install mktemp readlink realpath getent setpriv cp mv; do
        have "$tool" || die "the program $tool is missing" "install the package it belongs to"
    done
    [[ -z $ROOT ]] || return 0
    [[ $EUID == 0 || -n $DRY_RUN ]] || die "root is needed" "run it with sudo"
    have rsyslogd || die "rsyslog is not installed" "apt-get install rsyslog (or dnf install rsyslog), then try again"
    [[ -f /etc/rsyslog.conf ]] || die "/etc/rsyslog.conf is missing" "reinstall the package rsyslog"
    grep -Eq '^[^#]*/etc/rsyslog\.d/' /etc/rsyslog.conf || die "/etc/rsyslog.conf does not include /etc/rsyslog.d/*.conf" 'add the line include(file="/etc/rsyslog.d/*.conf") to it, near its top'
}

# Tries the new snippets, as far as that is possible before they are in place.
check_before() {
    rsyslogd -N1 2>"$STAGE/before" ||
        die "rsyslogd refuses its configuration as it is now, before any change: $(first_error "$STAGE/before")" "correct that first: rsyslogd -N1"
    check_with_new_snippets
    check_port
}

first_error() { grep -iE -m1 'error|could not' "$1" || head -n 1 "$1"; }

# rsyslogd -N1 with a copy of the configuration in which the new snippets stand.
check_with_new_snippets() {
    # The files may hold secrets: what is copied is root's alone, whatever the mode of the original.
    local copy=$STAGE/rsyslog
    mkdir -p "$copy/rsyslog.d"
    find -L /etc/rsyslog.d -maxdepth 1 -name '*.conf' -exec cp -L -- {} "$copy/rsyslog.d/" \;
    find "$STAGE/snippets" -name '*.conf' -exec cp -- {} "$copy/rsyslog.d/" \;
    sed "s#/etc/rsyslog\\.d/#$copy/rsyslog.d/#g" /etc/rsyslog.conf >"$copy/rsyslog.conf"
    rsyslogd -N1 -f "$copy/rsyslog.conf" 2>"$STAGE/after" && return
    if grep -q 'omprog' "$STAGE/after" && grep -qi 'could not load module' "$STAGE/after"; then
        die "this rsyslog lacks the module omprog" "install the distribution's own package rsyslog"
    fi
    die "rsyslogd refuses its configuration with the new snippet: $(first_error "$STAGE/after")" "see whether another file in /etc/rsyslog.d uses the name pulse_sekoia"
}

# The port of the listener must be free, unless rsyslog has it for us already.
check_port() {
    [[ -n $LISTEN_PORT ]] || return 0
    ! grep -qs "port=\"$LISTEN_PORT\"" "$LISTENER" || return 0
    if (exec 3<>"/dev/tcp/127.0.0.1/$LISTEN_PORT") 2>/dev/null; then
        die "TCP port $LISTEN_PORT is in use" "choose another --listen-port; who has it: ss -ltnp"
    fi
}

# Starts the new program once, as rsyslogd will, before anything leads to it.
try_program() {
    [[ -z $ROOT && -z $DRY_RUN ]] || return 0
    local answer
    if answer=$(as_rsyslogd "$LIB/$RELEASE/pulse-sekoia" run --config "$CONFIG" </dev/null 2>"$STAGE/said") &&
        [[ $answer == OK ]]; then
        return
    fi
    say ""
    cat "$STAGE/said" >&2
    die "the program does not start as the user $HELPER_USER, whom it will run as" "see the message above; a Node below /root, for one, cannot be reached by other users"
}

# Asks before anything is changed, when somebody is there.
confirm() {
    [[ -z $YES && -z $DRY_RUN && -t 0 ]] || return 0
    local answer
    say "pulse-sekoia $VERSION goes to ${LIB#"$ROOT"}, its configuration to ${ETC#"$ROOT"}, events to ${SPOOL#"$ROOT"}."
    say "rsyslog starts it, and it runs as the user $HELPER_USER with ${NODE}."
    [[ -n $NO_RESTART || -n $ROOT ]] || say "rsyslog is restarted."
    read -r -p "Go ahead? [Y/n] " answer || answer=n
    [[ ! $answer =~ ^[nN] ]] || { say "Nothing was changed."; exit 1; }
}
