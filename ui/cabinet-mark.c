/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-mark.h"

struct _CabinetMark
{
  GtkWidget parent_instance;

  CabinetProviderInfo *provider;
  int size;
};

enum
{
  PROP_PROVIDER = 1,
  PROP_SIZE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CabinetMark, cabinet_mark, GTK_TYPE_WIDGET)

/* In the size of the widget's own text, to be drawn @scale times as large: every size of a font is looked up
 * and loaded apart, and marks of several sizes stand in the first frame. */
static PangoLayout *
make_letters (CabinetMark *self, const char *letters, float *scale)
{
  static const double sizes[] = { 0.0, 0.47, 0.40, 0.31 };
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), letters);
  glong n = g_utf8_strlen (letters, -1);
  PangoFontDescription *font =
    pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (layout)));

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  *scale =
    self->size * sizes[CLAMP (n, 1, 3)] * PANGO_SCALE / MAX (1, pango_font_description_get_size (font));
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  return layout;
}

/* First letters of the first two words of a name: of a provider that gives itself no mark. (transfer full) */
static char *
dup_initials (const char *name)
{
  g_autoptr (GString) letters = g_string_new (NULL);
  gboolean inside = FALSE;
  guint n = 0;

  for (const char *at = name; at != NULL && *at != '\0' && n < 2; at = g_utf8_next_char (at))
    {
      const gunichar letter = g_utf8_get_char (at);
      const gboolean counts = g_unichar_isalpha (letter);

      if (counts && !inside)
        {
          g_string_append_unichar (letters, g_unichar_toupper (letter));
          n++;
        }
      inside = counts;
    }
  return n > 0 ? g_strdup (letters->str) : g_strdup ("?");
}

static void
cabinet_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CabinetMark *self = CABINET_MARK (widget);
  CabinetProviderMark *mark = self->provider != NULL ? self->provider->mark : NULL;
  const GdkRGBA white = { 1, 1, 1, 1 };
  GdkRGBA color = { 0.37f, 0.36f, 0.39f, 1 };
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bounds =
    GRAPHENE_RECT_INIT ((width - self->size) / 2, (height - self->size) / 2, self->size, self->size);
  GskRoundedRect outline;
  g_autofree char *letters = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle ink;
  float scale;

  if (mark != NULL && mark->color != NULL)
    gdk_rgba_parse (&color, mark->color);
  letters = mark != NULL && mark->letters != NULL
              ? g_strdup (mark->letters)
              : dup_initials (self->provider != NULL ? self->provider->name : NULL);
  layout = make_letters (self, letters, &scale);
  pango_layout_get_extents (layout, &ink, NULL);

  gsk_rounded_rect_init_from_rect (&outline, &bounds, self->size * 0.26f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &color, &bounds);
  gtk_snapshot_pop (snapshot);

  /* Capitals look centred when their ink is. */
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width / 2.0f, height / 2.0f));
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-(ink.x + ink.width / 2.0f) / PANGO_SCALE,
                                                          -(ink.y + ink.height / 2.0f) / PANGO_SCALE));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}

static void
cabinet_mark_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = CABINET_MARK (widget)->size;
}

static void
cabinet_mark_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetMark *self = CABINET_MARK (object);

  switch (id)
    {
    case PROP_PROVIDER:
      g_value_set_object (value, self->provider);
      break;
    case PROP_SIZE:
      g_value_set_int (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_mark_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetMark *self = CABINET_MARK (object);

  switch (id)
    {
    case PROP_PROVIDER:
      cabinet_mark_set_provider (self, g_value_get_object (value));
      break;
    case PROP_SIZE:
      self->size = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_mark_dispose (GObject *object)
{
  CabinetMark *self = CABINET_MARK (object);

  g_clear_object (&self->provider);
  G_OBJECT_CLASS (cabinet_mark_parent_class)->dispose (object);
}

static void
cabinet_mark_class_init (CabinetMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cabinet_mark_get_property;
  object_class->set_property = cabinet_mark_set_property;
  object_class->dispose = cabinet_mark_dispose;
  widget_class->snapshot = cabinet_mark_snapshot;
  widget_class->measure = cabinet_mark_measure;

  properties[PROP_PROVIDER] = g_param_spec_object ("provider", NULL, NULL, CABINET_TYPE_PROVIDER_INFO,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE] =
    g_param_spec_int ("size", NULL, NULL, 8, 512, 34, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "mark");
  /* The name that stands beside it says the same. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cabinet_mark_init (CabinetMark *self)
{
  self->size = 34;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/** cabinet_mark_new: @provider is nullable; @size in px. */
GtkWidget *
cabinet_mark_new (CabinetProviderInfo *provider, int size)
{
  return g_object_new (CABINET_TYPE_MARK, "provider", provider, "size", size, NULL);
}

/** cabinet_mark_set_provider: @provider is nullable. */
void
cabinet_mark_set_provider (CabinetMark *self, CabinetProviderInfo *provider)
{
  g_return_if_fail (CABINET_IS_MARK (self));

  if (g_set_object (&self->provider, provider))
    {
      gtk_widget_queue_draw (GTK_WIDGET (self));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROVIDER]);
    }
}
