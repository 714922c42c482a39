# shellcheck shell=bash
# The proof: a marked event goes the whole way, through the local rsyslog to the intake.

# How long each step may take, in seconds.
PATIENCE=30

send_test_event() {
    local before
    before=$(numbers)
    local shipped=${before#* } received=${before% *}
    say "  sending a test event through rsyslog to the intake"
    logger -t PulseSecure -p local0.info -- "$(test_event)" || true
    if ! wait_until_more received "$received"; then
        explain_failure
        die "the test event did not come through rsyslog to pulse-sekoia" \
            "see the lines above; if this rsyslog does not read the local log socket, use --no-test-event, and pulse-sekoia doctor --send-test-event afterwards"
    fi
    if ! wait_until_more shipped "$shipped"; then
        explain_failure
        die "the intake has not confirmed the test event" "see the lines above; a wrong key or region is the most common cause"
    fi
    say "  the intake has confirmed it"
}

test_event() {
    local time id
    time=$(date -u '+%Y-%m-%d %H:%M:%S')
    id=$(cat /proc/sys/kernel/random/uuid)
    printf 'id=firewall time="%s" pri=6 fw=127.0.0.1 vpn=pulse-sekoia-test user=System realm="" roles="" proto= src=127.0.0.1 dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent="" duration= msg="TST00000: pulse-sekoia test event %s from %s"' \
        "$time" "$id" "$(uname -n)"
}

# "RECEIVED SHIPPED" so far.
numbers() {
    local status
    status=$("$LINK" status --json 2>/dev/null) || status=
    printf '%s %s\n' "$(first_number received <<<"$status")" "$(first_number shipped <<<"$status")"
}

# wait_until_more received|shipped COUNT
wait_until_more() {
    local now deadline=$((SECONDS + PATIENCE))
    while ((SECONDS < deadline)); do
        now=$(numbers)
        if [[ $1 == received ]]; then now=${now% *}; else now=${now#* }; fi
        [[ ${now:-0} -le ${2:-0} ]] || return 0
        sleep 0.5
    done
    return 1
}

# What failed, from those who know.
explain_failure() {
    say ""
    "$LINK" doctor 2>&1 | grep -A1 '^FAIL' || "$LINK" status 2>&1 | head -n 1 || true
}
