#!/usr/bin/env bash
# Makes of a private mount and process namespace a concentrator to install on: what is written to /etc,
# /usr/local, /var, /run and /dev is seen by nobody outside and gone afterwards. Then sleeps.
#
#   unshare --mount --pid --fork --kill-child --mount-proc enter.sh READY
#
# READY: a file that is created when everything stands.
set -euo pipefail

mount --make-rprivate /
scratch=$(mktemp -d /tmp/pulse-sekoia-host-XXXXXX)
mount -t tmpfs tmpfs "$scratch"
for dir in /etc /usr/local /var; do
    mkdir -p "$scratch/upper$dir" "$scratch/work$dir"
    mount -t overlay overlay -o "lowerdir=$dir,upperdir=$scratch/upper$dir,workdir=$scratch/work$dir" "$dir"
done
mkdir "$scratch/dev"
cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty "$scratch/dev/"
ln -s /proc/self/fd "$scratch/dev/fd"
for number in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${number%:*}" "$scratch/dev/${number#*:}"; done
mkdir "$scratch/dev/pts" "$scratch/dev/shm"
ln -s pts/ptmx "$scratch/dev/ptmx"
mount --bind "$scratch/dev" /dev
mount -t devpts devpts /dev/pts -o newinstance,ptmxmode=0666
mount -t tmpfs tmpfs /run
rm -rf /var/log/syslog /var/log/pulse-sekoia.log

# The package's own configuration, but for the kernel's messages, which are not ours to take.
sed -i '/imklog/d' /etc/rsyslog.conf
rm -f /etc/rsyslog.d/*
install -m 0755 "$(dirname "$0")/systemctl" /usr/local/sbin/systemctl
systemctl restart rsyslog
: >"$1"
exec sleep infinity
