# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# A virtual display, and a home and a session bus of one's own.

session_config=$(dirname "${BASH_SOURCE[0]}")/../tests/tools/session.conf

# start_display: an Xvfb on a free display; sets DISPLAY and display_pid.
start_display ()
{
  local fifo number
  fifo=$(mktemp -u)
  mkfifo -m 600 "$fifo"
  Xvfb -displayfd 9 -screen 0 1280x900x24 -nolisten tcp -noreset 9>"$fifo" >/dev/null 2>&1 &
  display_pid=$!
  if ! read -r -t 20 number <"$fifo"
  then
    rm -f "$fifo"
    echo 'The virtual display did not start.' >&2
    return 1
  fi
  rm -f "$fifo"
  export DISPLAY=:$number
  unset WAYLAND_DISPLAY
}

# private_home DIR: home, data, settings and run-time folders below DIR.
private_home ()
{
  export HOME=$1/home XDG_DATA_HOME=$1/data XDG_CONFIG_HOME=$1/config XDG_CACHE_HOME=$1/cache
  export XDG_STATE_HOME=$1/state XDG_RUNTIME_DIR=$1/run
  mkdir -p "$HOME" "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME" \
    "$XDG_RUNTIME_DIR"
  chmod 700 "$XDG_RUNTIME_DIR"
}

quiet_toolkit ()
{
  export GDK_BACKEND=x11 GSK_RENDERER=cairo GIO_USE_VFS=local GSETTINGS_BACKEND=memory
  export LANG=C.UTF-8
  unset LC_ALL LANGUAGE
}

# own_session CMD...: runs CMD with a session bus of its own that starts nothing by itself. Where a container
# forbids it, the bus complains that it may not raise its limit of open files: nobody needs to read that.
own_session ()
{
  dbus-run-session --config-file="$session_config" -- "$@" 2> >(grep -v 'Failed to set fd limit' >&2 || true)
}

# with_display CMD...: runs CMD under a virtual display with a session of its own, then ends the display
# (by its id) and removes the home.
with_display ()
{
  (
    dir=$(mktemp -d)
    display_pid=
    trap '[ -z "$display_pid" ] || kill "$display_pid" 2>/dev/null; rm -rf "$dir"' EXIT
    private_home "$dir"
    quiet_toolkit
    start_display
    use_build "$build"
    export GTK_A11Y=none
    own_session "$@"
  )
}
