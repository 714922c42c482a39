# shellcheck shell=bash
# For BASH_ENV: sends INTERRUPT_SIGNAL to install.sh or uninstall.sh before the INTERRUPT_AT-th command that
# changes something, and writes the number of such commands so far to INTERRUPT_COUNT.
if [[ $0 == */install.sh || $0 == */uninstall.sh ]]; then
    interrupt_seen=0
    interrupt_look() {
        case $1 in
            mv\ * | cp\ * | rm\ * | ln\ * | mkdir\ * | rmdir\ * | chmod\ * | chown\ * | install\ * | printf* | restart_rsyslog* | sed\ -i*) ;;
            *) return 0 ;;
        esac
        interrupt_seen=$((interrupt_seen + 1))
        builtin printf '%s' "$interrupt_seen" >"$INTERRUPT_COUNT"
        [[ $interrupt_seen != "$INTERRUPT_AT" ]] || kill "-$INTERRUPT_SIGNAL" $$
    }
    set -T
    trap 'interrupt_look "$BASH_COMMAND"' DEBUG
fi
