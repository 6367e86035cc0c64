/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "ubilling-ledger.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the person has done by the program, as the server writes it down. */
#define MARK_TARIFF "TCHANGE:"
#define MARK_BLOCK "AFFEE"
#define MARK_PROMISE "SCFEE"

/* More rows of one second are no account, and would take long to order. */
#define MOST_IN_SECOND 500

/* So much of the digest is an id: 128 bits. */
#define ID_LENGTH 32

typedef struct
{
  gboolean payment;
  char *at_local; /* as sent: what is hashed */
  CabinetDate date;
  CabinetInstant at;
  gint64 amount; /* millionths, signed */
  gint64 before; /* the balance before it, if has_before */
  gboolean has_before;
  char *note;
  char *type;
} Row;

static void
row_free (Row *row)
{
  g_free (row->at_local);
  g_free (row->note);
  g_free (row->type);
  g_free (row);
}

/* A row without a day or a sum cannot be placed in a ledger: it shows as a gap. */
static Row *
read_row (JsonObject *object, GTimeZone *zone)
{
  CabinetMoney sum = cabinet_loose_get_money (object, "summ", "XXX");
  CabinetMoney before = cabinet_loose_get_money (object, "balance", "XXX");
  CabinetDate date = CABINET_DATE_NONE;
  CabinetInstant at = cabinet_loose_get_time (object, "date", zone, &date);
  Row *row;

  if (!cabinet_money_is_set (&sum) || at == 0)
    return NULL;
  row = g_new0 (Row, 1);
  row->at_local = cabinet_loose_dup_text (object, "date");
  row->date = date;
  row->at = at;
  row->amount = sum.micros;
  row->before = before.micros;
  row->has_before = cabinet_money_is_set (&before);
  row->note = cabinet_loose_dup_text (object, "note");
  row->type = cabinet_loose_dup_text (object, "type");
  return row;
}

static gboolean
is_twin (const Row *fee, const Row *other)
{
  return fee->amount == other->amount && fee->before == other->before && fee->has_before == other->has_before
         && g_str_equal (fee->at_local, other->at_local);
}

/* Takes one fee that is the same row as @row; each is the twin of one row only. */
static gboolean
has_twin (GPtrArray *fees, GHashTable *taken, const Row *row)
{
  for (guint i = 0; i < fees->len; i++)
    {
      if (is_twin (g_ptr_array_index (fees, i), row) && g_hash_table_add (taken, GUINT_TO_POINTER (i + 1)))
        return TRUE;
    }
  return FALSE;
}

/* Fees come with either sign, "-0" too; what is taken is negative here. */
static GPtrArray *
read_fees (JsonArray *list, GTimeZone *zone)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      Row *row = read_row (cabinet_loose_get_element (list, i), zone);

      if (row == NULL)
        continue;
      row->amount = -ABS (row->amount);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* Adds to @rows, which holds the fees, what is not among them: payments, and what was taken by hand. Twins
 * among long lists are looked for by second, so the fees are hashed by it. */
static void
add_payments (GPtrArray *rows, JsonArray *list, GTimeZone *zone)
{
  g_autoptr (GHashTable) by_second =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) taken =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      Row *fee = g_ptr_array_index (rows, i);
      GPtrArray *fees = g_hash_table_lookup (by_second, fee->at_local);

      if (fees == NULL)
        {
          fees = g_ptr_array_new ();
          g_hash_table_insert (by_second, fee->at_local, fees);
          g_hash_table_insert (taken, fee->at_local, g_hash_table_new (NULL, NULL));
        }
      g_ptr_array_add (fees, fee);
    }
  for (guint i = list != NULL ? json_array_get_length (list) : 0; i > 0; i--)
    {
      Row *row = read_row (cabinet_loose_get_element (list, i - 1), zone);
      GPtrArray *fees = row != NULL ? g_hash_table_lookup (by_second, row->at_local) : NULL;

      if (row == NULL)
        continue;
      row->payment = row->amount > 0;
      if (!row->payment && fees != NULL && has_twin (fees, g_hash_table_lookup (taken, row->at_local), row))
        row_free (row);
      else
        g_ptr_array_add (rows, row);
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *first = *(Row *const *) a, *second = *(Row *const *) b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;
  return 0;
}

/* Within a second the chain of balances says what came first; where it is torn, the lists do. */
static void
order_second (GPtrArray *rows, guint from, guint to, gint64 balance, gboolean known)
{
  for (guint i = from; i < to; i++)
    {
      guint found = i;

      for (guint j = i; known && j < to; j++)
        {
          const Row *row = g_ptr_array_index (rows, j);

          if (row->has_before && row->before == balance)
            {
              found = j;
              break;
            }
        }
      for (guint j = found; j > i; j--)
        {
          gpointer swapped = rows->pdata[j];

          rows->pdata[j] = rows->pdata[j - 1];
          rows->pdata[j - 1] = swapped;
        }
      known = ((Row *) rows->pdata[i])->has_before;
      balance = ((Row *) rows->pdata[i])->before + ((Row *) rows->pdata[i])->amount;
    }
}

