/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-state-style.h"

#include "cabinet-state-label.h"

/** cabinet_state_style_of_account: matches cabinet_account_dup_state_words(). */
CabinetStateStyle
cabinet_state_style_of_account (CabinetAccount *account)
{
  CabinetOverview *overview = cabinet_account_get_overview (account);
  CabinetLineState line = overview != NULL ? overview->line->state : CABINET_LINE_STATE_UNKNOWN;

  if (cabinet_account_get_state (account) == CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED)
    return (CabinetStateStyle){ "cabinet-key-symbolic", "warning" };
  if (cabinet_account_get_state (account) == CABINET_ACCOUNT_STATE_KEYRING_LOCKED)
    return (CabinetStateStyle){ "cabinet-lock-symbolic", "warning" };
  if (cabinet_account_get_stale (account) && cabinet_account_get_error (account) != NULL)
    return (CabinetStateStyle){ "cabinet-offline-symbolic", "warning" };
  if (cabinet_account_get_guest (account))
    return (CabinetStateStyle){ "cabinet-chat-symbolic", "dim" };
  return (CabinetStateStyle){ cabinet_line_state_get_icon_name (line),
                              cabinet_line_state_get_css_class (line) };
}
