/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-plan-state.h"

#include <glib/gi18n-lib.h>

#include "cabinet-plan-words.h"

/* Nothing to show: says why, and what to do. */
void
cabinet_plan_show_state (CabinetPlan *plan, CabinetStatePage *page)
{
  const GError *error = cabinet_plan_get_error (plan);
  g_autofree char *words = error != NULL ? cabinet_change_error_dup_words (error) : NULL;

  if (cabinet_plan_get_refreshing (plan))
    cabinet_state_page_set (page, CABINET_STATE_PAGE_LOADING, _ ("Reading tariffs and services"), NULL);
  else if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED)
           || (error == NULL && cabinet_plan_get_read_at (plan) != 0))
    cabinet_state_page_set (page, CABINET_STATE_PAGE_EMPTY, _ ("Nothing to choose"),
                            _ ("The provider does not tell its tariffs and services here."));
  else if (error == NULL)
    cabinet_state_page_set (page, CABINET_STATE_PAGE_EMPTY, _ ("Not read yet"),
                            _ ("Tariffs and services were not read so far."));
  else
    {
      const gboolean offline = g_error_matches (error, CABINET_ERROR, CABINET_ERROR_OFFLINE)
                               || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_TIMEOUT);

      cabinet_state_page_set (page, offline ? CABINET_STATE_PAGE_OFFLINE : CABINET_STATE_PAGE_ERROR,
                              offline ? _ ("No connection") : _ ("Could not be read"), words);
    }
  if (!cabinet_plan_get_refreshing (plan))
    cabinet_state_page_set_action (page, _ ("Read now"), "tariff.refresh");
}

/* How old the rows are; without a connection they can be read, and no more. */
void
cabinet_plan_show_reading (CabinetPlan *plan, CabinetNoticeBar *trouble, GtkLabel *label)
{
  const GError *error = cabinet_plan_get_error (plan);
  const CabinetInstant read_at = cabinet_plan_get_read_at (plan);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *moment = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (label), error == NULL && read_at != 0);
  if (read_at == 0)
    {
      cabinet_notice_bar_clear (trouble);
      return;
    }
  moment = cabinet_instant_format (read_at, zone, cabinet_date_of_instant (cabinet_instant_now (), zone));
  if (error == NULL)
    {
      words = g_strdup_printf (_ ("Tariffs and services were read: %s"), moment);
      gtk_label_set_text (label, words);
      cabinet_notice_bar_clear (trouble);
      return;
    }
  words = g_strdup_printf (_ ("Read: %s. To change something, a connection is needed."), moment);
  cabinet_notice_bar_set (trouble, CABINET_NOTICE_WARNING, "cabinet-offline-symbolic", words);
  cabinet_notice_bar_set_action (trouble, _ ("Retry"), "tariff.refresh");
}
