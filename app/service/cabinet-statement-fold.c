/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-statement-fold.h"

/* Of a row, beside the offset. */
#define RUN (1u << 31)
#define WITHIN (1u << 30)
#define OFFSET (WITHIN - 1)

struct _CabinetStatementFold
{
  gboolean ascending;
  GArray *heads; /* of guint: of each operation the first of its run; itself if it is in none */
  GArray *runs;  /* of CabinetStatementRun, by their first */
  GArray *rows;  /* of guint: an offset with what it is */
};

static guint
get_head (CabinetStatementFold *self, guint offset)
{
  return g_array_index (self->heads, guint, offset);
}

static int
compare_runs (const void *a, const void *b)
{
  const CabinetStatementRun *one = a, *other = b;

  return one->first < other->first ? -1 : one->first > other->first;
}

static CabinetStatementRun *
find_run (CabinetStatementFold *self, guint first)
{
  const CabinetStatementRun wanted = { .first = first };

  return self->runs->len > 0
           ? bsearch (&wanted, self->runs->data, self->runs->len, sizeof wanted, compare_runs)
           : NULL;
}

/* Adds a charge to a run that has begun since the last operation which is none, or begins one with it. */
static void
add_charge (CabinetStatementFold *self, GHashTable *begun, const CabinetLedgerLine *line, guint offset)
{
  gpointer charge = GUINT_TO_POINTER (line->charge), index;
  CabinetStatementRun run = { .first = offset, .last = offset };

  if (!g_hash_table_lookup_extended (begun, charge, NULL, &index))
    {
      index = GUINT_TO_POINTER (self->runs->len);
      g_hash_table_insert (begun, charge, index);
      g_array_append_val (self->runs, run);
    }
  {
    CabinetStatementRun *joined = &g_array_index (self->runs, CabinetStatementRun, GPOINTER_TO_UINT (index));

    joined->last = offset;
    joined->count++;
    joined->oldest = line->place;
    joined->amount += line->amount;
    g_array_append_val (self->heads, joined->first);
  }
}

/* One charge is no run. */
static void
drop_single (GArray *runs)
{
  guint kept = 0;

  for (guint i = 0; i < runs->len; i++)
    if (g_array_index (runs, CabinetStatementRun, i).count > 1)
      g_array_index (runs, CabinetStatementRun, kept++) = g_array_index (runs, CabinetStatementRun, i);
  g_array_set_size (runs, kept);
}

static void
find_runs (CabinetStatementFold *self, const CabinetLedgerLine *lines, guint n)
{
  g_autoptr (GHashTable) begun = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++)
    if (lines[i].charge != 0)
      add_charge (self, begun, &lines[i], i);
    else
      {
        g_hash_table_remove_all (begun);
        g_array_append_val (self->heads, i);
      }
  drop_single (self->runs);
}

static void
add_row (CabinetStatementFold *self, guint row)
{
  g_array_append_val (self->rows, row);
}

static void
add_rows_within (CabinetStatementFold *self, const CabinetStatementRun *run)
{
  for (guint i = 0; i <= run->last - run->first; i++)
    {
      guint offset = self->ascending ? run->last - i : run->first + i;

      if (get_head (self, offset) == run->first)
        add_row (self, offset | WITHIN);
    }
}

static void
lay_out (CabinetStatementFold *self)
{
  g_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->heads->len; i++)
    {
      guint offset = self->ascending ? self->heads->len - 1 - i : i;
      CabinetStatementRun *run = get_head (self, offset) == offset ? find_run (self, offset) : NULL;

      if (run != NULL)
        add_row (self, offset | RUN);
      else if (get_head (self, offset) == offset)
        add_row (self, offset);
      if (run != NULL && run->open)
        add_rows_within (self, run);
    }
}

CabinetStatementFold *
cabinet_statement_fold_new (const CabinetLedgerLine *lines, guint n, GHashTable *opened, gboolean ascending)
{
  CabinetStatementFold *self = g_new0 (CabinetStatementFold, 1);

  self->ascending = ascending;
  self->heads = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);
  self->runs = g_array_new (FALSE, FALSE, sizeof (CabinetStatementRun));
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  find_runs (self, lines, n);
  for (guint i = 0; i < self->runs->len; i++)
    {
      CabinetStatementRun *run = &g_array_index (self->runs, CabinetStatementRun, i);

      run->open = g_hash_table_contains (opened, &run->oldest);
    }
  lay_out (self);
  return self;
}

void
cabinet_statement_fold_free (CabinetStatementFold *self)
{
  g_array_unref (self->heads);
  g_array_unref (self->runs);
  g_array_unref (self->rows);
  g_free (self);
}

guint
cabinet_statement_fold_get_n_rows (CabinetStatementFold *self)
{
  return self->rows->len;
}

CabinetStatementSlot
cabinet_statement_fold_get_slot (CabinetStatementFold *self, guint row)
{
  const guint bits = g_array_index (self->rows, guint, row);
  CabinetStatementSlot slot = { .offset = bits & OFFSET, .within = (bits & WITHIN) != 0 };

  if ((bits & RUN) != 0)
    slot.run = find_run (self, slot.offset);
  return slot;
}

const CabinetStatementRun *
cabinet_statement_fold_toggle (CabinetStatementFold *self, guint row)
{
  const guint bits = g_array_index (self->rows, guint, row);
  CabinetStatementRun *run = (bits & RUN) != 0 ? find_run (self, bits & OFFSET) : NULL;

  if (run == NULL)
    return NULL;
  run->open = !run->open;
  lay_out (self);
  return run;
}

guint
cabinet_statement_fold_next (CabinetStatementFold *self, const CabinetStatementRun *run, guint offset)
{
  do
    offset++;
  while (get_head (self, offset) != run->first);
  return offset;
}
