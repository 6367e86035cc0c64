# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What Debian 12 and 13 must have for each purpose.

packages_build=(
  gcc libc6-dev meson ninja-build pkgconf gettext python3-minimal libxml2-utils desktop-file-utils
  libglib2.0-dev libgtk-4-dev libadwaita-1-dev libsoup-3.0-dev libjson-glib-dev libsecret-1-dev
  libsqlite3-dev libpango1.0-dev libqrencode-dev librsvg2-common)

packages_run=(
  adwaita-icon-theme fonts-cantarell fonts-dejavu-core tzdata dbus dbus-user-session
  glib-networking ca-certificates)

packages_test=(
  xvfb dbus gnome-keyring at-spi2-core gir1.2-atspi-2.0 python3-gi imagemagick
  appstream clang-format flatpak-builder git sqlite3 openssl procps util-linux chromium chromium-driver zbar-tools
  ofx poppler-utils)

# Prints those of its arguments that are not installed.
list_missing ()
{
  local installed
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
  printf '%s\n' "$@" | sort -u | grep -vxF -f <(printf '%s\n' "$installed") || true
}

as_root ()
{
  if [ "$(id -u)" -eq 0 ]
  then
    env DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

# install_missing SET...: the packages of the sets. A complete machine needs no network.
install_missing ()
{
  local set wanted=() missing
  if ! command -v dpkg-query >/dev/null
  then
    echo 'Not a Debian system: what Cabinet needs is listed in build-aux/dev-deps.sh.' >&2
    return 0
  fi
  for set in "$@"
  do
    local -n packages=packages_$set
    wanted+=("${packages[@]}")
    # Node may be there from elsewhere, and then Debian's npm conflicts with it.
    if [ "$set" = test ] && ! command -v npm >/dev/null
    then
      wanted+=(nodejs npm)
    fi
  done
  mapfile -t missing < <(list_missing "${wanted[@]}")
  [ ${#missing[@]} -gt 0 ] || return 0
  printf 'Installing: %s\n' "${missing[*]}"
  if [ -z "${packages_updated:-}" ]
  then
    as_root apt-get update -qq
    packages_updated=yes
  fi
  as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
