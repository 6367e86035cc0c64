/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-line-layout.h"

struct _CabinetLineLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

enum
{
  PROP_SPACING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CabinetLineLayout, cabinet_line_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkWidget *widget;
  int minimum;
  int natural;
  int width;
  gboolean expand;
} Cell;

static GArray *
collect (GtkWidget *widget)
{
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (Cell));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      Cell cell = { .widget = child };

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &cell.minimum, &cell.natural, NULL, NULL);
      cell.expand = gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
      g_array_append_val (cells, cell);
    }
  return cells;
}

static int
total_spacing (CabinetLineLayout *self, GArray *cells)
{
  return cells->len > 1 ? self->spacing * (int) (cells->len - 1) : 0;
}

/* Children that do not expand come first to what is left above the minima. */
static void
share_out (CabinetLineLayout *self, GArray *cells, int width)
{
  int room = width - total_spacing (self, cells);
  int n_expand = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);

      cell->width = cell->minimum;
      room -= cell->minimum;
      n_expand += cell->expand;
    }
  for (guint i = 0; i < cells->len && room > 0; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);
      int wanted = cell->expand ? 0 : MIN (cell->natural - cell->minimum, room);

      cell->width += wanted;
      room -= wanted;
    }
  for (guint i = 0; i < cells->len && room > 0; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);
      int share = cell->expand ? room / n_expand : 0;

      cell->width += share;
      room -= share;
      n_expand -= cell->expand;
    }
}

static void
cabinet_line_layout_measure (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  CabinetLineLayout *self = CABINET_LINE_LAYOUT (manager);
  g_autoptr (GArray) cells = collect (widget);
  int smallest = total_spacing (self, cells), usual = smallest;

  for (guint i = 0; i < cells->len; i++)
    {
      smallest += g_array_index (cells, Cell, i).minimum;
      usual += g_array_index (cells, Cell, i).natural;
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = smallest;
      *natural = usual;
      return;
    }

  *minimum = *natural = 0;
  share_out (self, cells, for_size >= 0 ? for_size : usual);
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);
      int low = 0, high = 0;

      gtk_widget_measure (cell->widget, GTK_ORIENTATION_VERTICAL, cell->width, &low, &high, NULL, NULL);
      *minimum = MAX (*minimum, low);
      *natural = MAX (*natural, high);
    }
}

static void
cabinet_line_layout_allocate (
  GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  CabinetLineLayout *self = CABINET_LINE_LAYOUT (manager);
  g_autoptr (GArray) cells = collect (widget);
  gboolean right_to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  share_out (self, cells, width);
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);
      graphene_point_t corner = GRAPHENE_POINT_INIT (right_to_left ? width - x - cell->width : x, 0);

      gtk_widget_allocate (cell->widget, cell->width, height, -1, gsk_transform_translate (NULL, &corner));
      x += cell->width + self->spacing;
    }
}

static GtkSizeRequestMode
cabinet_line_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cabinet_line_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, CABINET_LINE_LAYOUT (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_line_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id != PROP_SPACING)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  CABINET_LINE_LAYOUT (object)->spacing = g_value_get_int (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
}

static void
cabinet_line_layout_class_init (CabinetLineLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = cabinet_line_layout_get_property;
  object_class->set_property = cabinet_line_layout_set_property;
  layout_class->measure = cabinet_line_layout_measure;
  layout_class->allocate = cabinet_line_layout_allocate;
  layout_class->get_request_mode = cabinet_line_layout_get_request_mode;

  properties[PROP_SPACING] =
    g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cabinet_line_layout_init (CabinetLineLayout *self)
{
}

/** cabinet_line_layout_new: @spacing in px. */
GtkLayoutManager *
cabinet_line_layout_new (int spacing)
{
  return g_object_new (CABINET_TYPE_LINE_LAYOUT, "spacing", spacing, NULL);
}
