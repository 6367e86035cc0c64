/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens the statement of the first account of the archive in a window that stands already.
 *
 * bench-statement archive    what the archive holds
 * bench-statement constant   the same page over 100,000 rows that need no archive: those of the account, a
 *                            few, over and over
 *
 * Prints `opened MS` (from making the page to its first frame with rows) and `memory MB` (the process's
 * largest, after the list was scrolled from end to end). */
#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cabinet-household.h"
#include "cabinet-i18n.h"
#include "cabinet-statement-page.h"
#include "cabinet-ui.h"

#define N_ROWS 100000

/* A list of so many rows, all one of a few. */
#define BENCH_TYPE_CONSTANT (bench_constant_get_type ())
G_DECLARE_FINAL_TYPE (BenchConstant, bench_constant, BENCH, CONSTANT, GObject)

struct _BenchConstant
{
  GObject parent_instance;
  GPtrArray *rows;
};

static GType
constant_get_item_type (GListModel *model)
{
  return CABINET_TYPE_STATEMENT_ROW;
}

static guint
constant_get_n_items (GListModel *model)
{
  return N_ROWS;
}

static gpointer
constant_get_item (GListModel *model, guint position)
{
  BenchConstant *self = BENCH_CONSTANT (model);

  return position < N_ROWS ? g_object_ref (g_ptr_array_index (self->rows, position % self->rows->len)) : NULL;
}

static void
constant_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = constant_get_item_type;
  interface->get_n_items = constant_get_n_items;
  interface->get_item = constant_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BenchConstant,
                               bench_constant,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, constant_list_model_init))

static void
bench_constant_finalize (GObject *object)
{
  g_ptr_array_unref (BENCH_CONSTANT (object)->rows);
  G_OBJECT_CLASS (bench_constant_parent_class)->finalize (object);
}

static void
bench_constant_class_init (BenchConstantClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bench_constant_finalize;
}

static void
bench_constant_init (BenchConstant *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/* The rows of a real statement, over and over. */
static GListModel *
make_constant (GListModel *rows)
{
  BenchConstant *self = g_object_new (BENCH_TYPE_CONSTANT, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    g_ptr_array_add (self->rows, g_list_model_get_item (rows, i));
  return G_LIST_MODEL (self);
}

typedef struct
{
  CabinetAccount *account;
  gboolean constant;
  GtkWindow *window;
  AdwBin *place;
  GtkWidget *page;
  gint64 begun;
  guint frames; /* since the window stands; the page is made after a few */
} Bench;

static GtkWidget *
find_list (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_list (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
open_page (Bench *bench)
{
  g_autoptr (GtkSelectionModel) constant = NULL;
  GtkWidget *list;

  bench->begun = g_get_monotonic_time ();
  bench->page = cabinet_statement_page_new (bench->account);
  if (bench->constant)
    {
      list = find_list (bench->page);
      constant = GTK_SELECTION_MODEL (gtk_single_selection_new (make_constant (
        G_LIST_MODEL (cabinet_statement_page_get_statement (CABINET_STATEMENT_PAGE (bench->page))))));
      gtk_list_view_set_model (GTK_LIST_VIEW (list), constant);
    }
  adw_bin_set_child (bench->place, bench->page);
}

static double
peak_megabytes (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024 : 0;
}

static gboolean
end (gpointer user_data)
{
  printf ("memory %.1f\n", peak_megabytes ());
  fflush (stdout);
  _exit (0);
}

static void
scroll_to_end (Bench *bench)
{
  GtkWidget *list = find_list (bench->page);
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));

  gtk_widget_activate_action (list, "list.scroll-to-item", "u", g_list_model_get_n_items (model) - 1);
  g_timeout_add (200, end, NULL);
}

static void
after_paint (GdkFrameClock *clock, Bench *bench)
{
  bench->frames++;
  if (bench->frames == 3)
    {
      open_page (bench);
      return;
    }
  if (bench->page != NULL && bench->begun != 0 && gtk_widget_get_mapped (bench->page))
    {
      printf ("opened %.3f\n", (g_get_monotonic_time () - bench->begun) / 1000.0);
      bench->begun = 0;
      scroll_to_end (bench);
      return;
    }
  if (bench->frames < 3)
    gtk_widget_queue_draw (GTK_WIDGET (bench->window));
}

static void
activate (GApplication *application, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;
  CabinetHousehold *household = cabinet_household_open (&error);

  if (household == NULL)
    g_error ("%s", error->message);
  bench->account = g_list_model_get_item (G_LIST_MODEL (household), 0);
  bench->window = GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (application)));
  bench->place = ADW_BIN (adw_bin_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window), GTK_WIDGET (bench->place));
  gtk_window_set_default_size (bench->window, 1100, 760);
  gtk_widget_realize (GTK_WIDGET (bench->window));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)), "after-paint",
                    G_CALLBACK (after_paint), bench);
  gtk_window_present (bench->window);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  Bench bench = { .constant = argc > 1 && g_str_equal (argv[1], "constant") };

  cabinet_init_i18n ();
  cabinet_ui_init ();
  /* the id gives the style sheet of the resources */
  application = adw_application_new ("org.example.Cabinet", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate), &bench);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
