/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-notices.h"

#include <glib/gi18n-lib.h>

/* A sign-in that is over and a keyring that is closed need the person; the rest can be tried again. */
static void
show_error (CabinetNoticeBar *bar, CabinetAccount *account)
{
  const GError *error = cabinet_account_get_error (account);
  g_autofree char *words = cabinet_account_dup_error_words (account);
  gboolean broken = g_error_matches (error, CABINET_ERROR, CABINET_ERROR_PROTOCOL)
                    || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_STORAGE);

  if (words == NULL)
    {
      cabinet_notice_bar_clear (bar);
      return;
    }
  cabinet_notice_bar_set (bar, broken ? CABINET_NOTICE_ERROR : CABINET_NOTICE_WARNING,
                          broken ? "cabinet-warning-symbolic" : "cabinet-offline-symbolic", words);
  cabinet_notice_bar_set_action (bar, _ ("Retry"), "win.refresh");
}

/** cabinet_notices_show_trouble: what keeps the data from being fresh, with the way out of it. */
void
cabinet_notices_show_trouble (CabinetNoticeBar *bar, CabinetAccount *account)
{
  g_autofree char *text = NULL;

  if (account == NULL)
    {
      cabinet_notice_bar_clear (bar);
      return;
    }

  switch (cabinet_account_get_state (account))
    {
    case CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED:
      if (cabinet_account_get_guest (account))
        {
          text = g_strdup_printf (_ ("%s has ended this conversation. All that was read stays here."),
                                  cabinet_account_get_provider_name (account));
          cabinet_notice_bar_set (bar, CABINET_NOTICE_WARNING, "cabinet-key-symbolic", text);
          cabinet_notice_bar_set_action (bar, _ ("Begin another"), "win.sign-in-again");
          break;
        }
      text = g_strdup_printf (_ ("%s asks to sign in again. All that was read stays here."),
                              cabinet_account_get_provider_name (account));
      cabinet_notice_bar_set (bar, CABINET_NOTICE_WARNING, "cabinet-key-symbolic", text);
      cabinet_notice_bar_set_action (bar, _ ("Sign in"), "win.sign-in-again");
      break;
    case CABINET_ACCOUNT_STATE_KEYRING_LOCKED:
      text = g_strdup (_ ("The keyring with the password is locked. All that was read stays here."));
      cabinet_notice_bar_set (bar, CABINET_NOTICE_WARNING, "cabinet-lock-symbolic", text);
      cabinet_notice_bar_set_action (bar, _ ("Unlock"), "win.unlock");
      break;
    case CABINET_ACCOUNT_STATE_OK:
    default:
      show_error (bar, account);
    }
}

/* B17, B18. */
static gboolean
is_cut_off_but_reachable (CabinetAccount *account)
{
  CabinetOverview *overview = cabinet_account_get_overview (account);

  return overview != NULL && !cabinet_account_get_stale (account)
         && overview->line->state == CABINET_LINE_STATE_BLOCKED
         && cabinet_account_get_provider_info (account)->limited_network;
}

/** cabinet_notices_show_note: what is good to know; the demo is told until it was dismissed. */
void
cabinet_notices_show_note (CabinetNoticeBar *bar, CabinetAccount *account, gboolean tell_demo)
{
  if (account != NULL && is_cut_off_but_reachable (account))
    {
      cabinet_notice_bar_set (bar, CABINET_NOTICE_INFO, "cabinet-info-symbolic",
                              _ ("The internet is cut off, but the provider's own network still answers: "
                                 "this cabinet works."));
      cabinet_notice_bar_set_dismissable (bar, FALSE);
    }
  else if (account != NULL && cabinet_account_get_demo (account) && tell_demo)
    {
      cabinet_notice_bar_set (bar, CABINET_NOTICE_INFO, "cabinet-info-symbolic",
                              _ ("A demonstration: nothing here is real, no money moves."));
      cabinet_notice_bar_set_dismissable (bar, TRUE);
    }
  else
    cabinet_notice_bar_clear (bar);
}
