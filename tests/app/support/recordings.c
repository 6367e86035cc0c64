/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recordings.h"

#include <string.h>

static char *folder; /* lasts as long as the test */

static void
test_missing (void)
{
  g_test_skip ("CABINET_RECORDINGS is not set");
}

gboolean
recordings_open (const char *system)
{
  const char *recordings = g_getenv ("CABINET_RECORDINGS");
  g_autofree char *path = g_strdup_printf ("/%s/recordings", system);

  g_assert_null (folder);
  if (recordings != NULL)
    folder = g_build_filename (recordings, system, NULL);
  if (folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_test_add_func (path, test_missing);
  return FALSE;
}

const char *
recordings_get_folder (void)
{
  return folder;
}

gboolean
recordings_has (const char *number)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, number) && name[strlen (number)] == '-')
      return TRUE;
  return FALSE;
}

void
recordings_play (Player *player, const char *numbers)
{
  player_forget (player);
  player_choose (player, numbers);
}
