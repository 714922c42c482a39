#!/bin/sh
# Starts pulse-sekoia; install.sh puts this into place and fills in what stands between @ signs.
#
# rsyslogd hands on its environment, and root's rights where it has them. Neither reaches Node: the environment is
# cut down to a short list (no NODE_OPTIONS), and what takes in or sends on events runs as a user of its own, without
# capabilities or any way to new ones. The process stays the one that rsyslogd started, so its signals arrive.
set -u
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
umask 077
# rsyslogd's signals to its group may come before Node is there; Node takes HUP up and leaves USR1 alone.
trap '' HUP USR1

user='@USER@'
group='@GROUP@'
node='@NODE@'
program='@PROGRAM@'

# fatal SENTENCE: as a line of the log, which doctor reads too.
fatal() {
    printf '{"level":"fatal","time":"%s","pid":%s,"msg":"%s"}\n' "$(date -u +%Y-%m-%dT%H:%M:%S.000Z)" "$$" "$1" >&2
    exit 1
}

command=${1-}
set -- "$node" @OPTIONS@ "$program" "$@"
# Who looks at a terminal, the zone of this machine's clock, and the way to the intake.
for name in TERM LANG LC_ALL TZ http_proxy HTTP_PROXY https_proxy HTTPS_PROXY no_proxy NO_PROXY; do
    eval "value=\${$name-}"
    [ -z "$value" ] || set -- "$name=$value" "$@"
done
set -- env -i "PATH=$PATH" "$@"

uid=$(id -u)
case $command in
    run | replay | status) ;;
    # doctor and configure look and write where only their caller may.
    *) exec setpriv --no-new-privs -- "$@" ;;
esac
if [ "$uid" != 0 ]; then exec setpriv --no-new-privs -- "$@"; fi

# has_capability NUMBER: see capabilities(7).
has_capability() { [ $((0x$capabilities >> $1 & 1)) = 1 ]; }
capabilities=$(sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status)
# CAP_SETGID and CAP_SETUID.
if ! has_capability 6 || ! has_capability 7; then
    fatal "rsyslog runs as root, but may not become another user (CapabilityBoundingSet in rsyslog.service lacks CAP_SETUID or CAP_SETGID). Run install.sh again: it adds them"
fi
# The pipes to rsyslogd are opened again by the program, to have descriptors of its own: they become its user's. A pipe
# with a name in the file system stays whose it is.
if [ "$command" = run ]; then
    for number in 0 1 2; do
        case $(readlink "/proc/$$/fd/$number") in
            pipe:*) chown "$user" "/proc/self/fd/$number" ||
                fatal "the pipes to rsyslogd cannot be handed to the user $user; see the message above" ;;
        esac
    done
fi
# CAP_SETPCAP is needed to empty the bounding set; without it, NoNewPrivs alone keeps capabilities away.
if has_capability 8; then set -- --bounding-set=-all -- "$@"; else set -- -- "$@"; fi
exec setpriv --reuid="$user" --regid="$group" --clear-groups --inh-caps=-all --no-new-privs "$@"
