/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-row-view.h"

#include <glib/gi18n-lib.h>

#include "cabinet-columns.h"
#include "cabinet-statement-words.h"

/* Measures at usual text size, px. */
#define EDGE CABINET_STATEMENT_EDGE
#define GAP 10
#define ICON 16
#define INDENT 18
#define ROW_HEIGHT 45
#define MOST_LINES 3
#define LETTER 9 /* seldom wider */
#define DIGIT 7  /* of a sum, with its signs and spaces on average */
#define GROUP_HEIGHT 28
#define COLUMNS_FROM 460

/* The children are GtkInscriptions: they cost a third of a GtkLabel to measure. */
struct _CabinetStatementRowView
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *date;
  GtkWidget *title;
  GtkWidget *second;
  GtkWidget *sum;
  GtkWidget *after;
  GtkWidget *service; /* NULL until there is a column for it */
  GtkWidget *arrow;   /* NULL until it stands for a run */

  CabinetStatementRow *row; /* nullable */
  gulong open_handler;
  CabinetDate today;
  CabinetStatementColumns columns;
  const char *css_class;
  gboolean compact;
  int n_lines; /* of title and second, as of the last layout */
};

enum
{
  TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetStatementRowView, cabinet_statement_row_view, GTK_TYPE_WIDGET)

static gboolean
is_operation (CabinetStatementRowView *self)
{
  return self->row != NULL && self->row->kind != CABINET_STATEMENT_ROW_MONTH;
}

static gboolean
is_run (CabinetStatementRowView *self)
{
  return self->row != NULL && self->row->kind == CABINET_STATEMENT_ROW_RUN;
}

static void
set_text (GtkWidget *inscription, const char *text)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), text);
}

static GtkWidget *
cell_new (CabinetStatementRowView *self, const char *css_class, float xalign)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 0);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), 0);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), xalign);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), xalign > 0
                                                               ? GTK_INSCRIPTION_OVERFLOW_CLIP
                                                               : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (cell, css_class);
  gtk_widget_add_css_class (cell, "numeric");
  gtk_widget_set_parent (cell, GTK_WIDGET (self));

  return cell;
}

/* The texts that depend on the width. */
static void
update_texts (CabinetStatementRowView *self)
{
  g_autofree char *date = NULL;
  g_autofree char *second = NULL;
  g_autofree char *totals = NULL;
  const gboolean service = !self->compact && (self->columns & CABINET_STATEMENT_COLUMN_SERVICE) != 0;
  CabinetDate reference = self->today;

  if (self->row == NULL)
    return;
  if (is_operation (self) && (self->columns & CABINET_STATEMENT_COLUMN_YEAR) == 0)
    reference = self->row->operation->date;
  if (!is_operation (self))
    {
      totals = cabinet_statement_row_dup_totals (self->row, !self->compact);
      set_text (self->sum, totals);
      return;
    }
  if (self->compact)
    second = cabinet_statement_row_dup_date_and_details (self->row, reference);
  else
    {
      date = cabinet_statement_row_dup_date (self->row, reference);
      second = cabinet_statement_row_dup_details (self->row, !service);
    }
  if (self->service != NULL)
    set_text (self->service, service ? self->row->operation->service : NULL);
  set_text (self->date, date);
  set_text (self->second, second);
}

static void
set_class (CabinetStatementRowView *self, const char *css_class)
{
  if (self->css_class == css_class)
    return;
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->css_class);
  self->css_class = css_class;
  gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
}

static void
update_sums (CabinetStatementRowView *self)
{
  CabinetOperation *operation = self->row->operation;
  const CabinetMoney *amount = cabinet_statement_row_get_amount (self->row);
  g_autofree char *sum = cabinet_money_format (amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  g_autofree char *after = NULL;

  if (cabinet_money_is_set (&operation->balance_after))
    after = cabinet_money_format (&operation->balance_after, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  set_text (self->sum, sum);
  set_text (self->after, after);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), cabinet_operation_get_icon_name (operation));
  if (operation->withdrawn)
    set_class (self, "withdrawn");
  else
    set_class (self, amount->micros > 0 ? "income" : "outgo");
}

/* The list's own item is what gets the focus, so it is what must have a name. */
static void
update_name (CabinetStatementRowView *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkAccessible *accessible = GTK_ACCESSIBLE (item ? item : GTK_WIDGET (self));
  g_autofree char *spoken = cabinet_statement_row_dup_spoken (self->row, self->today);

  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (is_run (self))
    gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_EXPANDED, self->row->open, -1);
  else
    gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_EXPANDED);
}

