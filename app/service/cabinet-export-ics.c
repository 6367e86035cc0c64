/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <string.h>

#include "cabinet-export-private.h"
#include "cabinet-export-text.h"

/* RFC 5545: a line has at most 75 octets, its end not counted; a continuation begins with a space. */
#define MAX_LINE 75

static void
put_line (FILE *file, const char *line)
{
  gsize room = MAX_LINE;

  while (strlen (line) > room)
    {
      const char *cut = line + room;

      /* Not within a character. */
      while ((*cut & 0xc0) == 0x80)
        cut--;
      fprintf (file, "%.*s\r\n ", (int) (cut - line), line);
      line = cut;
      room = MAX_LINE - 1;
    }
  fprintf (file, "%s\r\n", line);
}

static void
put_text (FILE *file, const char *name, const char *text)
{
  g_autoptr (GString) line = g_string_new (name);

  g_string_append_c (line, ':');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (strchr ("\\;,", *at) != NULL)
        g_string_append_c (line, '\\');
      if (*at == '\n')
        g_string_append (line, "\\n");
      else if (!g_ascii_iscntrl (*at))
        g_string_append_c (line, *at);
    }
  put_line (file, line->str);
}

static void
put_day (FILE *file, const char *name, CabinetDate date)
{
  g_autofree char *iso = cabinet_date_to_iso (date);
  g_autofree char *line = NULL;
  g_auto (GStrv) parts = g_strsplit (iso, "-", 3);

  line = g_strdup_printf ("%s;VALUE=DATE:%s%s%s", name, parts[0], parts[1], parts[2]);
  put_line (file, line);
}

typedef struct
{
  const CabinetExportContract *contract;
  const char *uid;
  CabinetDate date;
  const CabinetMoney *amount;
  const char *title;
  gint64 revision;
} Event;

/* The sum stands in the summary, and once more as digits that a program can add. */
static void
put_event (FILE *file, const char *stamp, const Event *event)
{
  g_autofree char *title = cabinet_export_clip (event->title, 255, G_MAXSIZE);
  g_autofree char *sum = cabinet_money_format (event->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);
  g_autofree char *digits = cabinet_money_to_decimal (event->amount, CABINET_ROUND_HALF_AWAY);
  g_autofree char *summary = g_strdup_printf ("%s: %s", title, sum);
  g_autofree char *details = g_strdup_printf ("%s, %s\n%s %s", event->contract->provider_name,
                                              event->contract->number_words, digits, event->amount->currency);
  g_autofree char *sequence = g_strdup_printf ("SEQUENCE:%" G_GINT64_FORMAT, MAX (event->revision, 0));

  put_line (file, "BEGIN:VEVENT");
  put_text (file, "UID", event->uid);
  put_line (file, stamp);
  put_line (file, sequence);
  put_day (file, "DTSTART", event->date);
  put_day (file, "DTEND", event->date + 1);
  put_text (file, "SUMMARY", summary);
  put_text (file, "DESCRIPTION", details);
  put_line (file, "TRANSP:TRANSPARENT");
  put_line (file, "END:VEVENT");
}

static void
put_coming (FILE *file, const char *stamp, const CabinetExportContract *contract)
{
  for (guint i = 0; i < contract->coming->len; i++)
    {
      CabinetNextCharge *charge = g_ptr_array_index (contract->coming, i);
      g_autofree char *day = cabinet_date_to_iso (charge->on);
      g_autofree char *what = g_compute_checksum_for_string (
        G_CHECKSUM_SHA256, charge->service_id != NULL ? charge->service_id : charge->title, -1);
      g_autofree char *uid = g_strdup_printf ("%s-%s-%.12s@cabinet", contract->account, day, what);

      put_event (file, stamp, &(Event){ contract, uid, charge->on, &charge->amount, charge->title, 0 });
    }
}

static gboolean
put_contract (CabinetExportRows *rows, guint index, FILE *file, const char *stamp, GError **error)
{
  const CabinetExportContract *contract = cabinet_export_rows_get_contract (rows, index);

  for (guint i = 0; i < cabinet_export_rows_get_count (rows, index); i++)
    {
      CabinetOperation *operation = cabinet_export_rows_get (rows, index, i, error);
      g_autofree char *uid = NULL;

      if (operation == NULL)
        return FALSE;
      if (operation->amount.micros >= 0)
        continue;
      uid = g_strdup_printf ("%s-%s@cabinet", contract->account, operation->id);
      put_event (file, stamp,
                 &(Event){ contract, uid, operation->date, &operation->amount, operation->title,
                           operation->revision });
    }
  put_coming (file, stamp, contract);
  return TRUE;
}

gboolean
cabinet_export_write_ics (CabinetExportRows *rows, FILE *file, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "DTSTAMP:%Y%m%dT%H%M%SZ");

  put_line (file, "BEGIN:VCALENDAR");
  put_line (file, "VERSION:2.0");
  put_line (file, "PRODID:-//Cabinet//" CABINET_VERSION "//EN");
  for (guint i = 0; i < cabinet_export_rows_get_n_contracts (rows); i++)
    if (!put_contract (rows, i, file, stamp, error))
      return FALSE;
  put_line (file, "END:VCALENDAR");
  return TRUE;
}
