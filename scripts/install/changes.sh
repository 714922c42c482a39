# shellcheck shell=bash
# Puts files in their places. Every change is said, remembered for taking it back, and made by one rename;
# what is as it should be is left alone. With --dry-run it is only said.

changes=0

announce() {
    changes=$((changes + 1))
    say "  $1"
}

# put_file SOURCE PATH MODE UID GID
put_file() {
    local verb=create new
    if [[ -f $2 && ! -L $2 ]]; then
        if cmp -s -- "$1" "$2" && has_mode "$2" "$3" "$4" "$5"; then return; fi
        verb=replace
    fi
    announce "$verb $2"
    [[ -z $DRY_RUN ]] || return 0
    put_parents "$2"
    remember "$2"
    # A name that nobody foresees, and closed from its first byte on: it may be the key.
    new=$(mktemp -- "$2.pulse-new.XXXXXXXX")
    cat <"$1" >"$new"
    own "$4" "$5" "$new"
    chmod "$3" "$new"
    mv -fT -- "$new" "$2"
}

# put_directory PATH MODE UID GID
put_directory() {
    local verb=create
    [[ ! -L $1 ]] || die "$1 is a link, where a directory has to be" "see who made it and where it leads, and remove it: rm $1"
    if [[ -d $1 ]]; then
        has_mode "$1" "$2" "$3" "$4" && return
        verb="set owner and mode of"
    fi
    announce "$verb $1/"
    [[ -z $DRY_RUN ]] || return 0
    put_parents "$1"
    remember "$1"
    [[ -d $1 ]] || mkdir -m 0700 -- "$1"
    own "$3" "$4" "$1"
    chmod "$2" "$1"
}

# put_link TARGET PATH
put_link() {
    local new
    [[ $(readlink -- "$2" 2>/dev/null) != "$1" ]] || return 0
    announce "link $2 -> $1"
    [[ -z $DRY_RUN ]] || return 0
    put_parents "$2"
    remember "$2"
    # In a directory of root's, so the name may be given away again before it is used.
    new=$(mktemp -u -- "$2.pulse-new.XXXXXXXX")
    ln -s -- "$1" "$new"
    mv -fT -- "$new" "$2"
}

# put_owner PATH MODE UID GID: for a file that is there and keeps its content.
put_owner() {
    ! has_mode "$1" "$2" "$3" "$4" || return 0
    announce "set owner and mode of $1"
    [[ -z $DRY_RUN ]] || return 0
    check_place "$1"
    remember "$1"
    own "$3" "$4" "$1"
    chmod "$2" "$1"
}

# Directories above PATH that every system has, and a bare tree may lack.
put_parents() {
    local parent
    check_place "$1"
    parent=$(dirname "$1")
    [[ ! -d $parent ]] || return 0
    put_parents "$parent"
    remember "$parent"
    mkdir -m 0755 -- "$parent"
}

# has_mode PATH MODE UID GID; owners do not count for somebody who cannot change them.
has_mode() {
    if [[ $EUID == 0 ]]; then
        [[ $(stat -c '%a %u %g' -- "$1") == "${2#0} $3 $4" ]]
    else
        [[ $(stat -c '%a' -- "$1") == "${2#0}" ]]
    fi
}

# own UID GID PATH; a packager without root leaves owners to the package.
own() { [[ $EUID != 0 ]] || chown -h "$1:$2" -- "$3"; }

place_release() {
    [[ ! -d $LIB/$RELEASE ]] || return 0
    announce "create $LIB/$RELEASE/ (pulse-sekoia $VERSION${BUNDLED_NODE:+ with its own Node})"
    [[ -z $DRY_RUN ]] || return 0
    put_parents "$LIB/$RELEASE"
    remember "$LIB/$RELEASE"
    # Another file system than $STAGE's, perhaps: complete under its own name only.
    remember "$LIB/.new"
    rm -rf -- "$LIB/.new"
    cp -R -p -- "$STAGE/release" "$LIB/.new"
    [[ $EUID != 0 ]] || chown -R 0:0 -- "$LIB/.new"
    mv -T -- "$LIB/.new" "$LIB/$RELEASE"
}

place_configuration() {
    put_directory "$ETC" 0750 0 "$HELPER_GID"
    [[ -z $CA_FILE || -z $NEW_CONFIG ]] || put_file "$CA_FILE" "$ETC/ca.pem" 0644 0 "$HELPER_GID"
    [[ -z $NEW_KEY ]] || put_file "$STAGE/etc/intake.key" "$KEY" 0600 "$HELPER_UID" "$HELPER_GID"
    if [[ -n $NEW_CONFIG ]]; then
        put_file "$STAGE/etc/config.yaml" "$CONFIG" 0640 0 "$HELPER_GID"
    else
        open_to_helper
    fi
}

