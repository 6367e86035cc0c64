/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searches all contracts of the archive as the window does: for every beginning of every word of
 * bench-archive's operations, for months, years and sums.
 *
 * Prints `first MS` (to the number found, and the newest 200 rows) and `all MS` (to the sums and the months'
 * totals), each of the slowest. */
#include <stdio.h>
#include <stdlib.h>

#include "bench-titles.h"
#include "cabinet-household-search.h"

#define N_FIRST 200
#define N_TRIES 5
#define N_SLOWEST 5

typedef struct
{
  CabinetHouseholdSearch *search;
  const char *text;
  gint64 begun;
  double first, all; /* ms; 0 = not yet */
} Bench;

static double
get_spent (Bench *bench)
{
  return (g_get_monotonic_time () - bench->begun) / 1000.0;
}

static void
on_found (Bench *bench)
{
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (bench->search)), N_FIRST);

  if (bench->first > 0 || g_strcmp0 (cabinet_household_search_get_text (bench->search), bench->text) != 0)
    return;
  for (guint i = 0; i < n; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (bench->search), i));
  bench->first = get_spent (bench);
}

static void
search_once (Bench *bench, const char *text)
{
  cabinet_household_search_set_text (bench->search, NULL);
  bench->text = text;
  bench->first = 0;
  bench->begun = g_get_monotonic_time ();
  cabinet_household_search_set_text (bench->search, text);
  while (cabinet_household_search_get_searching (bench->search))
    g_main_context_iteration (NULL, TRUE);
  bench->all = get_spent (bench);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

typedef struct
{
  const char *text;
  double first, all; /* ms */
} Seen;

static int
compare_first (gconstpointer a, gconstpointer b)
{
  return ((const Seen *) a)->first > ((const Seen *) b)->first ? -1 : 1;
}

static int
compare_all (gconstpointer a, gconstpointer b)
{
  return ((const Seen *) a)->all > ((const Seen *) b)->all ? -1 : 1;
}

/* Every beginning of every word, and what is read as something else. */
static GHashTable *
list_beginnings (void)
{
  static const char *const more[] = { "август", "aug 2025",        "2025",       "300", "-21,40", "1", "12",
                                      "350,00", "интернет август", "плата 2025", "пл и" };
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bench_titles); i++)
    {
      g_auto (GStrv) words = g_strsplit_set (bench_titles[i], " :", -1);

      for (guint j = 0; words[j] != NULL; j++)
        for (const char *p = words[j]; *p != '\0'; p = g_utf8_next_char (p))
          g_hash_table_add (all, g_strndup (words[j], g_utf8_next_char (p) - words[j]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    g_hash_table_add (all, g_strdup (more[i]));
  return all;
}

/* Medians of the slowest ones, of which the slowest is told. */
static void
tell_worst (Bench *bench, GArray *seen, gboolean all)
{
  const char *worst = NULL;
  double slowest = 0;
  guint found = 0;

  g_array_sort (seen, all ? compare_all : compare_first);
  for (guint i = 0; i < MIN (N_SLOWEST, seen->len); i++)
    {
      const char *text = g_array_index (seen, Seen, i).text;
      double spent[N_TRIES];

      for (guint j = 0; j < N_TRIES; j++)
        {
          search_once (bench, text);
          spent[j] = all ? bench->all : bench->first;
        }
      qsort (spent, N_TRIES, sizeof spent[0], compare_doubles);
      if (spent[N_TRIES / 2] <= slowest)
        continue;
      slowest = spent[N_TRIES / 2];
      found = cabinet_household_search_get_n_operations (bench->search);
      worst = text;
    }
  fprintf (stderr, "%s: the slowest is “%s”, %u found\n", all ? "all" : "first", worst, found);
  printf ("%s %.3f\n", all ? "all" : "first", slowest);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetHousehold) household = cabinet_household_open (&error);
  g_autoptr (GHashTable) beginnings = list_beginnings ();
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (Seen));
  GHashTableIter iter;
  gpointer text;
  Bench bench = { 0 };

  if (household == NULL)
    g_error ("%s", error->message);
  bench.search = cabinet_household_search_new (household);
  g_signal_connect_swapped (bench.search, "found", G_CALLBACK (on_found), &bench);
  g_hash_table_iter_init (&iter, beginnings);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    {
      Seen one = { .text = text };

      search_once (&bench, text);
      one.first = bench.first;
      one.all = bench.all;
      g_array_append_val (seen, one);
    }
  tell_worst (&bench, seen, FALSE);
  tell_worst (&bench, seen, TRUE);
  g_object_unref (bench.search);
  cabinet_household_close (household);
  return 0;
}
