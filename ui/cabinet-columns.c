/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-columns.h"

typedef struct
{
  GtkWidget *widget;
  gboolean side;
} Cell;

struct _CabinetColumns
{
  GtkWidget parent_instance;

  GArray *cells; /* of Cell, in the order of the single column */
  int side_width;
  int breakpoint;
  int spacing;
  guint n_columns; /* of the last allocation */
  guint order_idle;
};

enum
{
  PROP_SIDE_WIDTH = 1,
  PROP_BREAKPOINT,
  PROP_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void cabinet_columns_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CabinetColumns,
                               cabinet_columns,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, cabinet_columns_buildable_init))

double
cabinet_text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return MAX (1.0, dpi / (96.0 * 1024.0));
}

static int
scaled (CabinetColumns *self, int px)
{
  return (int) (px * cabinet_text_scale (GTK_WIDGET (self)));
}

static gboolean
is_double (CabinetColumns *self, int width)
{
  return width < 0 || width >= scaled (self, self->breakpoint);
}

static int
child_width (CabinetColumns *self, const Cell *cell, int width)
{
  const int side = scaled (self, self->side_width);

  if (!is_double (self, width))
    return width;
  if (cell->side)
    return side;
  return width < 0 ? -1 : width - side - self->spacing;
}

static void
measure_widths (CabinetColumns *self, int *minimum, int *natural)
{
  int single = 0;
  int widest = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      int child_min = 0, child_nat = 0;

      if (!gtk_widget_should_layout (cell->widget))
        continue;
      gtk_widget_measure (cell->widget, GTK_ORIENTATION_HORIZONTAL, -1, &child_min, &child_nat, NULL, NULL);
      single = MAX (single, child_min);
      if (!cell->side)
        widest = MAX (widest, child_nat);
    }
  *minimum = single;
  *natural = MAX (single, widest + self->spacing + scaled (self, self->side_width));
}

/* Calls for each child with the place it gets at @width; returns the height of all. */
static int
arrange (CabinetColumns *self, int width, gboolean allocate)
{
  const gboolean two = is_double (self, width);
  int bottom[2] = { 0, 0 };

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      const guint column = two && cell->side;
      const int cell_width = child_width (self, cell, width);
      int height = 0;

      if (!gtk_widget_should_layout (cell->widget))
        continue;
      gtk_widget_measure (cell->widget, GTK_ORIENTATION_VERTICAL, cell_width, NULL, &height, NULL, NULL);
      if (bottom[column] > 0)
        bottom[column] += self->spacing;
      if (allocate)
        {
          GskTransform *move = gsk_transform_translate (
            NULL, &GRAPHENE_POINT_INIT (column ? width - cell_width : 0, bottom[column]));

          gtk_widget_allocate (cell->widget, cell_width, height, -1, move);
        }
      bottom[column] += height;
    }
  return MAX (bottom[0], bottom[1]);
}

static void
cabinet_columns_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  CabinetColumns *self = CABINET_COLUMNS (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_widths (self, minimum, natural);
      return;
    }
  if (for_size < 0)
    {
      int ignored;

      measure_widths (self, &ignored, &for_size);
    }
  *minimum = *natural = arrange (self, for_size, FALSE);
}

/* Puts the children in reading order, which Tab and screen readers follow. */
static gboolean
reorder (gpointer data)
{
  CabinetColumns *self = data;
  GtkWidget *previous = NULL;

  self->order_idle = 0;
  for (guint pass = 0; pass < self->n_columns; pass++)
    for (guint i = 0; i < self->cells->len; i++)
      {
        const Cell *cell = &g_array_index (self->cells, Cell, i);

        if (self->n_columns == 2 && cell->side != (pass == 1))
          continue;
        gtk_widget_insert_after (cell->widget, GTK_WIDGET (self), previous);
        previous = cell->widget;
      }
  return G_SOURCE_REMOVE;
}

static void
cabinet_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CabinetColumns *self = CABINET_COLUMNS (widget);
  const guint n_columns = is_double (self, width) ? 2 : 1;

  if (n_columns != self->n_columns)
    {
      self->n_columns = n_columns;
      if (self->order_idle == 0)
        self->order_idle = g_idle_add (reorder, self);
    }
  arrange (self, width, TRUE);
}

/* Tab goes by the tree: GTK's own order goes by height on the screen and would jump between columns. */
static gboolean
cabinet_columns_focus (GtkWidget *widget, GtkDirectionType direction)
{
  const gboolean back = direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (!back && direction != GTK_DIR_TAB_FORWARD)
    return GTK_WIDGET_CLASS (cabinet_columns_parent_class)->focus (widget, direction);

  if (child == NULL)
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  for (; child != NULL;
       child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && gtk_widget_child_focus (child, direction))
      return TRUE;

  return FALSE;
}

static GtkSizeRequestMode
cabinet_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int *
property_field (CabinetColumns *self, guint id)
{
  switch (id)
    {
    case PROP_SIDE_WIDTH:
      return &self->side_width;
    case PROP_BREAKPOINT:
      return &self->breakpoint;
    case PROP_SPACING:
      return &self->spacing;
    default:
      return NULL;
    }
}

static void
cabinet_columns_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int (value, *property_field (CABINET_COLUMNS (object), id));
}

static void
cabinet_columns_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  *property_field (CABINET_COLUMNS (object), id) = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (object));
}

static void
cabinet_columns_dispose (GObject *object)
{
  CabinetColumns *self = CABINET_COLUMNS (object);
  GtkWidget *child;

  g_clear_handle_id (&self->order_idle, g_source_remove);
  g_array_set_size (self->cells, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (cabinet_columns_parent_class)->dispose (object);
}

static void
cabinet_columns_finalize (GObject *object)
{
  g_array_unref (CABINET_COLUMNS (object)->cells);

  G_OBJECT_CLASS (cabinet_columns_parent_class)->finalize (object);
}

static void
cabinet_columns_class_init (CabinetColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cabinet_columns_get_property;
  object_class->set_property = cabinet_columns_set_property;
  object_class->dispose = cabinet_columns_dispose;
  object_class->finalize = cabinet_columns_finalize;
  widget_class->measure = cabinet_columns_measure;
  widget_class->size_allocate = cabinet_columns_size_allocate;
  widget_class->get_request_mode = cabinet_columns_get_request_mode;
  widget_class->focus = cabinet_columns_focus;

  properties[PROP_SIDE_WIDTH] = g_param_spec_int ("side-width", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_BREAKPOINT] = g_param_spec_int ("breakpoint", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "columns");
}

static void
cabinet_columns_init (CabinetColumns *self)
{
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->n_columns = 1;
}

static void
cabinet_columns_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  CabinetColumns *self = CABINET_COLUMNS (buildable);
  const Cell cell = { GTK_WIDGET (child), g_strcmp0 (type, "side") == 0 };

  g_array_append_val (self->cells, cell);
  gtk_widget_set_parent (cell.widget, GTK_WIDGET (self));
}

static void
cabinet_columns_buildable_init (GtkBuildableIface *iface)
{
  iface->add_child = cabinet_columns_add_child;
}

/* 1 or 2, as of the last layout. */
guint
cabinet_columns_get_n_columns (CabinetColumns *self)
{
  g_return_val_if_fail (CABINET_IS_COLUMNS (self), 1);

  return self->n_columns;
}