# An upgrade may change the user that the program runs as: the configuration and the keys that it names go along.
# What the administrator lets that user read in another way stays as it is.
open_to_helper() {
    local file mode
    [[ -z $ROOT && -z $NEEDS_USER ]] || return 0
    while read -r file; do
        [[ -f $file && ! -L $file ]] || continue
        ! as_helper test -r "$file" || continue
        mode=$(stat -c %a -- "$file")
        if [[ $file == "$CONFIG" ]]; then
            put_owner "$file" "$(printf '%o' $((8#$mode | 8#040)))" "$(stat -c %u -- "$file")" "$HELPER_GID"
        else
            put_owner "$file" "$mode" "$HELPER_UID" "$HELPER_GID"
        fi
    done < <(printf '%s\n' "$CONFIG" "$KEY"; key_files)
}

# What the configuration names beside keys, and the program's user has to reach: the administrator decides how.
check_reach() {
    local path
    [[ -z $ROOT && -z $DRY_RUN && -e $CONFIG ]] || return 0
    path=$(value_in_config ca_file)
    [[ -z $path || ! -e $path ]] || as_helper test -r "$path" ||
        die "the user $HELPER_USER, whom the program runs as, cannot read http.ca_file $path" "chmod a+r $path, and see that its directory lets that user in; certificates are no secret"
    path=$(value_in_config textfile)
    [[ -z $path || ! -d ${path%/*} ]] || as_helper test -w "${path%/*}" ||
        say "  the user $HELPER_USER cannot write metrics.textfile: setfacl -m u:$HELPER_USER:rwx ${path%/*}"
}

place_links() {
    # The moment of the upgrade: everything else leads here.
    put_link "$RELEASE" "$LIB/current"
    put_link "${LIB#"$ROOT"}/current/pulse-sekoia" "$LINK"
}

place_logrotate() {
    cat >"$STAGE/logrotate" <<END
${LOG#"$ROOT"} {
	su root root
	rotate 4
	weekly
	maxsize 100M
	missingok
	notifempty
	compress
	delaycompress
	postrotate
		# rsyslog holds the file open; HUP makes it open the new one (and the program read its configuration).
		systemctl kill -s HUP rsyslog.service >/dev/null 2>&1 || true
	endscript
}
END
    put_file "$STAGE/logrotate" "$LOGROTATE" 0644 0 0
}

# The snippets as they will be shipped: in the release (to tell later whether somebody changed them), and
# in $STAGE/snippets those that will be put into place.
prepare_snippets() {
    local name=50-pulse-sekoia-listener.conf shipped=$STAGE/release/rsyslog.d
    mkdir "$STAGE/snippets"
    # An upgrade keeps the port.
    [[ -n $LISTEN_PORT || ! -f $LISTENER ]] ||
        LISTEN_PORT=$(sed -nE 's/^[[:space:]]*port="([0-9]+)".*/\1/p' "$LISTENER" | head -n 1)
    [[ -z $LISTEN_PORT ]] || sed -i "s/^\\([[:space:]]*port=\\)\"10514\"/\\1\"$LISTEN_PORT\"/" "$shipped/$name"
    changed_by_hand "$SNIPPET" || cp -- "$shipped/${SNIPPET##*/}" "$STAGE/snippets/"
    [[ -z $LISTEN_PORT ]] || changed_by_hand "$LISTENER" || cp -- "$shipped/$name" "$STAGE/snippets/"
}

# changed_by_hand PATH: somebody changed this snippet since it was put there.
changed_by_hand() {
    [[ -f $1 ]] && ! cmp -s -- "$1" "$LIB/current/rsyslog.d/${1##*/}"
}

# Last of all: from here on rsyslog starts the program.
place_snippets() {
    place_snippet "$SNIPPET"
    [[ -z $LISTEN_PORT ]] || place_snippet "$LISTENER"
}

place_snippet() {
    local name=${1##*/}
    if [[ -f $STAGE/snippets/$name ]]; then
        put_file "$STAGE/snippets/$name" "$1" 0644 0 0
    elif ! cmp -s -- "$1" "$STAGE/release/rsyslog.d/$name"; then
        put_file "$STAGE/release/rsyslog.d/$name" "$1.new" 0644 0 0
        say "  $1 was changed by hand and is kept; the new one lies in $1.new"
    fi
}
