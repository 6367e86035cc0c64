/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-sign-in-flow-private.h"

#include <glib/gi18n-lib.h>

static void
append_slug (GString *text, const char *word)
{
  if (text->len > 0)
    g_string_append_c (text, '-');
  for (; *word != '\0'; word++)
    g_string_append_c (text, g_ascii_isalnum (*word) ? g_ascii_tolower (*word) : '-');
}

static gboolean
is_taken (CabinetSignInFlow *self, GPtrArray *fresh, const char *id)
{
  guint n = cabinet_list_length (self->household->all);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (cabinet_account_get_id (cabinet_list_get (self->household->all, i)), id))
      return TRUE;
  for (guint i = 0; i < fresh->len; i++)
    if (g_str_equal (((CabinetStoredAccount *) g_ptr_array_index (fresh, i))->id, id))
      return TRUE;
  return FALSE;
}

/* "tomtel-12345", "tctr-cable-12345": what a person types on the terminal. */
static GString *
begin_id (const char *provider, CabinetContract *contract)
{
  GString *text = g_string_new (NULL);

  append_slug (text, provider);
  if (contract->category != NULL)
    append_slug (text, contract->category);
  append_slug (text, contract->number);
  return text;
}

static char *
make_id (CabinetSignInFlow *self, GPtrArray *fresh, const char *provider, CabinetContract *contract)
{
  g_autoptr (GString) text = begin_id (provider, contract);
  gsize length = text->len;

  for (int i = 2; is_taken (self, fresh, text->str); i++)
    {
      g_string_truncate (text, length);
      g_string_append_printf (text, "-%d", i);
    }
  return g_strdup (text->str);
}

/* Of a contract whose sign-in was lost, only the id is sure. */
static gboolean
is_lost_one (CabinetAccount *account, CabinetStoredSignIn *stored, CabinetContract *contract)
{
  g_autoptr (GString) id = begin_id (stored->provider, contract);

  return cabinet_sign_in_is_lost (account->sign_in)
         && g_str_equal (cabinet_account_get_id (account), id->str);
}

/* A contract is (provider, category, number), at one address. */
static CabinetAccount *
find_known (CabinetSignInFlow *self, CabinetStoredSignIn *stored, CabinetContract *contract)
{
  guint n = cabinet_list_length (self->household->all);

  for (guint i = 0; i < n; i++)
    {
      CabinetAccount *account = cabinet_list_get (self->household->all, i);
      CabinetStoredSignIn *other = cabinet_sign_in_get_stored (account->sign_in);

      if (is_lost_one (account, stored, contract))
        return account;
      if (g_str_equal (other->base_url, stored->base_url) && g_str_equal (other->provider, stored->provider)
          && g_str_equal (account->contract->number, contract->number)
          && g_strcmp0 (account->contract->category, contract->category) == 0)
        return account;
    }
  return NULL;
}

/* @known: (nullable): what is in the list already of it. */
static CabinetStoredAccount *
make_account (CabinetSignInFlow *self,
              GPtrArray *fresh,
              CabinetStoredSignIn *stored,
              CabinetContract *contract,
              CabinetAccount *known)
{
  CabinetStoredAccount *account = g_object_new (CABINET_TYPE_STORED_ACCOUNT, NULL);

  account->id = known != NULL ? g_strdup (cabinet_account_get_id (known))
                              : make_id (self, fresh, stored->provider, contract);
  account->sign_in = g_strdup (stored->id);
  account->contract = g_object_ref (contract);
  /* One label cannot name several contracts. */
  if (fresh->len == 0)
    account->label = g_strdup (self->label);
  return account;
}

static gboolean
is_wanted (CabinetSignInFlow *self, CabinetContract *contract)
{
  return self->wanted_contract == NULL || g_str_equal (self->wanted_contract, contract->number);
}

static gboolean
opens_again (CabinetSignInFlow *self, GPtrArray *ids, GError **error)
{
  if (self->again == NULL
      || g_ptr_array_find_with_equal_func (ids, cabinet_account_get_id (self->again), g_str_equal, NULL))
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_INPUT, "other-contract",
                     _ ("This login opens another contract than %s."), self->again->contract->number);
  return FALSE;
}

/**
 * cabinet_sign_in_choose_contracts:
 * @self: a flow whose session stands
 * @contracts: what the session opens
 * @stored: the sign-in
 * @ids: (element-type utf8) (out caller-allocates): the ids of all accounts that the sign-in is about, those
 *   that are known already too
 * @error: (optional): CABINET_ERROR_INPUT if there is nothing to add
 *
 * Returns: (transfer full) (nullable) (element-type CabinetStoredAccount): the accounts to add
 */
GPtrArray *
cabinet_sign_in_choose_contracts (CabinetSignInFlow *self,
                                  CabinetContractList *contracts,
                                  CabinetStoredSignIn *stored,
                                  GPtrArray *ids,
                                  GError **error)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = cabinet_list_length (contracts->contracts);
  const char *elsewhere = NULL;

  for (guint i = 0; i < n; i++)
    {
      CabinetContract *contract = cabinet_list_get (contracts->contracts, i);
      CabinetAccount *known = find_known (self, stored, contract);

      if (!is_wanted (self, contract))
        continue;
      if (known != NULL && !cabinet_sign_in_is_lost (known->sign_in)
          && !g_str_equal (cabinet_account_get_sign_in_id (known), stored->id))
        elsewhere = contract->number;
      else if (known != NULL || self->again == NULL)
        {
          CabinetStoredAccount *account = make_account (self, fresh, stored, contract, known);

          g_ptr_array_add (fresh, account);
          g_ptr_array_add (ids, g_strdup (account->id));
        }
    }
  if (!opens_again (self, ids, error))
    return NULL;
  if (ids->len > 0)
    return g_steal_pointer (&fresh);
  if (elsewhere != NULL)
    cabinet_set_error (error, CABINET_ERROR_INPUT, "known", _ ("Contract %s is in the list already."),
                       elsewhere);
  else if (self->wanted_contract != NULL)
    cabinet_set_error (error, CABINET_ERROR_INPUT, "no-contract", _ ("This login does not open contract %s."),
                       self->wanted_contract);
  else
    cabinet_set_error (error, CABINET_ERROR_INPUT, "no-contract", _ ("This login opens no contract."));
  return NULL;
}