static void
update_open (CabinetStatementRowView *self)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow),
                                self->row->open ? "cabinet-down-symbolic" : "cabinet-forward-symbolic");
  update_name (self);
}

static void
arrow_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, CabinetStatementRowView *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[TOGGLED], 0);
}

static void
hold_row (CabinetStatementRowView *self, CabinetStatementRow *row)
{
  g_clear_signal_handler (&self->open_handler, self->row);
  g_set_object (&self->row, row);
  if (is_run (self))
    self->open_handler = g_signal_connect_swapped (row, "notify::open", G_CALLBACK (update_open), self);
}

/* Only runs have one, and few rows are runs. */
static void
update_arrow (CabinetStatementRowView *self)
{
  GtkGesture *gesture;

  if (self->arrow == NULL && is_run (self))
    {
      self->arrow = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_add_css_class (self->arrow, "disclosure");
      gesture = gtk_gesture_click_new ();
      g_signal_connect (gesture, "pressed", G_CALLBACK (arrow_pressed_cb), self);
      gtk_widget_add_controller (self->arrow, GTK_EVENT_CONTROLLER (gesture));
      gtk_widget_set_parent (self->arrow, GTK_WIDGET (self));
    }
  if (is_run (self))
    update_open (self);
}

static void
update_service (CabinetStatementRowView *self)
{
  if (self->service == NULL && (self->columns & CABINET_STATEMENT_COLUMN_SERVICE) != 0)
    self->service = cell_new (self, "service", 0);
}

static int
line_height (GtkWidget *inscription)
{
  int height = 0;

  gtk_widget_measure (inscription, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height;
}

/* (transfer full): with the digits that an inscription draws */
static PangoLayout *
lay_out (GtkWidget *inscription, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (inscription, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static int
text_width (GtkWidget *inscription, const char *text)
{
  g_autoptr (PangoLayout) layout = lay_out (inscription, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + 2;
}

static gboolean
is_compact_at (CabinetStatementRowView *self, int width)
{
  return width < (int) (COLUMNS_FROM * cabinet_text_scale (GTK_WIDGET (self)));
}

/* Whether a month's name and its sums need a line each. */
static gboolean
is_stacked (CabinetStatementRowView *self, int width)
{
  g_autofree char *totals = NULL;

  if (width <= 0 || self->row == NULL || !is_compact_at (self, width))
    return FALSE;
  totals = cabinet_statement_row_dup_totals (self->row, FALSE);
  return text_width (self->title, gtk_inscription_get_text (GTK_INSCRIPTION (self->title)))
           + text_width (self->sum, totals) + GAP
         > width - 2 * EDGE;
}

/* A sum is never cut: one that is wider than its column takes room from the words. */
static int
sum_width (CabinetStatementRowView *self, GtkWidget *sum, int column)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (sum));
  const long length = text ? g_utf8_strlen (text, -1) : 0;
  PangoFontMetrics *metrics;
  int digit;

  if (length <= 12)
    return column;
  metrics = pango_context_get_metrics (gtk_widget_get_pango_context (sum), NULL, NULL);
  digit = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_digit_width (metrics));
  pango_font_metrics_unref (metrics);

  return MAX (column, (int) length * digit + 4);
}

static int
get_indent (CabinetStatementRowView *self, double scale)
{
  return self->row->within ? (int) (INDENT * scale) : 0;
}

/* About what a sum takes of its column; the title may have the rest. */
static int
get_length (GtkWidget *sum, double scale)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (sum));

  return text != NULL ? (int) (g_utf8_strlen (text, -1) * DIGIT * scale) : 0;
}

static void
init_columns (CabinetStatementRowView *self, CabinetStatementPlaces *at, int width, double scale)
{
  const int indent = get_indent (self, scale);

  cabinet_statement_places_init (at, self->columns, width, scale, sum_width (self, self->sum, 0),
                                 sum_width (self, self->after, 0));
  at->icon.x += indent;
  at->title.x += indent;
  at->title.width = MAX (1, at->title.width - indent);
  if (at->service.width == 0)
    at->title.width =
      MAX (at->title.width, at->sum.x + at->sum.width - get_length (self->sum, scale) - GAP - at->title.x);
}

