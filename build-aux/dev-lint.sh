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

lint_data ()
{
  local status=0 file
  install_node_tools
  build_all
  for file in data/*.desktop.in* *.desktop.in*
  do
    [ -f "$file" ] || continue
    desktop-file-validate "$(built_data "$file")" || status=1
  done
  for file in data/*.metainfo.xml.in* data/*.metainfo.xml
  do
    [ -f "$file" ] || continue
    appstreamcli validate --no-net --explain "$(built_data "$file")" || status=1
  done
  for file in data/*.gschema.xml
  do
    [ -f "$file" ] || continue
    glib-compile-schemas --strict --dry-run data || status=1
  done
  return "$status"
}

# built_data FILE.in: what the build made of it.
built_data ()
{
  local name=${1##*/}
  name=${name%.in}
  name=${name%.in}
  find "$build" -name "$name" -not -path '*/meson-private/*' | head -n 1
}

lint_api ()
{
  if [ ! -f tests/tools/package.json ]
  then
    return 0
  fi
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
