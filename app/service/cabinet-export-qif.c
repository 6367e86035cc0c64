/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-export-private.h"
#include "cabinet-export-text.h"

/* The format says nothing of lengths; one line each. */
#define MAX_TEXT 255

static void
put (FILE *file, char field, const char *text)
{
  g_autofree char *line = text != NULL ? cabinet_export_clip (text, MAX_TEXT, G_MAXSIZE) : NULL;

  if (line != NULL && *line != '\0')
    fprintf (file, "%c%s\n", field, line);
}

/* The year first: the one order of a date that no importer can mistake. */
static void
put_operation (FILE *file, CabinetOperation *operation)
{
  g_autofree char *date = cabinet_date_to_iso (operation->date);
  g_autofree char *amount = cabinet_money_to_decimal (&operation->amount, CABINET_ROUND_HALF_AWAY);

  put (file, 'D', date);
  put (file, 'T', amount);
  put (file, 'N', operation->number);
  put (file, 'P', operation->title);
  put (file, 'M', operation->service);
  fputs ("^\n", file);
}

gboolean
cabinet_export_write_qif (CabinetExportRows *rows, FILE *file, GError **error)
{
  for (guint contract = 0; contract < cabinet_export_rows_get_n_contracts (rows); contract++)
    {
      fputs ("!Account\n", file);
      put (file, 'N', cabinet_export_rows_get_contract (rows, contract)->account);
      fputs ("TBank\n^\n!Type:Bank\n", file);
      for (guint i = 0; i < cabinet_export_rows_get_count (rows, contract); i++)
        {
          CabinetOperation *operation = cabinet_export_rows_get (rows, contract, i, error);

          if (operation == NULL)
            return FALSE;
          put_operation (file, operation);
        }
    }
  return TRUE;
}
