# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The tests: meson's, then the scripts that judge what they left behind.

# The client's and the server's every exchange is judged by the API document, so the judge is needed too.
install_node_tools ()
{
  [ -f tests/tools/package-lock.json ] || return 0
  if [ ! -f tests/tools/node_modules/.package-lock.json ] \
    || [ tests/tools/package-lock.json -nt tests/tools/node_modules/.package-lock.json ]
  then
    if ! (cd tests/tools && npm ci --no-audit --no-fund --loglevel=error)
    then
      echo 'The judge of the API document could not be installed from npm: its step will fail.' >&2
      return 1
    fi
    touch tests/tools/node_modules/.package-lock.json
  fi
}

sanitizer_environment ()
{
  export G_SLICE=always-malloc
  # GLib has no frame pointers: without a real unwinding, and a deep one, no suppression matches.
  export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:fast_unwind_on_malloc=0:malloc_context_size=24
  export LSAN_OPTIONS=suppressions=$root/tests/lsan.supp:print_suppressions=0
  # Mesa's drivers leak; GTK 4.8 is told by one variable, newer ones by the other.
  export GDK_DEBUG=gl-disable GDK_DISABLE=gl,vulkan
  # Tests that wait may wait so many times longer.
  export CABINET_TEST_SLOWDOWN=5
  export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
  export CABINET_TEST_PATIENCE=5
}

# step DIR NAME CMD...: one script that counts as one test.
step ()
{
  local dir=$1 name=$2 result=passed
  shift 2
  echo "== $name"
  "$@" || result=failed
  printf '%s\t%s\n' "$result" "$name" >>"$dir/steps.tsv"
}

# test_build DIR LONG: the suites of a build folder. Results are read by tests/tools/report.
test_build ()
(
  dir=$1 long=$2
  multiplier=1
  rm -rf "$dir/exchanges" "$dir/steps.tsv" "$dir/meson-logs/testlog.json"
  mkdir -p "$dir/exchanges"
  use_build "$dir"
  export CABINET_EXCHANGES=$dir/exchanges
  case $dir in
    *-sanitize) sanitizer_environment; multiplier=4 ;;
  esac
  arguments=(--no-rebuild --print-errorlogs --num-processes 2)
  # Browsers, and what goes by the real clock, say nothing there.
  case $dir in
    *-sanitize) arguments+=(--no-suite unsanitized) ;;
  esac
  if [ "$long" = yes ]
  then
    export CABINET_TEST_LONG=1
    multiplier=$((multiplier * 4))
  else
    arguments+=(--no-suite long)
  fi
  display_pid=
  trap '[ -z "$display_pid" ] || kill "$display_pid" 2>/dev/null' EXIT
  start_display
  export CABINET_TEST_DISPLAY=$DISPLAY
  meson test -C "$dir" "${arguments[@]}" --timeout-multiplier "$multiplier" || true
  if [ -f tests/tools/validate-exchanges.mjs ]
  then
    step "$dir" 'exchanges follow the API document' node tests/tools/validate-exchanges.mjs "$dir/exchanges"
  fi
  # The table names tests that the sanitizers leave out.
  case $dir in
    *-sanitize) ;;
    *) step "$dir" 'conformance table' /usr/bin/python3 tests/tools/check-conformance tests/conformance.tsv "$dir/meson-logs/testlog.json" ;;
  esac
)

run_tests ()
{
  local long=no sanitize=no dirs=("$build")
  while [ $# -gt 0 ]
  do
    case $1 in
      --long) long=yes ;;
      --sanitize) sanitize=yes ;;
      *) echo 'usage: ./dev test [--long] [--sanitize]' >&2; exit 2 ;;
    esac
    shift
  done
  install_missing build run test
  install_node_tools || true
  build_all
  test_build "$build" "$long"
  if [ "$sanitize" = yes ]
  then
    build_in "$root/build-sanitize" -Db_sanitize=address,undefined -Db_lundef=false -Doptimization=1
    # At ordinary length: the thorough variants would take an hour.
    test_build "$root/build-sanitize" no
    dirs+=("$root/build-sanitize")
  fi
  /usr/bin/python3 tests/tools/report "${dirs[@]}"
}
