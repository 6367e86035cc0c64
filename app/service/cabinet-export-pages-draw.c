/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-export-pages-private.h"

/* Lengths in points. */
#define DATE_WIDTH 52.0
#define SUM_WIDTH 84.0
#define GAP 8.0
#define ROW_PADDING 2.5
#define FACT_WIDTH 96.0
#define LINE_SKIP 3.0
#define MAX_LINES 4
/* No letter at the size of a row is wider. */
#define WIDEST_LETTER 10.0
#define ROW_SIZE 9.0
#define SMALL_SIZE 7.5

typedef enum
{
  TEXT_PLAIN = 0,
  TEXT_BOLD = 1 << 0,
  TEXT_PALE = 1 << 1,
  TEXT_RIGHT = 1 << 2,
  TEXT_WRAP = 1 << 3, /* else it is cut with an ellipsis */
} TextFlags;

static void
set_text (PangoLayout *layout, const char *text, double size, double width, TextFlags flags)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  pango_font_description_set_family_static (font, "Sans");
  pango_font_description_set_size (font, (int) (size * PANGO_SCALE));
  pango_font_description_set_weight (font, flags & TEXT_BOLD ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_height (layout, flags & TEXT_WRAP ? -MAX_LINES : -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_alignment (layout, flags & TEXT_RIGHT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_text (layout, text, -1);
}

/* Draws, unless @cr is NULL. Returns: the height */
static double
put_text (CabinetExportPages *self,
          cairo_t *cr,
          const char *text,
          double x,
          double y,
          double width,
          double size,
          TextFlags flags)
{
  int height;

  set_text (self->layout, text, size, width, flags);
  pango_layout_get_size (self->layout, NULL, &height);
  if (cr != NULL)
    {
      double grey = flags & TEXT_PALE ? 0.4 : 0;

      cairo_set_source_rgb (cr, grey, grey, grey);
      cairo_move_to (cr, x, y);
      pango_cairo_show_layout (cr, self->layout);
    }
  return (double) height / PANGO_SCALE;
}

static void
put_line (CabinetExportPages *self, cairo_t *cr, double y, double grey)
{
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, self->width, y);
  cairo_stroke (cr);
}

/* Rows */

static double
get_title_width (CabinetExportPages *self)
{
  return self->width - DATE_WIDTH - 2 * (SUM_WIDTH + GAP);
}

static char *
dup_details (CabinetOperation *operation)
{
  const char *service = g_strcmp0 (operation->service, operation->title) != 0 ? operation->service : NULL;

  if (service != NULL && operation->method != NULL)
    return g_strdup_printf ("%s · %s", service, operation->method);
  return g_strdup (service != NULL ? service : operation->method);
}

static void
put_sums (CabinetExportPages *self, CabinetOperation *operation, double y, cairo_t *cr)
{
  double x = self->width - 2 * SUM_WIDTH - GAP;
  g_autofree char *date = cabinet_date_format (operation->date, CABINET_DATE_STYLE_SHORT, operation->date);
  g_autofree char *sum =
    cabinet_money_format (&operation->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  g_autofree char *balance = NULL;

  put_text (self, cr, date, 0, y, DATE_WIDTH - GAP / 2, ROW_SIZE, TEXT_PLAIN);
  put_text (self, cr, sum, x, y, SUM_WIDTH, ROW_SIZE,
            TEXT_RIGHT | (operation->amount.micros > 0 ? TEXT_BOLD : TEXT_PLAIN));
  if (!cabinet_money_is_set (&operation->balance_after))
    return;
  balance = cabinet_money_format (&operation->balance_after, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  put_text (self, cr, balance, x + SUM_WIDTH + GAP, y, SUM_WIDTH, ROW_SIZE, TEXT_RIGHT | TEXT_PALE);
}

/* A title that surely fits in a line need not be measured. */
static double
put_title (CabinetExportPages *self, const char *title, double y, cairo_t *cr)
{
  double width = get_title_width (self);
  const char *text = cr == NULL && (double) g_utf8_strlen (title, -1) * WIDEST_LETTER <= width ? "x" : title;

  return put_text (self, cr, text, DATE_WIDTH, y, width, ROW_SIZE, TEXT_WRAP);
}

double
cabinet_export_pages_put_row (CabinetExportPages *self, CabinetOperation *operation, double y, cairo_t *cr)
{
  g_autofree char *details = dup_details (operation);
  double top = y + ROW_PADDING;
  double height = put_title (self, operation->title, top, cr);

  if (details != NULL)
    height += put_text (self, cr, cr != NULL ? details : "x", DATE_WIDTH, top + height,
                        get_title_width (self), SMALL_SIZE, TEXT_PALE);
  height += 2 * ROW_PADDING;
  if (cr != NULL)
    {
      put_sums (self, operation, top, cr);
      put_line (self, cr, y + height, 0.85);
    }
  return height;
}

/* Heads */

typedef struct
{
  CabinetExportPages *pages;
  cairo_t *cr;
  double y;
} Facts;

static void
put_fact (Facts *facts, const char *name, const char *value)
{
  double width = facts->pages->width - FACT_WIDTH;

  if (value == NULL || *value == '\0')
    return;
  put_text (facts->pages, facts->cr, name, 0, facts->y, FACT_WIDTH - GAP, ROW_SIZE, TEXT_PALE);
  facts->y +=
    put_text (facts->pages, facts->cr, value, FACT_WIDTH, facts->y, width, ROW_SIZE, TEXT_WRAP) + LINE_SKIP;
}

/* As asked for; where it was left open, what is there. */
static char *
dup_period (CabinetExportPages *self, guint index)
{
  const CabinetExportContract *contract = cabinet_export_rows_get_contract (self->rows, index);
  guint n = cabinet_export_rows_get_count (self->rows, index);
  CabinetOperation *oldest = n > 0 ? cabinet_export_rows_get (self->rows, index, n - 1, NULL) : NULL;
  CabinetDate from = contract->from, to = contract->to;

  if (from == CABINET_DATE_NONE && oldest != NULL)
    from = oldest->date;
  if (to == CABINET_DATE_NONE)
    to = contract->today;
  if (from == CABINET_DATE_NONE || from > to)
    return cabinet_date_format (to, CABINET_DATE_STYLE_FULL, CABINET_DATE_NONE);
  return cabinet_date_format_range (from, to, CABINET_DATE_NONE);
}

double
cabinet_export_pages_put_head (CabinetExportPages *self, guint index, cairo_t *cr)
{
  const CabinetExportContract *contract = cabinet_export_rows_get_contract (self->rows, index);
  g_autofree char *period = dup_period (self, index);
  g_autofree char *made = cabinet_date_format (contract->today, CABINET_DATE_STYLE_FULL, CABINET_DATE_NONE);
  Facts facts = { self, cr, 0 };

  facts.y += put_text (self, cr, _ ("Statement"), 0, 0, self->width, 18, TEXT_BOLD) + 8;
  put_fact (&facts, _ ("Provider"), contract->provider_name);
  put_fact (&facts, _ ("Contract"), contract->number_words);
  put_fact (&facts, _ ("Name"), contract->label);
  put_fact (&facts, _ ("Subscriber"), contract->holder);
  put_fact (&facts, _ ("Address"), contract->address);
  put_fact (&facts, _ ("Period"), period);
  put_fact (&facts, _ ("Made on"), made);
  if (contract->filtered)
    put_fact (&facts, _ ("Operations"), _ ("a selection, not all of the period"));
  return facts.y + 8;
}

static double
put_running_head (CabinetExportPages *self, guint index, cairo_t *cr)
{
  const CabinetExportContract *contract = cabinet_export_rows_get_contract (self->rows, index);
  g_autofree char *period = dup_period (self, index);
  g_autofree char *words =
    g_strdup_printf ("%s · %s · %s", contract->provider_name, contract->number_words, period);

  put_text (self, cr, words, 0, 0, self->width, SMALL_SIZE, TEXT_PALE);
  return PAGES_RUNNING_HEAD;
}

static double
put_column_head (CabinetExportPages *self, double y, cairo_t *cr)
{
  double x = self->width - 2 * SUM_WIDTH - GAP;

  put_text (self, cr, C_ ("column", "Date"), 0, y, DATE_WIDTH - GAP, SMALL_SIZE, TEXT_PALE);
  put_text (self, cr, C_ ("column", "Operation"), DATE_WIDTH, y, get_title_width (self), SMALL_SIZE,
            TEXT_PALE);
  put_text (self, cr, C_ ("column", "Amount"), x, y, SUM_WIDTH, SMALL_SIZE, TEXT_PALE | TEXT_RIGHT);
  put_text (self, cr, _ ("Balance after"), x + SUM_WIDTH + GAP, y, SUM_WIDTH, SMALL_SIZE,
            TEXT_PALE | TEXT_RIGHT);
  put_line (self, cr, y + PAGES_COLUMN_HEAD - 4, 0.4);
  return PAGES_COLUMN_HEAD;
}

/* @continued: it began on the page before, where its sums stand */
static double
put_month (CabinetExportPages *self,
           const CabinetExportMonth *month,
           gboolean continued,
           const char *currency,
           double y,
           cairo_t *cr)
{
  CabinetMoney charged = cabinet_money (month->charged, currency);
  CabinetMoney credited = cabinet_money (month->credited, currency);
  g_autofree char *name = cabinet_date_format (month->month, CABINET_DATE_STYLE_MONTH, CABINET_DATE_NONE);
  g_autofree char *less = cabinet_money_format (&charged, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  g_autofree char *more = cabinet_money_format (&credited, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  g_autofree char *sums = g_strdup_printf ("%s%s%s", month->charged != 0 ? less : "",
                                           month->charged != 0 && month->credited != 0 ? "    " : "",
                                           month->credited != 0 ? more : "");
  /* Translators: the head of a month that began on the page before; %s is the month */
  g_autofree char *again = g_strdup_printf (_ ("%s, continued"), name);

  cairo_set_source_rgb (cr, 0.94, 0.94, 0.94);
  cairo_rectangle (cr, 0, y, self->width, PAGES_MONTH - 2);
  cairo_fill (cr);
  put_text (self, cr, continued ? again : name, 4, y + 2.5, DATE_WIDTH * 3, ROW_SIZE, TEXT_BOLD);
  put_text (self, cr, continued ? "" : sums, DATE_WIDTH * 3, y + 2.5,
            self->width - DATE_WIDTH * 3 - SUM_WIDTH - GAP, ROW_SIZE, TEXT_RIGHT);
  return PAGES_MONTH;
}

static void
put_total (
  CabinetExportPages *self, const char *name, gint64 micros, const char *currency, double *y, cairo_t *cr)
{
  CabinetMoney sum = cabinet_money (micros, currency);
  g_autofree char *words = cabinet_money_format (&sum, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  double x = self->width - 2 * SUM_WIDTH - GAP;

  put_text (self, cr, name, DATE_WIDTH, *y, x - DATE_WIDTH, ROW_SIZE, TEXT_PLAIN);
  *y += put_text (self, cr, words, x - SUM_WIDTH, *y, 2 * SUM_WIDTH, ROW_SIZE, TEXT_BOLD | TEXT_RIGHT)
        + LINE_SKIP;
}

static void
put_totals (CabinetExportPages *self, guint index, double y, cairo_t *cr)
{
  const char *currency = cabinet_export_rows_get_contract (self->rows, index)->currency;
  guint n = cabinet_export_rows_get_count (self->rows, index);
  GArray *months = g_ptr_array_index (self->months, index);
  g_autofree char *count = g_strdup_printf (ngettext ("%u operation", "%u operations", n), n);
  gint64 charged = 0, credited = 0;

  for (guint i = 0; i < months->len; i++)
    {
      charged += g_array_index (months, CabinetExportMonth, i).charged;
      credited += g_array_index (months, CabinetExportMonth, i).credited;
    }
  y += 8;
  put_text (self, cr, count, 0, y, self->width / 2, ROW_SIZE, TEXT_BOLD);
  y += 16;
  put_total (self, _ ("Charged in all"), charged, currency, &y, cr);
  put_total (self, _ ("Credited in all"), credited, currency, &y, cr);
}

static void
put_footer (CabinetExportPages *self, guint page, cairo_t *cr)
{
  double y = self->height - 10;
  g_autofree char *place =
    /* Translators: number of a page and how many there are */
    g_strdup_printf (_ ("Page %u of %u"), page + 1, self->pages->len);

  put_line (self, cr, y - 4, 0.7);
  put_text (self, cr, _ ("This is not a fiscal document."), 0, y, self->width * 0.7, SMALL_SIZE, TEXT_PALE);
  put_text (self, cr, place, self->width * 0.7, y, self->width * 0.3, SMALL_SIZE, TEXT_PALE | TEXT_RIGHT);
}

static gboolean
put_rows (CabinetExportPages *self, const CabinetExportPage *page, double *y, cairo_t *cr, GError **error)
{
  const char *currency = cabinet_export_rows_get_contract (self->rows, page->contract)->currency;
  GArray *months = g_ptr_array_index (self->months, page->contract);
  guint month = 0;

  for (guint i = page->first; i < page->first + page->count; i++)
    {
      CabinetOperation *operation = cabinet_export_rows_get (self->rows, page->contract, i, error);
      CabinetExportMonth *at;

      if (operation == NULL)
        return FALSE;
      at = &g_array_index (months, CabinetExportMonth, month);
      while (i >= at->first + at->count)
        at = &g_array_index (months, CabinetExportMonth, ++month);
      if (i == page->first || i == at->first)
        *y += put_month (self, at, i > at->first, currency, *y, cr);
      *y += cabinet_export_pages_put_row (self, operation, *y, cr);
    }
  return TRUE;
}

/**
 * cabinet_export_pages_draw:
 * @self: pages
 * @page: which, from 0
 * @cr: where the page's upper left corner within the margins is at 0, 0, and a unit is a point
 * @error: (optional): CABINET_ERROR_STORAGE
 */
gboolean
cabinet_export_pages_draw (CabinetExportPages *self, guint page, cairo_t *cr, GError **error)
{
  const CabinetExportPage *at = &g_array_index (self->pages, CabinetExportPage, page);
  double y;

  y = at->head ? cabinet_export_pages_put_head (self, at->contract, cr)
               : put_running_head (self, at->contract, cr);
  y += put_column_head (self, y, cr);
  if (!put_rows (self, at, &y, cr, error))
    return FALSE;
  if (at->totals)
    put_totals (self, at->contract, y, cr);
  put_footer (self, page, cr);
  return TRUE;
}
