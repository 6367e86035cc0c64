/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"

#include <X11/Xlib.h>
#include <gdk/x11/gdkx.h>

#define SETTLE_SECONDS 30
#define QUIET_MS 250

static gboolean
set_flag (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
picture_wait (PictureCondition condition, gpointer user_data, guint seconds)
{
  gint64 deadline = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;

  while (!condition (user_data))
    {
      if (g_get_monotonic_time () > deadline)
        return FALSE;
      picture_pause (20);
    }
  return TRUE;
}

void
picture_pause (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, set_flag, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
picture_is_loading (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_SPINNER (widget) && gtk_spinner_get_spinning (GTK_SPINNER (widget)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (picture_is_loading (child))
      return TRUE;
  return FALSE;
}

typedef struct
{
  GtkWidget *window;
  int width;
  gint64 quiet_since;
} Settling;

/* Settled = of the right width and not loading for a quarter of a second without a break. */
static gboolean
is_settled (gpointer user_data)
{
  Settling *settling = user_data;
  gint64 now = g_get_monotonic_time ();

  if (picture_is_loading (settling->window) || gtk_widget_get_width (settling->window) != settling->width)
    settling->quiet_since = now;
  return now - settling->quiet_since > QUIET_MS * G_TIME_SPAN_MILLISECOND;
}

/* Into the corner that no window reaches: nothing is drawn as if the pointer hovered over it. */
static void
put_pointer_away (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  Display *x_display;

  if (!GDK_IS_X11_DISPLAY (display))
    return;
  x_display = gdk_x11_display_get_xdisplay (display);
  XWarpPointer (x_display, None, DefaultRootWindow (x_display), 0, 0, 0, 0,
                DisplayWidth (x_display, DefaultScreen (x_display)) - 1,
                DisplayHeight (x_display, DefaultScreen (x_display)) - 1);
}

void
picture_dress (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  put_pointer_away ();
  gtk_css_provider_load_from_data (
    provider, "window.csd, window.solid-csd { padding: 0; border: none; box-shadow: none; }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", "gtk-decoration-layout",
                ":close", "gtk-enable-animations", FALSE, NULL);
}

static void
on_painted (GdkFrameClock *clock, guint *frames)
{
  (*frames)++;
}

static gboolean
is_painted (gpointer frames)
{
  return *(guint *) frames > 0;
}

/* What is saved is what was drawn last: on a busy machine that may be the page before. */
static gboolean
paint (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint frames = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &frames);
  gboolean painted;

  gtk_widget_queue_draw (window);
  painted = picture_wait (is_painted, &frames, SETTLE_SECONDS);
  g_signal_handler_disconnect (clock, handler);
  return painted;
}

gboolean
picture_settle (GtkWindow *window, int width, int height, GError **error)
{
  Settling settling = { GTK_WIDGET (window), width, g_get_monotonic_time () };

  gtk_window_set_default_size (window, width, height);
  if (picture_wait (is_settled, &settling, SETTLE_SECONDS) && paint (GTK_WIDGET (window)))
    return TRUE;
  if (picture_is_loading (GTK_WIDGET (window)))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "still loading after %d s", SETTLE_SECONDS);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "is %d pixels wide instead of %d",
                 gtk_widget_get_width (GTK_WIDGET (window)), width);
  return FALSE;
}

typedef struct
{
  GtkWidget *window;
  GskRenderNode *node; /* NULL = nothing is drawn yet */
  int width;
} Drawing;

/* A window that is being laid out again has no image until its next frame. */
static gboolean
take_image (gpointer user_data)
{
  Drawing *drawing = user_data;
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (drawing->window);
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (live);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  drawing->width = gdk_paintable_get_intrinsic_width (image);
  gdk_paintable_snapshot (image, snapshot, drawing->width, gdk_paintable_get_intrinsic_height (image));
  drawing->node = gtk_snapshot_to_node (snapshot);
  if (drawing->node == NULL)
    gtk_widget_queue_draw (drawing->window);
  return drawing->node != NULL;
}

gboolean
picture_save (GtkWindow *window, const char *path, int width, GError **error)
{
  Drawing drawing = { GTK_WIDGET (window), NULL, 0 };
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (!picture_wait (take_image, &drawing, SETTLE_SECONDS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "draws nothing");
      return FALSE;
    }
  node = drawing.node;
  if (width != 0 && drawing.width != width)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "is drawn %d pixels wide instead of %d",
                   drawing.width, width);
      return FALSE;
    }
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  if (!gdk_texture_save_to_png (texture, path))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s cannot be written", path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
says (GtkWidget *widget, const char *property, const char *text)
{
  GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), property);
  g_autofree char *value = NULL;

  if (spec == NULL || spec->value_type != G_TYPE_STRING)
    return FALSE;
  g_object_get (widget, property, &value, NULL);
  return g_strcmp0 (value, text) == 0;
}

GtkWidget *
picture_find (GtkWidget *widget, GType type, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (text == NULL || says (widget, "label", text) || says (widget, "title", text)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = picture_find (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}