/* Two lines each: title and sum, words and balance. */
static void
init_compact (CabinetStatementRowView *self, CabinetStatementPlaces *at, int width, double scale)
{
  const gboolean balance = (self->columns & CABINET_STATEMENT_COLUMN_BALANCE) != 0;

  at->stacked = TRUE;
  at->date.width = at->service.width = 0;
  at->icon = (CabinetStatementSpan){ EDGE + get_indent (self, scale), (int) (ICON * scale) };
  at->sum.width = sum_width (self, self->sum, (int) (92 * scale));
  at->sum.x = width - EDGE - at->sum.width;
  at->after.width = balance ? get_length (self->after, scale) + GAP : 0;
  at->after.x = width - EDGE - at->after.width;
  at->title.x = at->icon.x + at->icon.width + GAP;
  at->title.width = MAX (1, at->sum.x - at->title.x - 6);
}

static void
init_places (CabinetStatementRowView *self, CabinetStatementPlaces *at, int width)
{
  const double scale = cabinet_text_scale (GTK_WIDGET (self));

  if (is_compact_at (self, width))
    init_compact (self, at, width, scale);
  else
    init_columns (self, at, width, scale);
}

/* Few titles need more than one line, and only those are measured that may. */
static int
count_title_lines (CabinetStatementRowView *self, int width)
{
  const char *title = gtk_inscription_get_text (GTK_INSCRIPTION (self->title));
  g_autoptr (PangoLayout) layout = NULL;
  CabinetStatementPlaces at;

  if (width <= 0 || title == NULL)
    return 1;
  init_places (self, &at, width);
  if (g_utf8_strlen (title, -1) * LETTER * cabinet_text_scale (GTK_WIDGET (self)) <= at.title.width)
    return 1;
  layout = lay_out (self->title, title);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, at.title.width * PANGO_SCALE);
  return MIN (MOST_LINES, pango_layout_get_line_count (layout));
}

static gboolean
has_second (CabinetStatementRowView *self, int width)
{
  const char *second = gtk_inscription_get_text (GTK_INSCRIPTION (self->second));

  return is_compact_at (self, width) || (second != NULL && *second != '\0');
}

static int
count_lines (CabinetStatementRowView *self, int width)
{
  return is_operation (self) ? count_title_lines (self, width) + has_second (self, width) : 0;
}

/**
 * cabinet_statement_row_view_set_row:
 * @row: (nullable): what to show; NULL empties the view
 * @columns: what is shown beside date, operation and sum, where there is room
 * @today: in the contract's zone: dates of its year are shown without the year
 */
void
cabinet_statement_row_view_set_row (CabinetStatementRowView *self,
                                    CabinetStatementRow *row,
                                    CabinetStatementColumns columns,
                                    CabinetDate today)
{
  g_autofree char *title = NULL;
  g_return_if_fail (CABINET_IS_STATEMENT_ROW_VIEW (self));

  self->today = today;
  self->columns = columns;
  hold_row (self, row);
  if (row == NULL)
    return;
  title = cabinet_statement_row_dup_title (row);
  set_text (self->title, title);
  update_arrow (self);
  update_service (self);
  update_texts (self);
  update_name (self);
  if (is_operation (self))
    update_sums (self);
  else
    set_class (self, "month");
  if (self->n_lines != count_lines (self, gtk_widget_get_width (GTK_WIDGET (self))))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* (transfer none) (nullable) */
CabinetStatementRow *
cabinet_statement_row_view_get_row (CabinetStatementRowView *self)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT_ROW_VIEW (self), NULL);

  return self->row;
}

static GtkSizeRequestMode
cabinet_statement_row_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cabinet_statement_row_view_measure (GtkWidget *widget,
                                    GtkOrientation orientation,
                                    int for_size,
                                    int *minimum,
                                    int *natural,
                                    int *minimum_baseline,
                                    int *natural_baseline)
{
  CabinetStatementRowView *self = CABINET_STATEMENT_ROW_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 200;
      *natural = COLUMNS_FROM;
    }
  else if (is_operation (self))
    *minimum = *natural =
      MAX (ROW_HEIGHT, count_title_lines (self, for_size) * line_height (self->title)
                         + (has_second (self, for_size) ? line_height (self->second) : 0) + 10);
  else if (is_stacked (self, for_size))
    *minimum = *natural = line_height (self->title) + line_height (self->sum) + 10;
  else
    *minimum = *natural = MAX (GROUP_HEIGHT, line_height (self->title) + 8);
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_set_child_visible (child, width > 0);
  if (width > 0)
    gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

