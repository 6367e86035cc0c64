/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "ubilling-wire.h"

/* What is asked to guess them, by step: the server has no list of what it offers, and an empty answer is what
 * it gives both when a part is switched off and when there is nothing to tell (Q20). */
enum
{
  STEP_USERDATA,
  STEP_TICKETS,
  STEP_NEWS,
  STEP_PAY,
  STEP_PROMISE,
  STEP_BLOCK,

};

static void
add_switched_off (CabinetCapabilityList *list, const char *name, const char *reason)
{
  cabinet_capability_list_add (list, name, CABINET_CAPABILITY_ANSWER_NO, "switched-off", reason);
}

/* Shown once, it is there; else nobody knows. */
static CabinetCapabilityAnswer
guess (CabinetSequence *sequence, guint step)
{
  JsonArray *array = cabinet_sequence_get_array (sequence, step);

  return array != NULL && json_array_get_length (array) > 0 ? CABINET_CAPABILITY_ANSWER_YES
                                                            : CABINET_CAPABILITY_ANSWER_UNKNOWN;
}

static void
add_pay (CabinetSequence *sequence, CabinetCapabilityList *list, JsonObject *userdata)
{
  g_autofree char *number = cabinet_loose_dup_text (userdata, "payid");

  if (g_strcmp0 (number, "0") == 0)
    add_switched_off (list, "pay", _ ("The provider has switched online payments off"));
  else
    cabinet_capability_list_add (list, "pay", guess (sequence, STEP_PAY), NULL, NULL);
}

/* Whether it can be taken now is for the offer to say. */
static void
add_promise (CabinetSequence *sequence, CabinetCapabilityList *list)
{
  JsonObject *answer = cabinet_sequence_get_object (sequence, STEP_PROMISE);
  g_autofree char *status = cabinet_loose_dup_text (answer, "status");

  if (status == NULL || g_str_equal (status, "1"))
    add_switched_off (list, "promise", _ ("The provider has switched promised payments off"));
  else
    cabinet_capability_list_add (list, "promise", CABINET_CAPABILITY_ANSWER_YES, NULL, NULL);
}

static void
add_suspend (CabinetSequence *sequence, CabinetCapabilityList *list)
{
  JsonObject *data = cabinet_sequence_get_object (sequence, STEP_BLOCK);

  if (cabinet_loose_get_bool (data, "freezeSelfAvailable"))
    cabinet_capability_list_add (list, "suspend", CABINET_CAPABILITY_ANSWER_YES, NULL, NULL);
  else
    add_switched_off (list, "suspend", _ ("The provider has switched blocking by subscribers off"));
}

/* What goes by the portal's @page only. @on: what is known of it once its forms may be filled in. */
static void
add_web_form (CabinetSequence *sequence,
              CabinetCapabilityList *list,
              const char *name,
              CabinetCapabilityAnswer on,
              const char *elsewhere,
              const char *page)
{
  CabinetCapability *capability;

  if (sequence->call->web_forms)
    {
      cabinet_capability_list_add (list, name, on, NULL, NULL);
      return;
    }
  capability =
    cabinet_capability_list_add (list, name, CABINET_CAPABILITY_ANSWER_ELSEWHERE, "elsewhere", elsewhere);
  capability->url = g_strconcat (sequence->base_url, page, NULL);
}

static CabinetCapabilityList *
read_list (CabinetSequence *sequence, JsonObject *userdata)
{
  static const char *const always[] = { "statement", "tariffs", "services", "profile" };
  static const char *const never[] = { "service.switch", "change.cancel", "chat.attach", "profile.edit",
                                       "documents",      "faq",           "connections" };
  CabinetCapabilityList *list = g_object_new (CABINET_TYPE_CAPABILITY_LIST, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (always); i++)
    cabinet_capability_list_add (list, always[i], CABINET_CAPABILITY_ANSWER_YES, NULL, NULL);
  cabinet_capability_list_add (list, "chat", guess (sequence, STEP_TICKETS), NULL, NULL);
  cabinet_capability_list_add (list, "notices", guess (sequence, STEP_NEWS), NULL, NULL);
  add_pay (sequence, list, userdata);
  add_promise (sequence, list);
  add_suspend (sequence, list);
  add_web_form (sequence, list, "tariff.change", CABINET_CAPABILITY_ANSWER_YES,
                _ ("The tariff is changed on the provider's own page"), "/?module=tariffchanger");
  /* Often switched off, and only trying shows it. */
  add_web_form (sequence, list, "password", CABINET_CAPABILITY_ANSWER_UNKNOWN,
                _ ("The password is changed on the provider's own page"), "/");
  /* Only a card shows it. */
  cabinet_capability_list_add (list, "card", CABINET_CAPABILITY_ANSWER_UNKNOWN, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    cabinet_capability_list_add (list, never[i], CABINET_CAPABILITY_ANSWER_NO, "not-offered",
                                 _ ("The provider's system does not have this"));
  return list;
}

static CabinetRequest *
ask_creditor (void)
{
  CabinetRequest *request = ubilling_ask_module ("creditor", "agentcredit");

  cabinet_request_add_query (request, "justcheck", "true");
  return request;
}

/**
 * ubilling_read_capabilities:
 *
 * CABINET_OP_READ_CAPABILITIES: a part whose answer cannot be read is a part that is not there.
 */
CabinetRequest *
ubilling_read_capabilities (CabinetSequence *sequence, GError **error)
{
  guint answered = sequence->answers->len;
  g_autoptr (GError) fault = NULL;
  JsonObject *userdata;

  if (answered > 0 && !ubilling_check_answer (sequence, answered - 1, &fault)
      && fault->code != CABINET_ERROR_PROTOCOL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  switch (answered)
    {
    case STEP_USERDATA:
      return ubilling_ask (NULL);
    case STEP_TICKETS:
      return ubilling_ask ("tickets");
    case STEP_NEWS:
      return ubilling_ask ("announcements");
    case STEP_PAY:
      return ubilling_ask ("opayz");
    case STEP_PROMISE:
      return ask_creditor ();
    case STEP_BLOCK:
      return ubilling_ask ("freezedata");
    default:
      userdata = ubilling_get_userdata (sequence, STEP_USERDATA, error);
      if (userdata != NULL)
        sequence->record = read_list (sequence, userdata);
      return NULL;
    }
}
