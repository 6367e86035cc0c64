/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "provider-call.h"

#include "net-server.h"

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

CabinetReply *
provider_call (CabinetProvider *provider, CabinetOp op, const CabinetCall *call, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_provider_call_async (provider, op, call, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cabinet_provider_call_finish (provider, result, error);
}

CabinetReply *
provider_call_good (CabinetProvider *provider, CabinetOp op, const CabinetCall *call)
{
  g_autoptr (GError) error = NULL;
  CabinetReply *reply = provider_call (provider, op, call, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);
  return reply;
}

void
provider_call_bad (
  CabinetProvider *provider, CabinetOp op, const CabinetCall *call, CabinetError kind, const char *code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (provider_call (provider, op, call, &error));
  net_assert_error (error, kind, code);
}

CabinetSignInRequest *
provider_login_new (CabinetLoginKind kind, const char *login, const char *secret)
{
  CabinetSignInRequest *request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);

  request->kind = kind;
  request->login = g_strdup (login);
  request->secret = g_strdup (secret);
  return request;
}

CabinetCardRequest *
provider_card_new (const char *serial, const char *pin)
{
  CabinetCardRequest *card = g_object_new (CABINET_TYPE_CARD_REQUEST, NULL);

  card->serial = g_strdup (serial);
  card->pin = g_strdup (pin);
  return card;
}

CabinetMessageRequest *
provider_text_new (const char *text, const char *subject)
{
  CabinetMessageRequest *request = g_object_new (CABINET_TYPE_MESSAGE_REQUEST, NULL);

  request->text = g_strdup (text);
  request->subject = g_strdup (subject);
  return request;
}

CabinetPasswordRequest *
provider_password_new (const char *old_password, const char *new_password)
{
  CabinetPasswordRequest *request = g_object_new (CABINET_TYPE_PASSWORD_REQUEST, NULL);

  request->old_password = g_strdup (old_password);
  request->new_password = g_strdup (new_password);
  return request;
}

CabinetChangeRequest *
provider_change_new (CabinetChangeKind kind, const char *target, CabinetChangeWhen when)
{
  CabinetChangeRequest *wanted = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);

  wanted->kind = kind;
  wanted->target_id = g_strdup (target);
  wanted->when = when;
  return wanted;
}

CabinetCapability *
provider_find_capability (CabinetCapabilityList *list, const char *name)
{
  for (guint i = 0; i < cabinet_list_length (list->capabilities); i++)
    {
      CabinetCapability *capability = cabinet_list_get (list->capabilities, i);

      if (g_str_equal (capability->name, name))
        return capability;
    }
  g_assert_not_reached ();
}

void
provider_assert_sum (const CabinetMoney *money, const char *decimal, const char *currency)
{
  g_autofree char *text = NULL;

  g_assert_true (cabinet_money_is_set (money));
  text = cabinet_money_to_exact_decimal (money);
  g_assert_cmpstr (text, ==, decimal);
  g_assert_cmpstr (money->currency, ==, currency);
}
