#!/usr/bin/env bash
# Makes of a private mount and process namespace a concentrator to install on: what is written to /etc,
# /usr/local, /var, /run and /dev is seen by nobody outside and gone afterwards. Then waits to be killed.
#
#   unshare --mount --pid --fork --kill-child --mount-proc enter.sh READY [SYSTEM]
#
# READY: a file below /tmp that is created when everything stands. SYSTEM: a directory with another system (made by
# debootstrap) to use instead of this one; only /tmp is then shared with it.
set -euo pipefail
ready=$1 system=${2-}
here=$(cd "$(dirname "$0")" && pwd)

# make_dev DIR: the devices a program may expect, and a /dev/log of our own.
make_dev() {
    cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty "$1/"
    ln -s /proc/self/fd "$1/fd"
    for number in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${number%:*}" "$1/${number#*:}"; done
    mkdir "$1/pts" "$1/shm"
    ln -s pts/ptmx "$1/ptmx"
}

# overlay DIR TARGET: shows DIR at TARGET; writes go to memory.
overlay() {
    local name=${2//\//_}
    mkdir -p "$scratch/upper$name" "$scratch/work$name"
    mount -t overlay overlay -o "lowerdir=$1,upperdir=$scratch/upper$name,workdir=$scratch/work$name" "$2"
}

# start_rsyslog COMMAND…: the package's own configuration, but for the kernel's messages, which are not
# ours to take. COMMAND: how to run something in the system.
start_rsyslog() {
    sed -i '/imklog/d' "$root/etc/rsyslog.conf"
    rm -rf "$root"/etc/rsyslog.d/* "$root"/var/log/syslog "$root"/var/log/pulse-sekoia* "$root/var/spool/pulse-sekoia"
    install -m 0755 "$here/systemctl" "$root/usr/local/sbin/systemctl"
    # A real one, where there is one, is found before it.
    [[ ! -e $root/usr/bin/systemctl ]] || mount --bind "$root/usr/local/sbin/systemctl" "$root/usr/bin/systemctl"
    "$@" /usr/local/sbin/systemctl restart rsyslog
    : >"$ready"
}

mount --make-rprivate /
# Beside it, where whoever waits for it removes it.
scratch=$(dirname "$ready")/scratch
mkdir "$scratch"
mount -t tmpfs tmpfs "$scratch"
mkdir "$scratch/dev"
make_dev "$scratch/dev"

# Process 1 has to take the exit codes of orphans: a shell does, sleep alone would not.
if [[ -n $system ]]; then
    root=$scratch/root
    mkdir "$root"
    overlay "$system" "$root"
    mount --bind "$scratch/dev" "$root/dev"
    mount -t proc proc "$root/proc"
    mount -t tmpfs tmpfs "$root/run"
    mount --bind /tmp "$root/tmp"
    start_rsyslog chroot "$root"
    exec chroot "$root" bash -c 'while sleep 1; do :; done'
fi
root=
for dir in /etc /usr/local /var; do overlay "$dir" "$dir"; done
mount --bind "$scratch/dev" /dev
mount -t devpts devpts /dev/pts -o newinstance,ptmxmode=0666
mount -t tmpfs tmpfs /run
start_rsyslog env
while sleep 1; do :; done
