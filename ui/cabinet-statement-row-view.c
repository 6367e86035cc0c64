/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-row-view.h"

#include <glib/gi18n-lib.h>

#include "cabinet-columns.h"
#include "cabinet-statement-words.h"

/* Measures at usual text size, px. */
#define EDGE 14
#define GAP 10
#define ICON 16
#define DATE_WIDTH 80
#define SUM_WIDTH 96
#define AFTER_WIDTH 92
#define ROW_HEIGHT 45
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

  CabinetStatementRow *row; /* nullable */
  CabinetDate today;
  const char *css_class;
  gboolean head; /* the table's head, not a row */
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (CabinetStatementRowView, cabinet_statement_row_view, GTK_TYPE_WIDGET)

static gboolean
is_operation (CabinetStatementRowView *self)
{
  return self->row != NULL && self->row->kind != CABINET_STATEMENT_ROW_MONTH;
}

static void
set_text (GtkWidget *inscription, const char *text)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), text);
}

/* The texts that depend on the width. */
static void
update_texts (CabinetStatementRowView *self)
{
  g_autofree char *date = NULL;
  g_autofree char *second = NULL;
  g_autofree char *totals = NULL;

  if (self->row == NULL)
    return;
  if (!is_operation (self))
    {
      totals = cabinet_statement_row_dup_totals (self->row, !self->compact);
      set_text (self->sum, totals);
      return;
    }
  if (self->compact)
    second = cabinet_statement_row_dup_date_and_details (self->row, self->today);
  else
    {
      date = cabinet_statement_row_dup_date (self->row, self->today);
      second = cabinet_statement_row_dup_details (self->row);
    }
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
  g_autofree char *spoken = cabinet_statement_row_dup_spoken (self->row, self->today);

  gtk_accessible_update_property (GTK_ACCESSIBLE (item ? item : GTK_WIDGET (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * cabinet_statement_row_view_set_row:
 * @row: (nullable): what to show; NULL empties the view
 * @today: in the contract's zone: dates of its year are shown without the year
 */
void
cabinet_statement_row_view_set_row (CabinetStatementRowView *self,
                                    CabinetStatementRow *row,
                                    CabinetDate today)
{
  g_autofree char *title = NULL;
  const gboolean was_operation = is_operation (self);

  g_return_if_fail (CABINET_IS_STATEMENT_ROW_VIEW (self));

  self->today = today;
  if (!g_set_object (&self->row, row) || row == NULL)
    return;
  title = cabinet_statement_row_dup_title (row);
  set_text (self->title, title);
  update_texts (self);
  update_name (self);
  if (is_operation (self))
    update_sums (self);
  else
    set_class (self, "month");
  if (was_operation != is_operation (self))
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* (transfer none) (nullable) */
CabinetStatementRow *
cabinet_statement_row_view_get_row (CabinetStatementRowView *self)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT_ROW_VIEW (self), NULL);

  return self->row;
}

static int
line_height (GtkWidget *inscription)
{
  int height = 0;

  gtk_widget_measure (inscription, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height;
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
    *minimum = *natural = MAX (ROW_HEIGHT, line_height (self->title) + line_height (self->second) + 10);
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

static void
allocate_columns (CabinetStatementRowView *self, int width, int height, double scale)
{
  const int after_width = sum_width (self, self->after, (int) (AFTER_WIDTH * scale));
  const int amount_width = sum_width (self, self->sum, (int) (SUM_WIDTH * scale));
  const int after_x = width - EDGE - after_width;
  const int sum_x = after_x - amount_width;
  const int icon = (int) (ICON * scale);
  const int icon_x = EDGE + (int) (DATE_WIDTH * scale) + 4;
  const int title_x = icon_x + (self->head ? 0 : icon + GAP);
  const int title_height = line_height (self->title);
  const int second_height = line_height (self->second);
  const char *second = gtk_inscription_get_text (GTK_INSCRIPTION (self->second));
  const gboolean two = second != NULL && *second != '\0';
  const int top = (height - title_height - (two ? second_height : 0)) / 2;

  place (self->date, EDGE, 0, icon_x - EDGE, height);
  place (self->icon, icon_x, (height - icon) / 2, self->head ? 0 : icon, icon);
  place (self->title, title_x, top, MAX (1, sum_x - title_x - 4), title_height);
  place (self->second, title_x, top + title_height, two ? MAX (1, sum_x - title_x - 4) : 0, second_height);
  place (self->sum, sum_x, 0, amount_width, height);
  place (self->after, after_x, 0, after_width, height);
}

static void
allocate_compact (CabinetStatementRowView *self, int width, int height, double scale)
{
  const int amount_width = sum_width (self, self->sum, (int) (92 * scale));
  const int after_width = sum_width (self, self->after, (int) (86 * scale));
  const int icon = (int) (ICON * scale);
  const int title_x = EDGE + icon + GAP;
  const int title_height = line_height (self->title);
  const int second_height = line_height (self->second);
  const int top = (height - title_height - second_height) / 2;
  const int sum_x = width - EDGE - amount_width;
  const int after_x = width - EDGE - after_width;

  place (self->date, 0, 0, 0, 0);
  place (self->icon, EDGE, (height - icon) / 2, icon, icon);
  place (self->title, title_x, top, MAX (1, sum_x - title_x - 6), title_height);
  place (self->sum, sum_x, top, amount_width, title_height);
  place (self->second, title_x, top + title_height, MAX (1, after_x - title_x - 6), second_height);
  place (self->after, after_x, top + title_height, after_width, second_height);
}

static void
allocate_group (CabinetStatementRowView *self, int width, int height, double scale)
{
  const int title_width = MAX (1, MIN ((int) (130 * scale), width / 2 - EDGE));

  place (self->icon, 0, 0, 0, 0);
  place (self->date, 0, 0, 0, 0);
  place (self->second, 0, 0, 0, 0);
  place (self->after, 0, 0, 0, 0);
  place (self->title, EDGE, 0, title_width, height);
  place (self->sum, EDGE + title_width, 0, MAX (1, width - 2 * EDGE - title_width), height);
}

static void
cabinet_statement_row_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CabinetStatementRowView *self = CABINET_STATEMENT_ROW_VIEW (widget);
  const double scale = cabinet_text_scale (widget);
  const gboolean compact = !self->head && width < (int) (COLUMNS_FROM * scale);

  if (compact != self->compact)
    {
      self->compact = compact;
      if (compact)
        gtk_widget_add_css_class (widget, "compact");
      else
        gtk_widget_remove_css_class (widget, "compact");
      update_texts (self);
    }
  if (!self->head && !is_operation (self))
    allocate_group (self, width, height, scale);
  else if (compact)
    allocate_compact (self, width, height, scale);
  else
    allocate_columns (self, width, height, scale);
}

static void
cabinet_statement_row_view_dispose (GObject *object)
{
  CabinetStatementRowView *self = CABINET_STATEMENT_ROW_VIEW (object);
  GtkWidget *child;

  g_clear_object (&self->row);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (cabinet_statement_row_view_parent_class)->dispose (object);
}

static void
cabinet_statement_row_view_class_init (CabinetStatementRowViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_statement_row_view_dispose;
  widget_class->measure = cabinet_statement_row_view_measure;
  widget_class->size_allocate = cabinet_statement_row_view_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "statementrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
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

/* The table's head, with the same columns as the rows. (transfer floating) */
GtkWidget *
cabinet_statement_row_view_new_head (void)
{
  CabinetStatementRowView *self = g_object_new (CABINET_TYPE_STATEMENT_ROW_VIEW, NULL);

  self->head = TRUE;
  set_class (self, "head");
  set_text (self->date, C_ ("column", "Date"));
  set_text (self->title, C_ ("column", "Operation"));
  set_text (self->sum, C_ ("column", "Amount"));
  set_text (self->after, C_ ("column", "Balance"));

  return GTK_WIDGET (self);
}
