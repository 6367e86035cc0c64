# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Configuring, building, and the environment in which built programs find each other.

# configure DIR [MESON OPTIONS]
configure ()
{
  local dir=$1 werror=false
  shift
  [ "${CI:-}" != true ] || werror=true
  if [ -f "$dir/build.ninja" ]
  then
    meson configure "$dir" -Dwerror="$werror"
  else
    meson setup "$dir" -Dwerror="$werror" "$@"
  fi
}

# build_in DIR [MESON OPTIONS]: quiet unless something is wrong.
build_in ()
{
  local dir=$1 log
  log=$(mktemp)
  if ! { configure "$@" && ninja -C "$dir"; } >"$log" 2>&1
  then
    cat "$log" >&2
    rm -f "$log"
    echo 'The build failed.' >&2
    return 1
  fi
  grep -A5 'warning:' "$log" >&2 || true
  rm -f "$log"
}

build_all ()
{
  build_in "$build"
}

# use_build DIR: programs, settings schema, translations and the demo come from DIR.
use_build ()
{
  local dir=$1
  export PATH="$dir/ui:$dir/app/cli:$dir/app/demo:$PATH"
  export GSETTINGS_SCHEMA_DIR="$dir/data"
  export CABINET_LOCALE_DIR="$dir/po"
  export CABINET_DEMO="$dir/app/demo/cabinet-demo"
  export CABINET_BUILD_DIR="$dir"
}

in_build ()
{
  if [ $# -eq 0 ]
  then
    echo 'usage: ./dev exec CMD [ARGS]' >&2
    exit 2
  fi
  if [ ! -f "$build/build.ninja" ]
  then
    echo 'Nothing is built yet: ./dev build' >&2
    exit 1
  fi
  (use_build "$build"; exec "$@")
}
