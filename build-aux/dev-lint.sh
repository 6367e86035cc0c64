# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Static checks. Each is a function that prints what is wrong and fails.

c_files ()
{
  git ls-files -- 'app/*.c' 'app/*.h' 'ui/*.c' 'ui/*.h' 'tests/*.c' 'tests/*.h'
}

lint_format ()
{
  local formatter=clang-format version
  ! command -v clang-format-14 >/dev/null || formatter=clang-format-14
  version=$("$formatter" --version | grep -oE 'version [0-9]+' | grep -oE '[0-9]+')
  if [ "$version" != 14 ]
  then
    echo "clang-format $version: .clang-format is written for 14, not looked at"
    return 0
  fi
  c_files | xargs -r "$formatter" --dry-run -Werror
}

lint_sources ()
{
  /usr/bin/python3 tests/tools/lint-sources
}

lint_translations ()
{
  tests/tools/lint-translations
}

lint_shell ()
{
  if ! command -v shellcheck >/dev/null
  then
    echo 'no shellcheck here, not looked at'
    return 0
  fi
  # The parts share the variables of ./dev, which shellcheck cannot follow.
  shellcheck -x -S warning -e SC2154,SC2034 dev .ci/run build-aux/*.sh tests/tools/test-env tests/tools/lint-translations
}

# Desktop file, metainfo and settings schema have tests of their own, on what the build made of them.
lint_data ()
{
  build_all || return 1
  meson test -C "$build" --no-rebuild --quiet --print-errorlogs --suite data
}

lint_api ()
{
  if [ ! -f tests/tools/package.json ]
  then
    return 0
  fi
  install_node_tools || return 1
  (cd tests/tools && npm run --silent lint-api)
}

run_lint ()
{
  local failed=0 check
  install_missing build test
  for check in format sources translations shell data api
  do
    if "lint_$check"
    then
      echo "lint $check: good"
    else
      echo "lint $check: FAILED"
      failed=1
    fi
  done
  return "$failed"
}
