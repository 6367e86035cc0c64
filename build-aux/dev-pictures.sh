# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Pictures of the real window, made in the process that draws it (tests/e2e/cabinet-pictures.c).

demo_tour ()
{
  rm -rf "$1"
  mkdir -p "$1"
  with_display tests/e2e/tour "$1"
}

take_screenshots ()
{
  local dir
  mkdir -p "$1"
  dir=$(cd "$1" && pwd)
  with_display tests/e2e/every-page "$dir"
}
