/* SPDX-License-Identifier: GPL-3.0-or-later */
/* encode-icons OUTPUT-DIR ICON.svg…: ICON-16.png and ICON-32.png, as GTK wants symbolic icons.
 *
 * Drawing an SVG costs about a millisecond and a thread at each start of the program; a picture that is ready
 * costs next to nothing. GTK recolours by the alpha; red, green and blue would mean success, warning and
 * error parts, which these icons do not have. */
#include <gdk-pixbuf/gdk-pixbuf.h>

static GdkPixbuf *
draw (const char *file, int size, GError **error)
{
  g_autoptr (GdkPixbuf) drawn = gdk_pixbuf_new_from_file_at_size (file, size, size, error);
  GdkPixbuf *picture;
  guchar *pixels;

  if (drawn == NULL)
    return NULL;
  picture = gdk_pixbuf_add_alpha (drawn, FALSE, 0, 0, 0);
  pixels = gdk_pixbuf_get_pixels (picture);
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      {
        guchar *pixel = pixels + y * gdk_pixbuf_get_rowstride (picture) + x * 4;

        pixel[0] = pixel[1] = pixel[2] = 0;
      }
  return picture;
}

static gboolean
encode (const char *dir, const char *file, int size, GError **error)
{
  g_autofree char *base = g_path_get_basename (file);
  g_autofree char *path = NULL;
  g_autoptr (GdkPixbuf) picture = draw (file, size, error);

  if (picture == NULL)
    return FALSE;
  *strrchr (base, '.') = '\0';
  path = g_strdup_printf ("%s/%s-%d.png", dir, base, size);
  return gdk_pixbuf_save (picture, path, "png", error, NULL);
}

int
main (int argc, char *argv[])
{
  for (int i = 2; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!encode (argv[1], argv[i], 16, &error) || !encode (argv[1], argv[i], 32, &error))
        {
          g_printerr ("%s: %s\n", argv[i], error->message);
          return 1;
        }
    }
  return 0;
}
