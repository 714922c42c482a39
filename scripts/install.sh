#!/usr/bin/env bash
# Installs pulse-sekoia on a host that already runs rsyslog. Says what it does; changes everything or nothing.
set -euo pipefail
umask 077
PATH_OF_CALLER=$PATH
PATH=/usr/sbin:/usr/bin:/sbin:/bin

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SOURCE=$(dirname "$HERE")
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
# shellcheck source=scripts/install/authenticity.sh
. "$HERE/install/authenticity.sh"
# shellcheck source=scripts/install/release.sh
. "$HERE/install/release.sh"
# shellcheck source=scripts/install/configuration.sh
. "$HERE/install/configuration.sh"
# shellcheck source=scripts/install/checks.sh
. "$HERE/install/checks.sh"
# shellcheck source=scripts/install/changes.sh
. "$HERE/install/changes.sh"
# shellcheck source=scripts/install/guards.sh
. "$HERE/install/guards.sh"
# shellcheck source=scripts/install/test-event.sh
. "$HERE/install/test-event.sh"

usage() {
    cat <<'END'
Usage: install.sh [options]

  --region NAME            region of the intake: fra1 fra2 mco1 uae1 usa1 sgp1
  --url URL                address of the intake, instead of --region
  --intake-key-file FILE   file that holds the intake key; or set PULSE_SEKOIA_INTAKE_KEY
  --proxy URL              HTTP proxy on the way to the intake; one with a password: set PULSE_SEKOIA_PROXY
  --ca-file FILE           authorities to trust beside the well-known ones (PEM)
  --listen-port PORT       let rsyslog listen for Pulse devices on this TCP port
  --verify-key FILE        public key (minisign or gpg) that must have signed this bundle
  --yes                    do not ask before changing anything
  --dry-run                say what would be changed, and change nothing
  --no-restart             leave rsyslog running as it is; it takes up the change at its next start
  --no-test-event          do not send a test event through rsyslog to the intake
  --root DIR               install into a directory tree (for packagers); touches no service

Without region (or url) and key, and with no configuration there, it asks for them.
Run again, it upgrades: configuration and key are kept, and so is a snippet you changed by hand.
END
}

ROOT='' REGION='' URL='' KEY_SOURCE='' PROXY='' CA_FILE='' LISTEN_PORT='' VERIFY_KEY=''
YES='' DRY_RUN='' NO_RESTART='' NO_TEST_EVENT=''

value_of() { [[ $# -ge 2 && -n $2 ]] || die "$1 needs a value" "install.sh --help"; }

while (($#)); do
    case $1 in
        --region) value_of "$@"; REGION=$2; shift ;;
        --url) value_of "$@"; URL=$2; shift ;;
        --intake-key-file) value_of "$@"; KEY_SOURCE=$2; shift ;;
        --proxy) value_of "$@"; PROXY=$2; shift ;;
        --ca-file) value_of "$@"; CA_FILE=$2; shift ;;
        --listen-port) value_of "$@"; LISTEN_PORT=$2; shift ;;
        --verify-key) value_of "$@"; VERIFY_KEY=$2; shift ;;
        --root) value_of "$@"; ROOT=$2; shift ;;
        --yes) YES=1 ;;
        --dry-run) DRY_RUN=1 ;;
        --no-restart) NO_RESTART=1 ;;
        --no-test-event) NO_TEST_EVENT=1 ;;
        --help | -h) usage; exit 0 ;;
        *) die "$1 is not an option" "install.sh --help lists them" ;;
    esac
    shift
done

STAGE='' IN_TRANSACTION='' DONE=''

# shellcheck disable=SC2317 # it is called by the trap
# Runs at every end, whatever ended the script (but kill -9: then the next run does it).
clean_up() {
    local code=$?
    trap '' INT TERM HUP
    set +e
    if [[ -n $IN_TRANSACTION && -z $DONE ]]; then
        say ""
        say "Nothing stays changed: putting everything back as it was."
        roll_back && say "Everything is as it was."
        ((code)) || code=1
    fi
    [[ -z $STAGE ]] || rm -rf -- "$STAGE"
    exit "$code"
}

main() {
    widen_path
    check_options
    set_places
    check_host

    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    trap 'exit 129' HUP
    STAGE=$(mktemp -d)
    # The user rsyslog runs as has to reach the program in it, for its trial.
    chmod 0711 "$STAGE"
    check_bundle

    if [[ -z $DRY_RUN ]]; then
        begin_transaction
        IN_TRANSACTION=1
    fi
    # What an interrupted installation had begun is taken back by now, its user too.
    find_users
    find_node
    prepare_release
    prepare_configuration
    prepare_snippets
    [[ -n $ROOT ]] || check_before
    confirm

    say ""
    place_user
    place_release
    place_configuration
    place_spool
    check_reach
    try_program
    place_guards
    place_links
    place_logrotate
    place_snippets

    if [[ -n $DRY_RUN ]]; then
        say "Nothing was changed (--dry-run)."
        return
    fi
    if [[ -z $ROOT && -z $NO_RESTART && $changes -gt 0 ]]; then
        : >"$TRANSACTION/restart"
        say "  restarting rsyslog"
        if [[ -e $TRANSACTION/handed-over ]]; then
            # What the old program writes until its end still belongs to its old user.
            stop_rsyslog || true
            hand_over_rest
        fi
        restart_rsyslog || die "rsyslog does not start with the new configuration" "journalctl -u rsyslog -n 50"
    fi
    [[ -n $ROOT || -n $NO_RESTART || -n $NO_TEST_EVENT ]] || send_test_event
    commit_transaction
    DONE=1
    remove_old_releases
    say ""
    if ((changes == 0)); then
        say "Everything was in place already; nothing was changed."
    elif [[ -n $ROOT ]]; then
        say "Installed below $ROOT."
    elif [[ -n $NO_RESTART ]]; then
        say "Installed. rsyslog takes it up when it is restarted: systemctl restart rsyslog"
    else
        say "Installed. See it work: pulse-sekoia status --watch; check it: pulse-sekoia doctor"
    fi
}

# On one line: bash reads scripts as it goes, and this one may replace itself.
main; exit
