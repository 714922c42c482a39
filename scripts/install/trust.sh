# shellcheck shell=bash
# Whom the scripts trust: root, and nobody else. What they run, and what they name in files that root's programs
# read, must be out of every other user's reach: the file, and each directory and link on the way to it.

# Programs come from these directories, the distribution's own first.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
# A tree of /usr/local counts too, where only root puts programs into it. Called once everything is defined.
widen_path() {
    local dir
    for dir in /usr/local/sbin /usr/local/bin; do
        [[ ! -d $dir ]] || ! only_root_writes "$dir" || PATH+=:$dir
    done
}

# first_foreign PATH: prints the first part of PATH, links followed, that somebody else than root may change;
# nothing where there is none. Fails where PATH leads nowhere.
first_foreign() {
    local rest=${1#/} at='' part owner mode links=0
    while [[ -n $rest ]]; do
        part=${rest%%/*}
        rest=${rest#"$part"}
        rest=${rest#/}
        case $part in
            '' | .) continue ;;
            ..) at=${at%/*}; continue ;;
        esac
        read -r owner mode < <(stat -c '%u %a' -- "$at/$part" 2>/dev/null) || return 1
        if [[ $owner != 0 ]]; then
            printf '%s\n' "$at/$part"
            return
        fi
        if [[ -L $at/$part ]]; then
            ((++links <= 40)) || return 1
            part=$(readlink -- "$at/$part")
            [[ $part != /* ]] || at=''
            part=${part#/}
            rest=$part${rest:+/$rest}
            continue
        fi
        at+=/$part
        # In a sticky directory (/tmp) everybody may write, but root's entries stay as they are.
        if (((8#$mode & 8#022) != 0 && (8#$mode & 8#1000) == 0)); then
            printf '%s\n' "$at"
            return
        fi
    done
}

# only_root_writes PATH
only_root_writes() {
    local foreign
    foreign=$(first_foreign "$1") && [[ -z $foreign ]]
}

# check_place PATH: PATH may be made or replaced by root. Its directory is out of other users' reach, and inside
# the tree of --root. Each directory is looked at once.
declare -A checked_places=()
check_place() {
    local dir=${1%/*} foreign real
    while [[ ! -e $dir && ! -L $dir && -n $dir ]]; do dir=${dir%/*}; done
    dir=${dir:-/}
    [[ -z ${checked_places[$dir]-} ]] || return 0
    if [[ -n $ROOT ]]; then
        real=$(realpath -e -- "$dir") && [[ $real/ == "$ROOT"/* ]] ||
            die "$dir leads out of the tree $ROOT" "make a relative link of it, or a directory"
    else
        foreign=$(first_foreign "$dir") || die "$dir leads nowhere" "see what it links to"
        [[ -z $foreign ]] ||
            die "$foreign can be changed by other users than root, and files for root's programs go below it" "chown root $foreign && chmod go-w $foreign"
    fi
    checked_places[$dir]=1
}
