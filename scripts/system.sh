#!/usr/bin/env bash
# System libraries: `system.sh run` for what the product needs, `system.sh test` for the browser too.
# Installs what is missing when root on Debian; otherwise names it, and the command, in one line.
# Without coturn the TURN tests are skipped: it is wanted, not needed. Where systemd runs it would become a service
# of the machine, so there it is left to its owner.
set -u
missing=()
wanted=()
has_library() { ldconfig -p 2>/dev/null | grep -q "$1"; }
if [ "$(uname)" = Linux ]; then
  has_library 'libGL\.so\.1' || missing+=(libgl1)
  has_library 'libglib-2\.0\.so\.0' || missing+=(libglib2.0-0)
  if [ "$1" = test ]; then
    [ -x /usr/bin/chromium ] || missing+=(chromium)
    has_library 'libportaudio\.so\.2' || missing+=(libportaudio2)
    command -v turnserver >/dev/null || [ -d /run/systemd/system ] || wanted+=(coturn)
  fi
fi
[ ${#missing[@]} -eq 0 ] && [ ${#wanted[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${missing[*]} ${wanted[*]} …"
  apt-get update -qq >/dev/null
  [ ${#wanted[@]} -eq 0 ] || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${wanted[@]}" >/dev/null
  [ ${#missing[@]} -eq 0 ] || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null && exit 0
fi
[ ${#missing[@]} -eq 0 ] && exit 0
echo "signspan: missing on this machine: ${missing[*]}; install with: sudo apt-get install ${missing[*]}" >&2
exit 1