/* What stands left of the title: nothing, or what says that the row opens. */
static void
place_arrow (CabinetStatementRowView *self, int height)
{
  if (self->arrow != NULL)
    place (self->arrow, 0, 0, is_run (self) ? EDGE : 0, height);
}

static void
place_span (GtkWidget *child, const CabinetStatementSpan *span, int height)
{
  place (child, span->x, 0, span->width, height);
}

static void
allocate_operation (CabinetStatementRowView *self, int width, int height)
{
  const int line = line_height (self->title);
  const int title_height = count_title_lines (self, width) * line;
  const int second_height = line_height (self->second);
  const gboolean two = has_second (self, width);
  const int top = (height - title_height - (two ? second_height : 0)) / 2;
  CabinetStatementPlaces at;

  init_places (self, &at, width);
  place_arrow (self, height);
  place_span (self->date, &at.date, height);
  place (self->icon, at.icon.x, (height - at.icon.width) / 2, at.icon.width, at.icon.width);
  place (self->title, at.title.x, top, at.title.width, title_height);
  place (self->second, at.title.x, top + title_height,
         !two            ? 0
         : self->compact ? MAX (1, at.after.x - at.title.x - 6)
                         : at.title.width,
         second_height);
  if (self->service != NULL)
    place (self->service, at.service.x, 0, at.service.width - GAP, height);
  if (at.stacked)
    {
      place (self->sum, at.sum.x, (height - line - second_height) / 2, at.sum.width, line);
      place (self->after, at.after.x, (height + line - second_height) / 2, at.after.width, second_height);
      return;
    }
  place_span (self->sum, &at.sum, height);
  place_span (self->after, &at.after, height);
}

static void
allocate_group (CabinetStatementRowView *self, int width, int height)
{
  const int inner = width - EDGE - (self->compact ? EDGE : CABINET_STATEMENT_MENU_WIDTH);
  const int title_width = text_width (self->title, gtk_inscription_get_text (GTK_INSCRIPTION (self->title)));
  GtkWidget *const others[] = {
    self->icon, self->date, self->second, self->after, self->service, self->arrow
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i] != NULL)
      place (others[i], 0, 0, 0, 0);
  if (is_stacked (self, width))
    {
      place (self->title, EDGE, 5, inner, line_height (self->title));
      place (self->sum, EDGE, 5 + line_height (self->title), inner, line_height (self->sum));
      return;
    }
  place (self->title, EDGE, 0, MIN (title_width, inner), height);
  place (self->sum, EDGE + title_width, 0, MAX (1, inner - title_width), height);
}

static void
cabinet_statement_row_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CabinetStatementRowView *self = CABINET_STATEMENT_ROW_VIEW (widget);
  const gboolean compact = is_compact_at (self, width);

  if (compact != self->compact)
    {
      self->compact = compact;
      if (compact)
        gtk_widget_add_css_class (widget, "compact");
      else
        gtk_widget_remove_css_class (widget, "compact");
      update_texts (self);
    }
  self->n_lines = count_lines (self, width);
  if (!is_operation (self))
    allocate_group (self, width, height);
  else
    allocate_operation (self, width, height);
}

static void
cabinet_statement_row_view_dispose (GObject *object)
{
  CabinetStatementRowView *self = CABINET_STATEMENT_ROW_VIEW (object);
  GtkWidget *child;

  hold_row (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (cabinet_statement_row_view_parent_class)->dispose (object);
}

static void
cabinet_statement_row_view_class_init (CabinetStatementRowViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_statement_row_view_dispose;
  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  widget_class->get_request_mode = cabinet_statement_row_view_get_request_mode;
  widget_class->measure = cabinet_statement_row_view_measure;
  widget_class->size_allocate = cabinet_statement_row_view_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "statementrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_statement_row_view_init (CabinetStatementRowView *self)
{
  self->date = cell_new (self, "date", 0);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->title = cell_new (self, "title", 0);
  self->second = cell_new (self, "second", 0);
  self->sum = cell_new (self, "sum", 1);
  self->after = cell_new (self, "after", 1);
}

GtkWidget *
cabinet_statement_row_view_new (void)
{
  return g_object_new (CABINET_TYPE_STATEMENT_ROW_VIEW, NULL);
}
