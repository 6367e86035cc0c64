/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-export-private.h"
#include "cabinet-export-text.h"

/* OFX 1.0.2, SGML: what HomeBank and GnuCash read best. The limits are those of the format, in characters;
 * bytes are counted where libofx would cut within one. */
#define MAX_BANK 9
#define MAX_ACCOUNT 22
#define MAX_ID 255
#define MAX_NAME 32
#define MAX_MEMO 255
#define MAX_MEMO_BYTES 380

static void
put (FILE *file, const char *tag, const char *text, glong max_characters, gsize max_bytes)
{
  g_autofree char *clipped = cabinet_export_clip (text, max_characters, max_bytes);

  fprintf (file, "<%s>", tag);
  for (const char *at = clipped; *at != '\0'; at++)
    if (*at == '&')
      fputs ("&amp;", file);
    else if (*at == '<')
      fputs ("&lt;", file);
    else if (*at == '>')
      fputs ("&gt;", file);
    else
      fputc (*at, file);
  fputc ('\n', file);
}

static void
put_day (FILE *file, const char *tag, CabinetDate date)
{
  int year, month, day;

  cabinet_date_split (date, &year, &month, &day);
  fprintf (file, "<%s>%04d%02d%02d\n", tag, year, month, day);
}

static void
put_instant (FILE *file, const char *tag, CabinetInstant instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (time, "%Y%m%d%H%M%S");

  fprintf (file, "<%s>%s\n", tag, text);
}

static void
put_money (FILE *file, const char *tag, const CabinetMoney *money, CabinetRounding rounding)
{
  g_autofree char *amount = cabinet_money_to_decimal (money, rounding);

  fprintf (file, "<%s>%s\n", tag, amount);
}

static void
put_head (FILE *file)
{
  fputs ("OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:UTF-8\nCHARSET:NONE\n"
         "COMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n"
         "<OFX>\n<SIGNONMSGSRSV1><SONRS>\n<STATUS><CODE>0\n<SEVERITY>INFO\n</STATUS>\n",
         file);
  put_instant (file, "DTSERVER", cabinet_instant_now ());
  fputs ("<LANGUAGE>RUS\n</SONRS></SIGNONMSGSRSV1>\n<BANKMSGSRSV1>\n", file);
}

/* Equal numbers of two categories are two contracts. */
static char *
dup_account_id (const CabinetExportContract *contract)
{
  return contract->category != NULL ? g_strdup_printf ("%s-%s", contract->number, contract->category)
                                    : g_strdup (contract->number);
}

static void
put_operation (FILE *file, CabinetOperation *operation)
{
  fprintf (file, "<STMTTRN>\n<TRNTYPE>%s\n", operation->amount.micros < 0 ? "DEBIT" : "CREDIT");
  put_day (file, "DTPOSTED", operation->date);
  put_money (file, "TRNAMT", &operation->amount, CABINET_ROUND_HALF_AWAY);
  put (file, "FITID", operation->id, MAX_ID, MAX_ID);
  put (file, "NAME", operation->title, MAX_NAME, G_MAXSIZE);
  put (file, "MEMO", operation->title, MAX_MEMO, MAX_MEMO_BYTES);
  fputs ("</STMTTRN>\n", file);
}

/* What the statement covers: as asked for, else from the oldest operation until today. */
static gboolean
put_period (CabinetExportRows *rows, guint index, FILE *file, GError **error)
{
  const CabinetExportContract *contract = cabinet_export_rows_get_contract (rows, index);
  guint n = cabinet_export_rows_get_count (rows, index);
  CabinetOperation *oldest = n > 0 ? cabinet_export_rows_get (rows, index, n - 1, error) : NULL;
  CabinetDate from = contract->from, to = contract->to;

  if (n > 0 && oldest == NULL)
    return FALSE;
  if (from == CABINET_DATE_NONE)
    from = oldest != NULL ? oldest->date : contract->today;
  if (to == CABINET_DATE_NONE)
    to = MAX (contract->today, from);
  put_day (file, "DTSTART", from);
  put_day (file, "DTEND", to);
  return TRUE;
}

static gboolean
put_contract (CabinetExportRows *rows, guint index, FILE *file, GError **error)
{
  const CabinetExportContract *contract = cabinet_export_rows_get_contract (rows, index);
  g_autofree char *id = dup_account_id (contract);

  fprintf (file, "<STMTTRNRS>\n<TRNUID>%u\n<STATUS><CODE>0\n<SEVERITY>INFO\n</STATUS>\n<STMTRS>\n", index);
  put (file, "CURDEF", contract->currency, 3, 3);
  fputs ("<BANKACCTFROM>\n", file);
  put (file, "BANKID", contract->provider, MAX_BANK, MAX_BANK);
  put (file, "ACCTID", id, MAX_ACCOUNT, MAX_ACCOUNT);
  fputs ("<ACCTTYPE>CHECKING\n</BANKACCTFROM>\n<BANKTRANLIST>\n", file);
  if (!put_period (rows, index, file, error))
    return FALSE;
  for (guint i = 0; i < cabinet_export_rows_get_count (rows, index); i++)
    {
      CabinetOperation *operation = cabinet_export_rows_get (rows, index, i, error);

      if (operation == NULL)
        return FALSE;
      put_operation (file, operation);
    }
  fputs ("</BANKTRANLIST>\n", file);
  if (cabinet_money_is_set (&contract->balance) && contract->as_of != 0)
    {
      fputs ("<LEDGERBAL>\n", file);
      put_money (file, "BALAMT", &contract->balance, CABINET_ROUND_DOWN);
      put_instant (file, "DTASOF", contract->as_of);
      fputs ("</LEDGERBAL>\n", file);
    }
  fputs ("</STMTRS>\n</STMTTRNRS>\n", file);
  return TRUE;
}

gboolean
cabinet_export_write_ofx (CabinetExportRows *rows, FILE *file, GError **error)
{
  put_head (file);
  for (guint i = 0; i < cabinet_export_rows_get_n_contracts (rows); i++)
    if (!put_contract (rows, i, file, error))
      return FALSE;
  fputs ("</BANKMSGSRSV1>\n</OFX>\n", file);
  return TRUE;
}
