#!/usr/bin/env bash
# The main job, end to end, on a fresh machine in one command: a private rsyslogd with the shipped snippets
# takes Pulse messages over TCP syslog, pulse-sekoia ships them, and a simulator of Sekoia's intake confirms
# them. Installs what is missing (apt, npm). Touches neither the system's rsyslog nor anything outside a
# temporary directory, and leaves nothing running.
#
#   scripts/demo.sh            runs, shows what arrived and what was left out, ends
#   scripts/demo.sh --keep     stays up to be played with, until Ctrl-C
set -euo pipefail
# shellcheck source=scripts/prerequisites.sh
. "$(dirname "$0")/prerequisites.sh"

keep=false
case ${1-} in
'') ;;
--keep) keep=true ;;
*) fail "usage: scripts/demo.sh [--keep]" ;;
esac

need_packages rsyslog
need_node
build

work=$(mktemp -d "${TMPDIR:-/tmp}/pulse-sekoia-demo-XXXXXX")
simulator='' rsyslogd=''

clean_up() {
    # rsyslogd first, so that the program can still ship what it holds.
    [ -z "$rsyslogd" ] || { kill "$rsyslogd" && wait "$rsyslogd"; } 2>/dev/null || true
    [ -z "$simulator" ] || { kill "$simulator" && wait "$simulator"; } 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# Waits until FILE has something in it.
wait_for() {
    local tries=0
    until [ -s "$1" ]; do
        tries=$((tries + 1))
        [ $tries -le 300 ] || fail "$2 did not start; see above"
        sleep 0.1
    done
}

say "starting a simulator of Sekoia's intake"
program=$ROOT/dist/pulse-sekoia.js
"$program" simulate --key demo0demo0demo0demo0demo0demo000 --store "$work/events.jsonl" >"$work/simulator.out" &
simulator=$!
wait_for "$work/simulator.out" "the simulator"
url=$(sed -n 's/.* listening on //p' "$work/simulator.out" | head -n 1)
echo "it listens on $url"

say "starting a private rsyslogd with the shipped snippets"
mkdir -p "$work/rsyslog.d" "$work/rsyslog" "$work/spool/rsyslog"
(
    umask 077
    echo demo0demo0demo0demo0demo0demo000 >"$work/intake.key"
    cat >"$work/config.yaml" <<EOF
intake:
  url: $url
  key_file: $work/intake.key
spool:
  dir: $work/spool
EOF
)
for snippet in "$ROOT"/rsyslog.d/49-pulse-sekoia.conf "$ROOT"/rsyslog.d/50-pulse-sekoia-listener.conf; do
    sed -e "s#/usr/local/bin/pulse-sekoia run#$program run#" \
        -e "s#/etc/pulse-sekoia/config.yaml#$work/config.yaml#" \
        -e "s#/var/spool/pulse-sekoia/rsyslog#$work/spool/rsyslog#" \
        -e "s#/var/log/pulse-sekoia.log#$work/pulse-sekoia.log#" \
        -e "s#port=\"10514\"#port=\"0\" address=\"127.0.0.1\" listenPortFileName=\"$work/listener.port\"#" \
        "$snippet" >"$work/rsyslog.d/$(basename "$snippet")"
done
cat >"$work/rsyslog.conf" <<EOF
global(workDirectory="$work/rsyslog" maxMessageSize="64k")
include(file="$work/rsyslog.d/*.conf")
input(type="imtcp" port="0" address="127.0.0.1" listenPortFileName="$work/main.port")
action(type="omfile" file="$work/everything.log")
EOF
rsyslogd -N1 -f "$work/rsyslog.conf"
rsyslogd -n -f "$work/rsyslog.conf" -i "$work/rsyslogd.pid" &
rsyslogd=$!
wait_for "$work/main.port" rsyslogd
wait_for "$work/listener.port" rsyslogd
port=$(cat "$work/main.port")
listener=$(cat "$work/listener.port")
echo "an ordinary TCP input listens on 127.0.0.1:$port, the snippet's own listener on 127.0.0.1:$listener"

# Sends each line of stdin as a syslog message to a loopback port.
send() { cat >"/dev/tcp/127.0.0.1/$1"; }

say "sending Pulse messages in the shapes that devices send, and others among them"
send "$port" <"$ROOT/scripts/demo/to-the-input.log"
send "$listener" <"$ROOT/scripts/demo/to-the-listener.log"

node "$ROOT/scripts/demo/report.mjs" "$url" "$work" "$ROOT/scripts/demo"

if $keep; then
    say "everything stays up until you press Ctrl-C"
    cat <<EOF
send more:      echo '<134>PulseSecure: id=firewall time="2026-11-24 10:21:15" pri=6 fw=192.0.2.3 vpn=PCS-1 ivs=Default Network user=me realm="Users" roles="" proto=auth src=198.51.100.7 dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent="" duration= msg="AUT24414: hello"' >/dev/tcp/127.0.0.1/$port
what arrived:   tail -f $work/events.jsonl
the program:    tail -f $work/pulse-sekoia.log
its spool:      ls -R $work/spool
let it fail:    curl -X POST $url/_simulator/faults -d '{"fault": {"status": 503}}'
and recover:    curl -X DELETE $url/_simulator/faults
EOF
    wait "$rsyslogd"
fi
