/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-date-line.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MIN_WIDTH 240
#define MIN_DAYS 14
#define DOT 10 /* as style.css has it */
#define PADDING 4
#define GAP 8
#define TICK 5

/* One thing that happens. */
typedef struct
{
  CabinetDate on;
  GtkWidget *mark;
  GtkWidget *dot;
  int x, width;
  int level; /* 0 = nearest to the line */
} Mark;

/* The words of a day below the line. */
typedef struct
{
  CabinetDate on;
  GtkWidget *label;
} Day;

struct _CabinetDateLine
{
  GtkWidget parent_instance;

  CabinetDate from;
  GArray *marks; /* of Mark, by day */
  GArray *days;  /* of Day, by day; each once */
};

G_DEFINE_FINAL_TYPE (CabinetDateLine, cabinet_date_line, GTK_TYPE_WIDGET)

/* Some room is left after the last one: its words begin above its day. */
static int
count_days (CabinetDateLine *self)
{
  int last = self->marks->len > 0
               ? (int) (g_array_index (self->marks, Mark, self->marks->len - 1).on - self->from)
               : 0;

  return MAX (MIN_DAYS, last * 4 / 3);
}

/* The middle of a day's dot. */
static int
get_x (CabinetDateLine *self, int width, CabinetDate on)
{
  return PADDING + DOT / 2 + (int) (on - self->from) * (width - 2 * PADDING - DOT) / count_days (self);
}

static int
get_natural (GtkWidget *widget, GtkOrientation orientation)
{
  int natural;

  gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* From the last to the first: what would cover a later one stands above it, so that no stem, which begins
 * where its words begin, goes through any words. Returns the number of levels. */
static int
place_marks (CabinetDateLine *self, int width)
{
  int n_levels = 0;

  for (guint i = self->marks->len; i > 0; i--)
    {
      Mark *mark = &g_array_index (self->marks, Mark, i - 1);

      mark->width = MIN (width, get_natural (mark->mark, GTK_ORIENTATION_HORIZONTAL));
      mark->x = MIN (get_x (self, width, mark->on) - DOT / 2 - PADDING, width - mark->width);
      mark->level = 0;
      for (guint j = i; j < self->marks->len; j++)
        {
          const Mark *later = &g_array_index (self->marks, Mark, j);

          if (later->x < mark->x + mark->width + GAP)
            mark->level = MAX (mark->level, later->level + 1);
        }
      n_levels = MAX (n_levels, mark->level + 1);
    }
  return n_levels;
}

static int
get_mark_height (CabinetDateLine *self)
{
  int height = 0;

  for (guint i = 0; i < self->marks->len; i++)
    height = MAX (height, get_natural (g_array_index (self->marks, Mark, i).mark, GTK_ORIENTATION_VERTICAL));
  return height;
}

static int
get_day_height (CabinetDateLine *self)
{
  return self->days->len > 0
           ? get_natural (g_array_index (self->days, Day, 0).label, GTK_ORIENTATION_VERTICAL)
           : 0;
}

/* A day whose words would touch those before it stands in a second row. @allocate: FALSE = only count. */
static int
place_days (CabinetDateLine *self, int width, int top, gboolean allocate)
{
  int height = get_day_height (self);
  int free_from[2] = { 0, 0 };
  int n_rows = 1;

  for (guint i = 0; i < self->days->len; i++)
    {
      const Day *day = &g_array_index (self->days, Day, i);
      int natural = get_natural (day->label, GTK_ORIENTATION_HORIZONTAL);
      int x = MIN (get_x (self, width, day->on) - DOT / 2, width - natural);
      int row = x < free_from[0] && x >= free_from[1] ? 1 : 0;

      /* Of three that touch, the third has no room. */
      gtk_widget_set_child_visible (day->label, x >= free_from[row]);
      if (x < free_from[row])
        continue;
      free_from[row] = x + natural + GAP;
      n_rows = MAX (n_rows, row + 1);
      if (allocate)
        gtk_widget_size_allocate (day->label, &(GtkAllocation){ x, top + row * height, natural, height }, -1);
    }
  return n_rows;
}

static int
get_axis (CabinetDateLine *self, int n_levels)
{
  return n_levels * get_mark_height (self) + GAP / 2 + DOT / 2;
}

static void
cabinet_date_line_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  CabinetDateLine *self = CABINET_DATE_LINE (widget);
  int width = MAX (MIN_WIDTH, for_size);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = 2 * MIN_WIDTH;
      return;
    }
  *minimum = get_axis (self, place_marks (self, width)) + DOT / 2 + GAP / 2;
  *minimum += place_days (self, width, 0, FALSE) * get_day_height (self);
  *natural = *minimum;
}

