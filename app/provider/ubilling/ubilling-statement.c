/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ubilling-ledger.h"
#include "ubilling-wire.h"

/* Answers of one reading. */
enum
{
  STEP_PAYMENTS,
  STEP_FEES,
  STEP_USERDATA,
  N_STEPS,
};

#define MOST_READINGS 2

static CabinetOperationPage *
read_page (CabinetSequence *sequence, guint reading, JsonObject *userdata)
{
  return ubilling_ledger_read (cabinet_sequence_get_array (sequence, reading * N_STEPS + STEP_PAYMENTS),
                               cabinet_sequence_get_array (sequence, reading * N_STEPS + STEP_FEES),
                               ubilling_get_currency (sequence, userdata));
}

/* Whether the lists and the balance that was read after them are of one moment (Q1). */
static gboolean
agrees (CabinetOperationPage *page, JsonObject *userdata)
{
  CabinetOperation *newest = cabinet_list_get (page->operations, 0);
  CabinetMoney cash = cabinet_loose_get_money (userdata, "cash", "XXX");

  return newest == NULL || newest->balance_after.micros == cash.micros;
}

/**
 * ubilling_read_statement:
 *
 * CABINET_OP_READ_STATEMENT: the whole ledger. If it does not end at the balance something moved while it was
 * read, and it is read once more; a ledger with a gap at its end never does, and is taken then.
 */
CabinetRequest *
ubilling_read_statement (CabinetSequence *sequence, GError **error)
{
  guint answered = sequence->answers->len;
  guint reading = answered / N_STEPS;
  JsonObject *userdata;
  g_autoptr (CabinetOperationPage) page = NULL;

  if (answered > 0 && !ubilling_check_answer (sequence, answered - 1, error))
    return NULL;
  if (answered > 0 && answered % N_STEPS == 0)
    {
      userdata = ubilling_get_userdata (sequence, answered - 1, error);
      if (userdata == NULL)
        return NULL;
      page = read_page (sequence, reading - 1, userdata);
      if (agrees (page, userdata) || reading == MOST_READINGS)
        {
          sequence->record = g_steal_pointer (&page);
          return NULL;
        }
    }
  switch (answered % N_STEPS)
    {
    case STEP_PAYMENTS:
      return ubilling_ask ("payments");
    case STEP_FEES:
      return ubilling_ask ("feecharges");
    default:
      return ubilling_ask (NULL);
    }
}
