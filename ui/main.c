/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "cabinet-application.h"

/* The translations of the place the program was built in may be named for runs without an
 * installation. */
static const char *
find_locale_dir (void)
{
  const char *dir = g_getenv ("CABINET_LOCALE_DIR");

  return dir != NULL ? dir : CABINET_LOCALE_DIR;
}

int
main (int argc, char *argv[])
{
  g_autoptr (CabinetApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, find_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = cabinet_application_new (G_APPLICATION_DEFAULT_FLAGS);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
