/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-i18n.h"

#include <libintl.h>
#include <locale.h>

/* A Debian without generated locales knows C.UTF-8 only, and there gettext looks at LANGUAGE alone: so what
 * LANG asks for is handed to it that way. */
static void
fall_back_to_utf8 (void)
{
  const char *const *names = g_get_language_names ();

  if (setlocale (LC_ALL, "C.UTF-8") == NULL)
    return;
  if (g_getenv ("LANGUAGE") == NULL && g_strcmp0 (names[0], "C") != 0)
    g_setenv ("LANGUAGE", names[0], TRUE);
}

void
cabinet_init_i18n (void)
{
  const char *directory = g_getenv ("CABINET_LOCALE_DIR");

  if (setlocale (LC_ALL, "") == NULL)
    fall_back_to_utf8 ();
  bindtextdomain (GETTEXT_PACKAGE, directory != NULL ? directory : CABINET_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
