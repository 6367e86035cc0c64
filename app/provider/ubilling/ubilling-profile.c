/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "ubilling-wire.h"

/**
 * ubilling_read_profile:
 *
 * CABINET_OP_READ_PROFILE: part of the summary; nothing of it can be changed
 */
CabinetRequest *
ubilling_read_profile (CabinetSequence *sequence, GError **error)
{
  JsonObject *userdata;
  CabinetProfile *profile;

  if (sequence->answers->len == 0)
    return ubilling_ask (NULL);
  userdata = ubilling_get_userdata (sequence, 0, error);
  if (userdata == NULL)
    return NULL;
  profile = g_object_new (CABINET_TYPE_PROFILE, NULL);
  profile->login = cabinet_loose_dup_text (userdata, "login");
  profile->holder = ubilling_dup_word (userdata, "realname");
  profile->address = ubilling_dup_word (userdata, "address");
  g_strfreev (profile->phones);
  profile->phones = cabinet_loose_dup_texts (userdata, "phone");
  g_strfreev (profile->mobiles);
  profile->mobiles = cabinet_loose_dup_texts (userdata, "mobile");
  g_strfreev (profile->emails);
  profile->emails = cabinet_loose_dup_texts (userdata, "email");
  sequence->record = profile;
  return NULL;
}
