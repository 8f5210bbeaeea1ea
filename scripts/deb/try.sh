#!/bin/sh
# Tries the Debian package in a clean Debian: install, menu entry, file types, start as an ordinary user with the sandbox, update, removal.
# Needs root, mmdebstrap, xvfb and xdotool, and downloads about 150 MB.
#   sudo scripts/deb/try.sh PACKAGE.deb [SUITE]
set -eu

package=$(realpath "$1")
suite=${2:-trixie}
root=$(mktemp -d /tmp/rapporteur-try-XXXXXX)
display=:$(($$ % 1000 + 100))

if [ "${RAPPORTEUR_TRY:-}" != inside ]; then
  # The mounts below end with this namespace.
  RAPPORTEUR_TRY=inside exec unshare --mount "$0" "$package" "$suite"
fi

say() { printf '%s\n' "$*"; }
fail() { say "FAILED: $*"; exit 1; }
inside() { chroot "$root" "$@"; }
as_user() { chroot --userspec=delegate:delegate "$root" env HOME=/home/delegate DISPLAY="$display" "$@"; }

cleanup() {
  [ -z "${app:-}" ] || kill "$app" 2>/dev/null || true
  [ -z "${screen:-}" ] || kill "$screen" 2>/dev/null || true
  for mounted in dev proc tmp/.X11-unix; do umount -R -l "$root/$mounted" 2>/dev/null || true; done
  rm -rf --one-file-system "$root"
}
trap cleanup EXIT

mmdebstrap --quiet --variant=minbase "$suite" "$root" http://deb.debian.org/debian
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --make-rslave "$root/dev"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$package" "$root/root/new.deb"
inside apt-get update -qq
inside useradd --create-home delegate

install_quietly() {
  inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >"$root/root/apt.log" 2>&1 ||
    { cat "$root/root/apt.log"; fail "apt-get install $*"; }
}

# The same package with a lower version stands for an older one.
dpkg-deb --raw-extract "$package" "$root/root/older"
sed -i 's/^Version: .*/Version: 0.0.1/' "$root/root/older/DEBIAN/control"
dpkg-deb -Znone --root-owner-group --build "$root/root/older" "$root/root/older.deb" >/dev/null
rm -r "$root/root/older"
install_quietly /root/older.deb
say "ok: installed on a clean $suite"

missing=$(inside ldd /opt/Rapporteur/rapporteur | grep 'not found' || true)
[ -z "$missing" ] || fail "libraries: $missing"
say 'ok: every library is there'

mkdir -p "$root/tmp/.X11-unix"
Xvfb "$display" -screen 0 1280x800x24 -nolisten tcp -noreset 2>/dev/null &
screen=$!
sleep 2
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"

# Starts the app with the command of its menu entry, and waits for its window.
start() {
  command=$(sed -n 's/^Exec=\(.*\) %U$/\1/p' "$root/usr/share/applications/rapporteur.desktop")
  as_user "$command" --lang=en >"$root/tmp/app.log" 2>&1 &
  app=$!
  DISPLAY="$display" timeout 60 xdotool search --sync --onlyvisible --name ' · Rapporteur$' >/dev/null ||
    { cat "$root/tmp/app.log"; fail 'no window'; }
}
stop() {
  kill "$app"
  wait "$app" 2>/dev/null || true
  app=
}

start
renderer=$(pgrep -f '^/opt/Rapporteur/rapporteur --type=renderer' | head -1)
grep -q '^Seccomp:[[:space:]]*2$' "/proc/$renderer/status" || fail 'the window is not in the sandbox'
! pgrep -fa '^/opt/Rapporteur/rapporteur' | grep -q -- --no-sandbox || fail 'started with --no-sandbox'
[ "$(stat -c %U "/proc/$renderer")" != root ] || fail 'runs as root'
say 'ok: started as an ordinary user, in the sandbox'
stop
notebook="$root/home/delegate/.config/Rapporteur/rapporteur.db"
[ -s "$notebook" ] || fail 'no notebook was made'

install_quietly /root/new.deb
[ "$(inside dpkg-query -W -f '${Version}' rapporteur)" != 0.0.1 ] || fail 'not updated'
start
stop
say 'ok: updated over an older version, and started again'

install_quietly desktop-file-utils libglib2.0-bin
inside desktop-file-validate /usr/share/applications/rapporteur.desktop || fail 'menu entry'
expect_type() {
  echo x >"$root/tmp/$1"
  type=$(inside gio info -a standard::content-type "/tmp/$1" | sed -n 's/.*content-type: //p')
  [ "$type" = "$2" ] || fail "$1 is $type instead of $2"
  inside gio mime "$type" | grep -q 'rapporteur.desktop' || fail "$type is not offered to Rapporteur"
}
expect_type conference.rapporteur-pack application/vnd.rapporteur.pack+zip
expect_type notes.rapporteur application/vnd.rapporteur.notes+zip
expect_type invitation.ics text/calendar
expect_type schedule.xml application/xml
say 'ok: file types'

inside apt-get purge -y -qq rapporteur >/dev/null 2>&1 || fail 'not removed'
[ ! -e "$root/opt/Rapporteur" ] || fail "left behind: $(ls "$root/opt/Rapporteur")"
[ -s "$notebook" ] || fail 'the notebook was removed'
say 'ok: removed; the notebook is still there'
