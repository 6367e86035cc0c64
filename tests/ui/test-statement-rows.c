/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the statement by themselves: what they say, how they are laid out, how many are selected. */
#include "cabinet-range-selection.h"
#include "cabinet-statement-columns.h"
#include "cabinet-statement-row-view.h"
#include "cabinet-statement-words.h"
#include "cabinet-ui.h"
#include "ui-test.h"

/* A list that counts how often somebody asks for one of its items. */
#define COUNTING_TYPE_LIST (counting_list_get_type ())
G_DECLARE_FINAL_TYPE (CountingList, counting_list, COUNTING, LIST, GObject)

struct _CountingList
{
  GObject parent_instance;
  guint n_items;
  guint asked;
};

static GType
counting_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
counting_list_get_n_items (GListModel *model)
{
  return COUNTING_LIST (model)->n_items;
}

static gpointer
counting_list_get_item (GListModel *model, guint position)
{
  COUNTING_LIST (model)->asked++;
  return position < COUNTING_LIST (model)->n_items ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
counting_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = counting_list_get_item_type;
  iface->get_n_items = counting_list_get_n_items;
  iface->get_item = counting_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CountingList,
                               counting_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, counting_list_model_init))

static void
counting_list_class_init (CountingListClass *klass)
{
}

static void
counting_list_init (CountingList *self)
{
  self->n_items = 50000;
}

/* Selecting makes no rows; what is inserted is not selected, what stays is. */
static void
test_selection (void)
{
  g_autoptr (CountingList) list = g_object_new (COUNTING_TYPE_LIST, NULL);
  g_autoptr (CabinetRangeSelection) ranges = cabinet_range_selection_new (G_LIST_MODEL (list));
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (ranges);
  g_autoptr (GtkBitset) selected = NULL;

  g_assert_true (gtk_selection_model_select_all (selection));
  selected = gtk_selection_model_get_selection (selection);
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 50000);
  g_assert_true (gtk_selection_model_unselect_item (selection, 7));
  g_assert_false (gtk_selection_model_is_selected (selection, 7));
  g_assert_true (gtk_selection_model_select_range (selection, 100, 50, TRUE));
  g_assert_false (gtk_selection_model_is_selected (selection, 99));
  g_assert_true (gtk_selection_model_is_selected (selection, 149));
  g_assert_false (gtk_selection_model_is_selected (selection, 150));

  list->n_items += 10;
  g_list_model_items_changed (G_LIST_MODEL (list), 120, 0, 10);
  g_assert_true (gtk_selection_model_is_selected (selection, 119));
  g_assert_false (gtk_selection_model_is_selected (selection, 120));
  g_assert_true (gtk_selection_model_is_selected (selection, 159));
  g_assert_cmpuint (list->asked, ==, 0);
}

static void
test_run_words (void)
{
  g_autoptr (CabinetStatementRow) row = g_object_new (CABINET_TYPE_STATEMENT_ROW, NULL);
  const CabinetDate day = cabinet_date_new (2026, 11, 21);
  g_autofree char *spoken = NULL;
  g_autofree char *details = NULL;

  row->kind = CABINET_STATEMENT_ROW_RUN;
  row->count = 7;
  row->from = cabinet_date_new (2026, 11, 15);
  row->to = day;
  row->amount = cabinet_money (-175 * CABINET_MONEY_UNIT, "RUB");
  row->operation = g_object_new (CABINET_TYPE_OPERATION, NULL);
  row->operation->kind = CABINET_OPERATION_KIND_CHARGE;
  row->operation->date = day;
  row->operation->title = g_strdup ("Subscription fee");
  row->operation->amount = cabinet_money (-25 * CABINET_MONEY_UNIT, "RUB");
  spoken = cabinet_statement_row_dup_spoken (row, day);
  details = cabinet_statement_row_dup_details (row, TRUE);
  g_assert_cmpstr (spoken, ==,
                   "Subscription fee, 7 charges, 15 November to 21 November, total minus 175 roubles");
  g_assert_cmpstr (details, ==, "7 charges of 25.00");
}

static int
get_height (GtkWidget *view, int width)
{
  int height = 0;

  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* A long title takes a second line where it must; in no more room than a window of 1100 px has. */
static void
test_long_title (void)
{
  const CabinetDate day = cabinet_date_new (2026, 11, 1);
  g_autoptr (CabinetStatementRow) row = g_object_new (CABINET_TYPE_STATEMENT_ROW, NULL);
  CabinetStatementRowView *view;
  CabinetStatementPlaces places;
  int short_height;

  cabinet_ui_init ();
  view = g_object_ref_sink (CABINET_STATEMENT_ROW_VIEW (cabinet_statement_row_view_new ()));
  row->kind = CABINET_STATEMENT_ROW_OPERATION;
  row->operation = g_object_new (CABINET_TYPE_OPERATION, NULL);
  row->operation->date = day;
  row->operation->title = g_strdup ("Абонентская плата");
  row->operation->method = g_strdup ("Интернет");
  row->operation->amount = cabinet_money (-490 * CABINET_MONEY_UNIT, "RUB");
  cabinet_statement_row_view_set_row (view, row, CABINET_STATEMENT_COLUMN_BALANCE, day);
  short_height = get_height (GTK_WIDGET (view), 506);
  g_assert_cmpint (get_height (GTK_WIDGET (view), 900), ==, short_height);

  g_free (row->operation->title);
  row->operation->title = g_strdup ("Абонентская плата за услуги связи за ноябрь 2026 года");
  cabinet_statement_row_view_set_row (view, row, CABINET_STATEMENT_COLUMN_BALANCE, day);
  g_assert_cmpint (get_height (GTK_WIDGET (view), 506), >, short_height);
  g_assert_cmpint (get_height (GTK_WIDGET (view), 900), ==, short_height);
  g_object_unref (view);

  /* With a column for the service too, the balance goes below the sum before the words are cut. */
  cabinet_statement_places_init (&places, CABINET_STATEMENT_COLUMN_BALANCE | CABINET_STATEMENT_COLUMN_SERVICE,
                                 506, 1, 0, 0);
  g_assert_true (places.stacked);
  g_assert_cmpint (places.title.width, >=, 140);
  g_assert_cmpint (places.service.width, >=, 100);
  cabinet_statement_places_init (&places, CABINET_STATEMENT_COLUMN_BALANCE | CABINET_STATEMENT_COLUMN_SERVICE,
                                 800, 1, 0, 0);
  g_assert_false (places.stacked);
  g_assert_cmpint (places.service.width, ==, 150);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/statement-rows/selection", test_selection);
  g_test_add_func ("/statement-rows/words", test_run_words);
  g_test_add_func ("/statement-rows/long-title", test_long_title);
  return g_test_run ();
}
