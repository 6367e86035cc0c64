/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-adaptive-bin.h"

struct _CabinetAdaptiveBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int threshold;
  int low_threshold;
  int min_width;
  int width, height;
  gboolean narrow;
  gboolean low;
  guint idle;
};

enum
{
  PROP_CHILD = 1,
  PROP_THRESHOLD,
  PROP_LOW_THRESHOLD,
  PROP_MIN_WIDTH,
  PROP_NARROW,
  PROP_LOW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void cabinet_adaptive_bin_buildable_init (GtkBuildableIface *iface);
static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (CabinetAdaptiveBin,
                               cabinet_adaptive_bin,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      cabinet_adaptive_bin_buildable_init))

/* Text at 200 % needs twice the room before two columns fit: the threshold follows the font's resolution. */
static int
scaled (CabinetAdaptiveBin *self, int threshold)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  if (dpi <= 96 * 1024)
    return threshold;
  return (int) ((gint64) threshold * dpi / (96 * 1024));
}

static gboolean
is_narrow (CabinetAdaptiveBin *self)
{
  return self->width < scaled (self, self->threshold);
}

static gboolean
is_low (CabinetAdaptiveBin *self)
{
  return self->height > 0 && self->height < scaled (self, self->low_threshold);
}

static gboolean
settle (gpointer data)
{
  CabinetAdaptiveBin *self = data;
  const gboolean narrow = is_narrow (self), low = is_low (self);

  self->idle = 0;
  if (low != self->low)
    {
      self->low = low;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOW]);
    }
  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
    }
  return G_SOURCE_REMOVE;
}

static void
cabinet_adaptive_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CabinetAdaptiveBin *self = CABINET_ADAPTIVE_BIN (widget);
  int child_width = 0, child_height = 0;

  self->width = width;
  self->height = height;
  if ((is_narrow (self) != self->narrow || is_low (self) != self->low) && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH, settle, self, NULL);

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;
  /* Until the child has been rearranged it may need more than there is: it is clipped for that frame. */
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_width, NULL, NULL, NULL);
  child_width = MAX (width, child_width);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, child_width, &child_height, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, child_width, MAX (height, child_height), baseline, NULL);
}

static void
cabinet_adaptive_bin_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  CabinetAdaptiveBin *self = CABINET_ADAPTIVE_BIN (widget);
  int child_width = 0;

  if (self->child == NULL)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_width, NULL, NULL, NULL);
      for_size = MAX (for_size, child_width);
    }
  gtk_widget_measure (self->child, orientation, orientation == GTK_ORIENTATION_VERTICAL ? for_size : -1,
                      minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->min_width > 0)
    *minimum = MIN (*minimum, self->min_width);
}

static GtkSizeRequestMode
cabinet_adaptive_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
set_child (CabinetAdaptiveBin *self, GtkWidget *child)
{
  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
cabinet_adaptive_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetAdaptiveBin *self = CABINET_ADAPTIVE_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_LOW_THRESHOLD:
      g_value_set_int (value, self->low_threshold);
      break;
    case PROP_MIN_WIDTH:
      g_value_set_int (value, self->min_width);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_LOW:
      g_value_set_boolean (value, self->low);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_adaptive_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetAdaptiveBin *self = CABINET_ADAPTIVE_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_LOW_THRESHOLD:
      self->low_threshold = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_MIN_WIDTH:
      self->min_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_adaptive_bin_dispose (GObject *object)
{
  CabinetAdaptiveBin *self = CABINET_ADAPTIVE_BIN (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  set_child (self, NULL);
  G_OBJECT_CLASS (cabinet_adaptive_bin_parent_class)->dispose (object);
}

static void
cabinet_adaptive_bin_class_init (CabinetAdaptiveBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cabinet_adaptive_bin_get_property;
  object_class->set_property = cabinet_adaptive_bin_set_property;
  object_class->dispose = cabinet_adaptive_bin_dispose;
  widget_class->measure = cabinet_adaptive_bin_measure;
  widget_class->size_allocate = cabinet_adaptive_bin_size_allocate;
  widget_class->get_request_mode = cabinet_adaptive_bin_get_request_mode;

  properties[PROP_CHILD] =
    g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_THRESHOLD] =
    g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOW_THRESHOLD] = g_param_spec_int ("low-threshold", NULL, NULL, 0, G_MAXINT, 0,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MIN_WIDTH] =
    g_param_spec_int ("min-width", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOW] =
    g_param_spec_boolean ("low", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "adaptivebin");
}

static void
cabinet_adaptive_bin_init (CabinetAdaptiveBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
cabinet_adaptive_bin_add_child (GtkBuildable *buildable,
                                GtkBuilder *builder,
                                GObject *child,
                                const char *type)
{
  if (GTK_IS_WIDGET (child))
    set_child (CABINET_ADAPTIVE_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
cabinet_adaptive_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = cabinet_adaptive_bin_add_child;
}

/** cabinet_adaptive_bin_get_low: whether the height at the last settling was below the threshold. */
gboolean
cabinet_adaptive_bin_get_low (CabinetAdaptiveBin *self)
{
  g_return_val_if_fail (CABINET_IS_ADAPTIVE_BIN (self), FALSE);
  return self->low;
}

/** cabinet_adaptive_bin_get_narrow: whether the width at the last settling was below the threshold. */
gboolean
cabinet_adaptive_bin_get_narrow (CabinetAdaptiveBin *self)
{
  g_return_val_if_fail (CABINET_IS_ADAPTIVE_BIN (self), FALSE);
  return self->narrow;
}

/**
 * cabinet_adaptive_bin_expect_width:
 * @width: px that the bin will probably get
 *
 * Arranges the child before it is first shown, so that the first frame does not jump.
 */
void
cabinet_adaptive_bin_expect_width (CabinetAdaptiveBin *self, int width)
{
  g_return_if_fail (CABINET_IS_ADAPTIVE_BIN (self));

  if (width <= 0)
    return;
  g_clear_handle_id (&self->idle, g_source_remove);
  self->width = width;
  settle (self);
}
