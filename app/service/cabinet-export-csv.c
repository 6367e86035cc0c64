/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <string.h>

#include "cabinet-export-private.h"

typedef struct
{
  FILE *file;
  gboolean local;
  gboolean begun; /* the line */
} Line;

static void
separate (Line *line)
{
  if (line->begun)
    fputc (line->local ? ';' : ',', line->file);
  line->begun = TRUE;
}

/* A text cell. One that a spreadsheet would take for a formula is neutralised by an apostrophe. */
static void
put_text (Line *line, const char *text)
{
  gboolean formula = text != NULL && *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
  gboolean quoted = text != NULL && strpbrk (text, ",;\"\r\n") != NULL;

  separate (line);
  if (text == NULL)
    return;
  if (quoted)
    fputc ('"', line->file);
  if (formula)
    fputc ('\'', line->file);
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        fputc ('"', line->file);
      fputc (*at, line->file);
    }
  if (quoted)
    fputc ('"', line->file);
}

/* A sum without its currency: a number stays one, also when it is negative. */
static void
put_money (Line *line, const CabinetMoney *money)
{
  g_autofree char *amount = NULL;

  separate (line);
  if (!cabinet_money_is_set (money))
    return;
  amount = cabinet_money_to_decimal (money, CABINET_ROUND_HALF_AWAY);
  if (line->local)
    g_strdelimit (amount, ".", ',');
  fputs (amount, line->file);
}

static void
end_line (Line *line)
{
  fputs (line->local ? "\r\n" : "\n", line->file);
  line->begun = FALSE;
}

static void
put_head (Line *line)
{
  static const char *const names[] = { "id",       "account",       "date",  "kind",   "amount",
                                       "currency", "balance_after", "title", "service" };

  if (line->local)
    fputs ("\xef\xbb\xbf", line->file);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    put_text (line, names[i]);
  end_line (line);
}

static void
put_operation (Line *line, const CabinetExportContract *contract, CabinetOperation *operation)
{
  g_autofree char *date = cabinet_date_to_iso (operation->date);

  put_text (line, operation->id);
  put_text (line, contract->account);
  put_text (line, date);
  put_text (line, cabinet_export_get_kind_word (operation));
  put_money (line, &operation->amount);
  put_text (line, operation->amount.currency);
  put_money (line, &operation->balance_after);
  put_text (line, operation->title);
  put_text (line, operation->service);
  end_line (line);
}

/* @local: byte order mark, semicolon, decimal comma. */
gboolean
cabinet_export_write_csv (CabinetExportRows *rows, FILE *file, gboolean local, GError **error)
{
  Line line = { file, local, FALSE };
  GError *failure = NULL;
  CabinetOperation *operation;
  guint contract;

  put_head (&line);
  while ((operation = cabinet_export_rows_next (rows, &contract, &failure)) != NULL)
    put_operation (&line, cabinet_export_rows_get_contract (rows, contract), operation);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