/* Where a second begins in the chain, if no row before it says: at the row that no other leads to. */
static gboolean
find_start (GPtrArray *rows, guint from, guint to, gint64 *balance)
{
  for (guint i = from; i < to; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);
      gboolean follows = FALSE;

      for (guint j = from; j < to && !follows; j++)
        {
          const Row *other = g_ptr_array_index (rows, j);

          follows = j != i && other->before + other->amount == row->before;
        }
      if (row->has_before && !follows)
        {
          *balance = row->before;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
leads_to (GPtrArray *rows, guint from, guint to, gint64 balance)
{
  for (guint i = from; i < to; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      if (row->has_before && row->before == balance)
        return TRUE;
    }
  return FALSE;
}

/* Oldest first. */
static void
order_rows (GPtrArray *rows)
{
  gint64 balance = 0;
  gboolean known = FALSE;

  g_ptr_array_sort (rows, compare_rows); /* stable */
  for (guint from = 0, to; from < rows->len; from = to)
    {
      const Row *last;

      for (to = from + 1; to < rows->len && compare_rows (&rows->pdata[from], &rows->pdata[to]) == 0; to++)
        ;
      if (to - from > 1 && to - from <= MOST_IN_SECOND)
        {
          if (!known || !leads_to (rows, from, to, balance))
            known = find_start (rows, from, to, &balance);
          order_second (rows, from, to, balance, known);
        }
      last = g_ptr_array_index (rows, to - 1);
      known = last->has_before;
      balance = last->before + last->amount;
    }
}

/* What a row says and nobody edits; of equal rows, which are interchangeable, their number (Q2). A row that
 * was taken by hand has the id that it has among the fees, for it may turn up there. */
static char *
make_id (const Row *row, GHashTable *seen)
{
  g_autofree char *before =
    row->has_before ? g_strdup_printf ("%" G_GINT64_FORMAT, row->before) : g_strdup ("-");
  char *tuple = g_strdup_printf ("%s\n%s\n%" G_GINT64_FORMAT "\n%s", row->payment ? "payments" : "feecharges",
                                 row->at_local, row->amount, before);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (seen, tuple));
  g_autofree char *text = g_strdup_printf ("%s\n%u", tuple, index);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  g_hash_table_replace (seen, tuple, GUINT_TO_POINTER (index + 1));
  return g_strndup (digest, ID_LENGTH);
}

/* Q7: codes become titles, and are kept beside. */
static char *
make_title (const Row *row)
{
  if (row->payment)
    return g_strdup (_ ("Payment"));
  if (row->note != NULL && g_str_has_prefix (row->note, MARK_TARIFF))
    return g_strdup_printf (_ ("Change of the tariff to %s"), row->note + strlen (MARK_TARIFF));
  if (row->note != NULL && g_str_has_prefix (row->note, MARK_BLOCK))
    return g_strdup (_ ("Fee for the block"));
  if (row->note != NULL && g_str_has_prefix (row->note, MARK_PROMISE))
    return g_strdup (_ ("Fee for the promised payment"));
  if (row->note != NULL)
    return g_strdup (row->note);
  return g_strdup (g_strcmp0 (row->type, "mainsrv") == 0 ? _ ("Tariff fee") : _ ("Charge"));
}

static CabinetOperation *
new_operation (const Row *row, const char *currency, GHashTable *seen)
{
  CabinetOperation *operation = g_object_new (CABINET_TYPE_OPERATION, NULL);

  operation->id = make_id (row, seen);
  operation->revision = 1;
  operation->date = row->date;
  operation->at = row->at;
  operation->kind = row->payment ? CABINET_OPERATION_KIND_PAYMENT : CABINET_OPERATION_KIND_CHARGE;
  operation->amount = cabinet_money (row->amount, currency);
  if (row->has_before)
    operation->balance_after = cabinet_money (row->before + row->amount, currency);
  operation->title = make_title (row);
  if (row->note != NULL && !g_str_equal (row->note, operation->title))
    operation->note = g_strdup (row->note);
  return operation;
}

/**
 * ubilling_ledger_read:
 * @payments: (nullable): newest first; the negative ones are fees, which mostly stand among them too
 * @fees: (nullable): oldest first
 *
 * Returns: (transfer full): no row twice
 */
CabinetOperationPage *
ubilling_ledger_read (JsonArray *payments, JsonArray *fees, const char *currency)
{
  CabinetOperationPage *page = g_object_new (CABINET_TYPE_OPERATION_PAGE, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GPtrArray) rows = read_fees (fees, zone);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_payments (rows, payments, zone);
  order_rows (rows);
  for (guint i = rows->len; i > 0; i--)
    {
      g_autoptr (CabinetOperation) operation =
        new_operation (g_ptr_array_index (rows, i - 1), currency, seen);

      g_list_store_append (page->operations, operation);
    }
  page->epoch = g_strdup ("");
  if (rows->len > 0)
    page->covers_from = ((Row *) g_ptr_array_index (rows, 0))->date;
  return page;
}
