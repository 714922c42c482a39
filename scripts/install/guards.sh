# shellcheck shell=bash
# AppArmor, SELinux and systemd's filter: each only where it is, and with the least that is needed.

place_guards() {
    place_apparmor
    place_system_calls
    place_capabilities
    [[ -n $ROOT ]] || place_selinux
}

# Ubuntu's profile of rsyslogd includes the files of this directory; where there is none, nothing confines it.
place_apparmor() {
    [[ -d $ROOT/etc/apparmor.d/rsyslog.d ]] || return 0
    # The kernel looks at real paths.
    local node=$NODE
    [[ -n $BUNDLED_NODE ]] || node=$(readlink -f -- "$NODE")
    sed "s#@NODE@#$node#" "$HERE/guards/apparmor/pulse-sekoia" >"$STAGE/apparmor"
    local before=$changes
    put_file "$STAGE/apparmor" "$APPARMOR" 0644 0 0
    [[ $changes -gt $before && -z $DRY_RUN ]] || return 0
    reload_apparmor || die "AppArmor does not take the rules in $APPARMOR" "apparmor_parser -r /etc/apparmor.d/usr.sbin.rsyslogd says why"
}

# Node 20 calls pkey_alloc(2), which systemd's @system-service lacks.
place_system_calls() {
    [[ -z $ROOT ]] && have systemctl || return 0
    local filter major
    filter=$(systemctl show rsyslog.service -p SystemCallFilter 2>/dev/null | sed -n 's/^SystemCallFilter=//p')
    major=$("${BUNDLED_NODE:-$NODE}" -p 'process.versions.node.split(".")[0]')
    # No filter, a list of forbidden calls without it, a list that has it already, or a Node without the need.
    if [[ -z $filter || $filter == "~"* || $major -ge 22 ]]; then return; fi
    [[ $filter != *pkey_alloc* || -e $DROP_IN ]] || return 0
    local before=$changes
    put_file "$HERE/guards/systemd/pulse-sekoia.conf" "$DROP_IN" 0644 0 0
    [[ $changes == "$before" || -n $DRY_RUN ]] || reload_systemd
}

# The launcher becomes another user, which a hardened unit may not permit.
place_capabilities() {
    [[ -z $ROOT && $RSYSLOG_UID == 0 ]] && have systemctl || return 0
    local set capability before=$changes lacks=''
    set=$(systemctl show rsyslog.service -p CapabilityBoundingSet 2>/dev/null | sed -n 's/^CapabilityBoundingSet=//p')
    [[ -n $set ]] || return 0
    for capability in cap_setuid cap_setgid cap_setpcap cap_chown; do
        [[ " $set " == *" $capability "* ]] || lacks=1
    done
    [[ -n $lacks || -e $USER_DROP_IN ]] || return 0
    put_file "$HERE/guards/systemd/pulse-sekoia-user.conf" "$USER_DROP_IN" 0644 0 0
    [[ $changes == "$before" || -n $DRY_RUN ]] || reload_systemd
}

# A policy module, built here, because its binary form depends on the version of the tools.
place_selinux() {
    [[ -e /sys/fs/selinux/enforce ]] || return 0
    if semodule -l 2>/dev/null | grep -q '^pulse_sekoia\b'; then
        restore_labels
        return
    fi
    have checkmodule && have semodule_package && have semodule || die \
        "SELinux is on, and the tools to load a policy module are missing" "dnf install checkpolicy policycoreutils, then try again"
    announce "load the SELinux module pulse_sekoia"
    [[ -z $DRY_RUN ]] || return 0
    checkmodule -M -m -o "$STAGE/pulse_sekoia.mod" "$HERE/guards/selinux/pulse_sekoia.te" >/dev/null &&
        semodule_package -o "$STAGE/pulse_sekoia.pp" -m "$STAGE/pulse_sekoia.mod" -f "$HERE/guards/selinux/pulse_sekoia.fc" ||
        die "the SELinux module cannot be built" "see the message above"
    : >"$TRANSACTION/selinux"
    semodule -i "$STAGE/pulse_sekoia.pp" || die "SELinux does not take the module pulse_sekoia" "see the message above"
    restore_labels
}

restore_labels() {
    [[ -z $DRY_RUN ]] || return 0
    local path
    for path in "$LIB" "$ETC" "$SPOOL"; do
        [[ ! -e $path ]] || restorecon -RF "$path"
    done
}