static GtkSizeRequestMode
cabinet_date_line_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cabinet_date_line_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CabinetDateLine *self = CABINET_DATE_LINE (widget);
  int n_levels = place_marks (self, width);
  int mark_height = get_mark_height (self);
  int axis = get_axis (self, n_levels);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);
      int x = get_x (self, width, mark->on) - DOT / 2;

      gtk_widget_size_allocate (
        mark->mark,
        &(GtkAllocation){ mark->x, (n_levels - 1 - mark->level) * mark_height, mark->width, mark_height },
        -1);
      gtk_widget_size_allocate (mark->dot, &(GtkAllocation){ x, axis - DOT / 2, DOT, DOT }, -1);
    }
  place_days (self, width, axis + DOT / 2 + GAP / 2, TRUE);
}

static void
append_line (GtkSnapshot *snapshot, const GdkRGBA *color, int x, int y, int width, int height)
{
  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
cabinet_date_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CabinetDateLine *self = CABINET_DATE_LINE (widget);
  int width = gtk_widget_get_width (widget), n_levels = 0, days = count_days (self), axis;
  GdkRGBA color;

  if (self->marks->len == 0)
    return;
  for (guint i = 0; i < self->marks->len; i++)
    n_levels = MAX (n_levels, g_array_index (self->marks, Mark, i).level + 1);
  axis = get_axis (self, n_levels);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= 0.35f;
  append_line (snapshot, &color, get_x (self, width, self->from), axis - 1,
               get_x (self, width, self->from + days) - get_x (self, width, self->from), 2);
  for (int day = 1; day <= days; day++)
    append_line (snapshot, &color, get_x (self, width, self->from + day), axis - TICK / 2, 1, TICK);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);
      int top = (n_levels - mark->level) * get_mark_height (self);

      /* Of several on a day the last is the lowest. */
      if (mark->level > 0 && (i + 1 == self->marks->len || (mark + 1)->on != mark->on))
        append_line (snapshot, &color, get_x (self, width, mark->on), top, 1, axis - top);
    }
  GTK_WIDGET_CLASS (cabinet_date_line_parent_class)->snapshot (widget, snapshot);
}

static void
remove_children (CabinetDateLine *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_array_set_size (self->marks, 0);
  g_array_set_size (self->days, 0);
}

static void
cabinet_date_line_dispose (GObject *object)
{
  remove_children (CABINET_DATE_LINE (object));
  G_OBJECT_CLASS (cabinet_date_line_parent_class)->dispose (object);
}

static void
cabinet_date_line_finalize (GObject *object)
{
  CabinetDateLine *self = CABINET_DATE_LINE (object);

  g_array_unref (self->marks);
  g_array_unref (self->days);
  G_OBJECT_CLASS (cabinet_date_line_parent_class)->finalize (object);
}

static void
cabinet_date_line_class_init (CabinetDateLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_date_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = cabinet_date_line_finalize;
  widget_class->measure = cabinet_date_line_measure;
  widget_class->get_request_mode = cabinet_date_line_get_request_mode;
  widget_class->size_allocate = cabinet_date_line_size_allocate;
  widget_class->snapshot = cabinet_date_line_snapshot;
  gtk_widget_class_set_css_name (widget_class, "dateline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
cabinet_date_line_init (CabinetDateLine *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  self->days = g_array_new (FALSE, FALSE, sizeof (Day));
}

void
cabinet_date_line_clear (CabinetDateLine *self, CabinetDate from)
{
  g_return_if_fail (CABINET_IS_DATE_LINE (self));

  remove_children (self);
  self->from = from;
}

static GtkWidget *
make_silent (CabinetDateLine *self, GType type, const char *css_class)
{
  GtkWidget *widget = g_object_new (type, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (widget, css_class);
  gtk_widget_set_parent (widget, GTK_WIDGET (self));
  return widget;
}

/* The words of a mark say its day too. */
static void
add_day (CabinetDateLine *self, CabinetDate on)
{
  g_autofree char *words = on == self->from ? g_strdup (_ ("today"))
                                            : cabinet_date_format (on, CABINET_DATE_STYLE_SHORT, self->from);
  Day day = { on, make_silent (self, GTK_TYPE_LABEL, "date-day") };

  gtk_label_set_text (GTK_LABEL (day.label), words);
  g_array_append_val (self->days, day);
}

void
cabinet_date_line_add (CabinetDateLine *self, GtkWidget *mark, CabinetDate on, const char *css_class)
{
  Mark added = { .on = on, .mark = mark };

  g_return_if_fail (CABINET_IS_DATE_LINE (self));
  g_return_if_fail (on >= self->from);

  added.dot = make_silent (self, ADW_TYPE_BIN, "date-dot");
  if (css_class != NULL)
    gtk_widget_add_css_class (added.dot, css_class);
  gtk_widget_set_parent (mark, GTK_WIDGET (self));
  g_array_append_val (self->marks, added);
  if (self->days->len == 0 || g_array_index (self->days, Day, self->days->len - 1).on != on)
    add_day (self, on);
}
