# shellcheck shell=bash
# Who rsyslogd is, whom it runs its helpers as, and the system user that our program gets where that is root.

# The program's own user, and what marks it as made by us.
OWN_USER=pulse-sekoia
OWN_USER_IS='pulse-sekoia, made by its install.sh'

# Whom rsyslogd runs helpers as, and whom the program runs as in the end. Set by find_users.
RSYSLOG_UID='' RSYSLOG_GID='' HELPER_UID='' HELPER_GID='' HELPER_USER='' HELPER_GROUP=''
# Set where the program's own user is missing.
NEEDS_USER=''

find_users() {
    read -r RSYSLOG_UID RSYSLOG_GID <<<"$(rsyslog_ids)"
    HELPER_UID=$RSYSLOG_UID HELPER_GID=$RSYSLOG_GID NEEDS_USER=''
    if [[ $RSYSLOG_UID != 0 ]]; then
        HELPER_USER=$(name_in passwd "$HELPER_UID") HELPER_GROUP=$(name_in group "$HELPER_GID")
        return
    fi
    HELPER_USER=$OWN_USER HELPER_GROUP=$OWN_USER
    if read -r HELPER_UID HELPER_GID <<<"$(ids_of "$OWN_USER")" && [[ -n $HELPER_UID ]]; then
        [[ $HELPER_UID != 0 ]] || die "the user $OWN_USER is root by another name (uid 0)" "give it an uid of its own, or remove it: userdel $OWN_USER"
        HELPER_GROUP=$(name_in group "$HELPER_GID")
        return
    fi
    NEEDS_USER=1 HELPER_UID=0 HELPER_GID=0
}

# ids_of USER: "UID GID"; nothing when there is no such user.
ids_of() { database passwd | awk -F: -v user="$1" '$1 == user { print $3, $4; exit }'; }

# name_in passwd|group ID: its name, or the number itself.
name_in() { database "$1" | awk -F: -v id="$2" '$3 == id { print $1; found = 1; exit } END { if (!found) print id }'; }

# database passwd|group: this machine's, or that of the tree.
database() {
    if [[ -n $ROOT ]]; then
        cat -- "$ROOT/etc/$1" 2>/dev/null || true
    else
        getent "$1" || true
    fi
}

# "UID GID" that rsyslogd runs its helpers as: the running one's, else what its configuration says, else root's.
rsyslog_ids() {
    local pid='' user
    [[ -n $ROOT ]] || pid=$(rsyslogd_pid)
    if [[ -n $pid ]]; then
        awk '$1 == "Uid:" { uid = $3 } $1 == "Gid:" { gid = $3 } END { print uid, gid }' "/proc/$pid/status"
        return
    fi
    user=$(sed -nE 's/^[[:space:]]*\$PrivDropToUser[[:space:]]+([A-Za-z0-9_.-]+).*/\1/p
        s/^[^#]*privdrop\.user\.name[[:space:]]*=[[:space:]]*"([A-Za-z0-9_.-]+)".*/\1/p' \
        "$ROOT/etc/rsyslog.conf" "$SNIPPETS"/*.conf 2>/dev/null | tail -n 1)
    [[ -z $user || -n $(ids_of "$user") ]] || die "rsyslog's configuration drops to the user $user, who does not exist" "create the user, or correct PrivDropToUser"
    ids_of "${user:-root}" | grep . || say "0 0"
}

# The pid of this machine's rsyslogd, from those who cannot be passed for by another user: systemd, or the pid file
# that root wrote. A process's name proves nothing. Prints nothing when neither knows one.
rsyslogd_pid() {
    local pid
    if have systemctl; then
        pid=$(systemctl show rsyslog.service -p MainPID 2>/dev/null | sed -n 's/^MainPID=\([1-9][0-9]*\)$/\1/p' | head -n 1)
        if [[ -n $pid && -e /proc/$pid/status ]]; then
            printf '%s\n' "$pid"
            return
        fi
    fi
    # The default of Debian and of RHEL.
    local file
    for file in /run/rsyslogd.pid /run/syslogd.pid; do
        [[ -f $file ]] && only_root_writes "$file" || continue
        pid=$(head -c 20 -- "$file")
        [[ $pid =~ ^[1-9][0-9]*$ ]] && is_roots_rsyslogd "$pid" || continue
        printf '%s\n' "$pid"
        return
    done
}

# is_roots_rsyslogd PID: root runs it, and what runs is the very file that we would start.
is_roots_rsyslogd() {
    local program
    program=$(command -v rsyslogd) && only_root_writes "$program" || return 1
    [[ $(stat -c %u -- "/proc/$1" 2>/dev/null) == 0 ]] &&
        [[ $(awk '$1 == "Uid:" { print $2, $3 }' "/proc/$1/status") == "0 0" ]] &&
        [[ $(stat -Lc '%d:%i' -- "/proc/$1/exe" 2>/dev/null) == "$(stat -Lc '%d:%i' -- "$program")" ]]
}

# as_helper COMMAND…: runs it as the program's user, without further groups and without any way back.
as_helper() { as "$HELPER_UID" "$HELPER_GID" "$@"; }

# as_rsyslogd COMMAND…: runs it as rsyslogd would; our launcher drops root's rights itself.
as_rsyslogd() {
    if [[ $RSYSLOG_UID == 0 ]]; then "$@"; else as "$RSYSLOG_UID" "$RSYSLOG_GID" "$@"; fi
}

# as UID GID COMMAND…
as() {
    local uid=$1 gid=$2
    shift 2
    if [[ $uid == 0 ]]; then
        "$@"
    else
        setpriv --reuid="$uid" --regid="$gid" --clear-groups --bounding-set=-all --inh-caps=-all --no-new-privs -- "$@"
    fi
}

# Makes the program's user, where it needs one that is not there.
place_user() {
    [[ -n $NEEDS_USER ]] || return 0
    if [[ -n $ROOT ]]; then
        say "  rsyslogd runs as root there: a system user $OWN_USER has to be created in it, and to own what install.sh lists when it is run there"
        return
    fi
    announce "create the system user $OWN_USER"
    [[ -z $DRY_RUN ]] || return 0
    have useradd || die "useradd is missing" "install the package passwd (or shadow-utils)"
    local group=(--user-group)
    ! getent group "$OWN_USER" >/dev/null || group=(--gid "$OWN_USER")
    : >"$TRANSACTION/user"
    useradd --system "${group[@]}" --no-create-home --home-dir /nonexistent --shell "$(nologin)" \
        --comment "$OWN_USER_IS" "$OWN_USER" || die "the user $OWN_USER cannot be created" "see the message above"
    find_users
}

nologin() { if [[ -x /usr/sbin/nologin ]]; then say /usr/sbin/nologin; else say /sbin/nologin; fi; }

# Whether something in the spool is the program's user's: then it is kept, and so is its number.
owns_events() { [[ -n $(find "$SPOOL" -user "$OWN_USER" -print -quit 2>/dev/null) ]]; }

# Removes the program's user, if it was made by us.
remove_user() {
    [[ -z $ROOT ]] && getent passwd "$OWN_USER" | cut -d: -f5 | grep -qxF "$OWN_USER_IS" || return 0
    userdel "$OWN_USER" || { say "  the user $OWN_USER cannot be removed"; return 1; }
}
