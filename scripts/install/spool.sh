# shellcheck shell=bash
# The spool, and whose it is.
#
# Where the program has a user of its own, the spool itself is root's with the sticky bit: the program makes what it
# needs there, and cannot put anything in the place of rsyslog/, where rsyslogd writes its queue as root.

place_spool() {
    if [[ -d $SPOOL && ! -L $SPOOL && -z $NEEDS_USER ]]; then
        take_over_spool
    fi
    if [[ $RSYSLOG_UID != 0 ]]; then
        put_directory "$SPOOL" 0700 "$HELPER_UID" "$HELPER_GID"
    else
        put_directory "$SPOOL" 1770 0 "$HELPER_GID"
    fi
    place_queue
    place_log
}

# rsyslog's own queue. The program's group may look at it, for status.
place_queue() {
    local dir=$SPOOL/rsyslog mode=0700
    [[ $RSYSLOG_UID != 0 ]] || mode=0750
    [[ ! -L $dir ]] || die "$dir is a link, where rsyslog's queue has to be" "see who made it and where it leads, and remove it: rm $dir"
    if [[ -d $dir ]] && has_mode "$dir" "$mode" "$RSYSLOG_UID" "$HELPER_GID"; then return; fi
    announce "create $dir/"
    [[ -z $DRY_RUN ]] || return 0
    remember "$dir"
    # As the user that owns the spool: root's hands are not led anywhere by what that user puts there.
    if [[ ! -d $dir ]]; then
        if [[ -n $ROOT ]]; then mkdir -m 0700 -- "$dir"; else as_rsyslogd mkdir -m 0700 -- "$dir"; fi
    fi
    [[ $EUID != 0 ]] || own_part "$dir" "$RSYSLOG_UID" "$HELPER_GID"
    if [[ $RSYSLOG_UID == 0 ]]; then
        own 0 "$HELPER_GID" "$dir"
        chmod "$mode" "$dir"
        # Left by a user that rsyslogd ran as before: it would write through a link as root.
        [[ -z $(find "$dir" -xdev -mindepth 1 \( ! -type f -o -links +1 -o ! -uid 0 \) -print -quit) || $EUID != 0 ]] ||
            die "$dir holds more than rsyslog's queue files" "see what is in it, and remove what is not a plain file: ls -la $dir"
    fi
}

# The log is rsyslogd's file. Where others may write to its directory (Ubuntu: group syslog), rsyslogd makes it itself.
place_log() {
    [[ -z $ROOT && ! -e $LOG && ! -L $LOG ]] && only_root_writes "${LOG%/*}" || return 0
    put_file /dev/null "$LOG" 0640 "$RSYSLOG_UID" "$RSYSLOG_GID"
}

# The spool's directories: the usual one, and the one that the configuration names.
spools() {
    local dir
    printf '%s\n' "$SPOOL"
    [[ -z $ROOT ]] || return 0
    dir=$(configured_spool)
    [[ -z $dir || $dir == "$SPOOL" || ! -d $dir ]] || printf '%s\n' "$dir"
}

# What another user left in the spool (0.1.0 ran as root) goes to the program's user.
take_over_spool() {
    local dir
    [[ -z $ROOT ]] || return 0
    while read -r dir; do
        [[ -n $(foreign_in "$dir") ]] || continue
        [[ -z $NO_RESTART || -n $DRY_RUN ]] ||
            die "the spool $dir changes owner with this version, and rsyslog has to be restarted for that" "run install.sh without --no-restart"
        announce "give what lies in $dir to the user $HELPER_USER"
        [[ -n $DRY_RUN ]] || hand_over "$dir"
    done < <(spools)
}

# hand_over DIR: remembers whose it was, and gives it to the program's user.
hand_over() {
    check_place "$1"
    if [[ $1 != "$SPOOL" ]]; then
        remember "$1"
        own "$HELPER_UID" "$HELPER_GID" "$1"
    fi
    : >"$TRANSACTION/handed-over"
    printf '%s\t%s\n' "$(owner_in "$1")" "$1" >>"$TRANSACTION/owners"
    own_tree "$1" "$HELPER_UID" "$HELPER_GID"
}

# owner_in DIR: "UID GID" of the program's part of it, before.
owner_in() {
    local entry=$1/journal
    [[ -d $entry && ! -L $entry ]] || entry=$1
    stat -c '%u %g' -- "$entry"
}

# What rsyslogd's last program wrote as another user after its spool had been handed over. rsyslogd must not run.
hand_over_rest() {
    local dir
    [[ -e $TRANSACTION/handed-over ]] || return 0
    while read -r dir; do own_tree "$dir" "$HELPER_UID" "$HELPER_GID"; done < <(spools)
}

# For roll_back: everything is again as its former user has to find it.
give_back_spool() {
    local uid gid dir
    [[ -e $TRANSACTION/owners ]] || return 0
    while IFS=$' \t' read -r uid gid dir; do
        [[ ! -d $dir ]] || own_tree "$dir" "$uid" "$gid"
    done <"$TRANSACTION/owners"
}

# parts_of DIR: what lies directly in a spool and is the program's, each followed by a NUL.
parts_of() { find "$1" -xdev -mindepth 1 -maxdepth 1 ! -name rsyslog -print0; }

# foreign_in DIR: files and directories in it that are not the program's user's.
foreign_in() {
    local part
    while IFS= read -r -d '' part; do
        find "$part" -xdev ! -uid "$HELPER_UID" -print -quit
    done < <(parts_of "$1")
}

# own_tree DIR UID GID: gives the program's part of a spool away.
own_tree() {
    local part
    while IFS= read -r -d '' part; do own_part "$part" "$2" "$3"; done < <(parts_of "$1")
}

# own_part PATH UID GID: gives it away, with all that is in it. Its present owner may be at work there: a link or a
# directory that is swapped meanwhile must not lead out of it. So each directory is closed to that owner before what
# is in it is touched, find(1) goes by open directories (-execdir) and follows no link, and a file with a second
# name is left alone.
own_part() {
    find "$1" -xdev -type d ! -uid "$2" -execdir chown -h "$2:$3" -- {} \;
    find "$1" -xdev ! -type d ! -uid "$2" -links 1 -execdir chown -h "$2:$3" -- {} +
}
