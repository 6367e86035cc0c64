/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-conversation-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
usual_words (CabinetSupportHours *hours)
{
  if (hours->words != NULL && *hours->words != '\0')
    {
      gsize length = strlen (hours->words);

      /* A sentence follows. */
      return g_strdup_printf ("%s%s", hours->words,
                              strchr (".!?", hours->words[length - 1]) != NULL ? "" : ".");
    }
  if (hours->usual_minutes <= 0)
    return NULL;
  return g_strdup_printf (ngettext ("Answers usually come within %d minute.",
                                    "Answers usually come within %d minutes.", (gulong) hours->usual_minutes),
                          (int) hours->usual_minutes);
}

static gboolean
is_today (CabinetAccount *account, CabinetInstant instant)
{
  return cabinet_date_of_instant (instant, account->zone) == cabinet_account_get_today (account);
}

/* "20:00" today, "tomorrow at 9:00" else. */
static char *
moment_words (CabinetAccount *account, CabinetInstant instant)
{
  if (is_today (account, instant))
    return cabinet_instant_format_clock (instant, account->zone);
  return cabinet_instant_format (instant, account->zone, cabinet_account_get_today (account));
}

/* Not every system knows hours: of one that tells none, neither open nor closed is said. What was read once
 * says nothing about now when its time is over. */
static char *
open_words (CabinetAccount *account, CabinetSupportHours *hours)
{
  g_autofree char *moment = NULL;

  if (hours->until == 0 && hours->words == NULL && hours->usual_minutes <= 0)
    return NULL;
  if (hours->until == 0)
    return g_strdup (hours->open ? _ ("Support is open now.") : _ ("Support is closed now."));
  if (hours->until <= cabinet_account_get_server_now (account))
    return NULL;
  moment = moment_words (account, hours->until);
  if (hours->open)
    /* Translators: %s is a time such as "20:00" or "tomorrow at 9:00" */
    return g_strdup_printf (_ ("Open now until %s."), moment);
  if (is_today (account, hours->until))
    /* Translators: %s is a time such as "9:00" */
    return g_strdup_printf (_ ("Closed now, opens at %s."), moment);
  /* Translators: %s is a time such as "tomorrow at 9:00" */
  return g_strdup_printf (_ ("Closed now, opens %s."), moment);
}

/* An answer that is waited for, if it is not overdue. */
static char *
expected_words (CabinetConversation *self, CabinetAccount *account)
{
  CabinetThread *thread = cabinet_conversation_get_open_thread (self);
  g_autofree char *moment = NULL;

  if (thread == NULL || thread->state != CABINET_THREAD_STATE_WAITING_US
      || thread->answers_by <= cabinet_account_get_server_now (account))
    return NULL;
  moment = moment_words (account, thread->answers_by);
  /* Translators: %s is a time such as "20:00" or "tomorrow at 9:00" */
  return g_strdup_printf (_ ("An answer is expected by %s."), moment);
}

/**
 * cabinet_conversation_dup_answer_words:
 * @self: a conversation
 *
 * Says how messages are answered, whether somebody is there now and, if something was asked, until when an
 * answer may be expected (H3).
 *
 * Returns: (transfer full) (nullable): the words; %NULL if nothing is known
 */
char *
cabinet_conversation_dup_answer_words (CabinetConversation *self)
{
  CabinetSupportHours *hours = cabinet_conversation_get_hours (self);
  g_autofree char *usual = NULL;
  g_autofree char *open = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  g_return_val_if_fail (CABINET_IS_CONVERSATION (self), NULL);

  if (hours == NULL || self->account == NULL)
    return NULL;
  usual = usual_words (hours);
  open = open_words (self->account, hours);
  expected = expected_words (self, self->account);
  parts = g_ptr_array_new ();
  if (usual != NULL)
    g_ptr_array_add (parts, usual);
  if (open != NULL)
    g_ptr_array_add (parts, open);
  if (expected != NULL)
    g_ptr_array_add (parts, expected);
  g_ptr_array_add (parts, NULL);
  return parts->len > 1 ? g_strjoinv (" ", (char **) parts->pdata) : NULL;
}
