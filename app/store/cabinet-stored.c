/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-stored.h"

static const CabinetField stored_sign_in_fields[] = {
  CABINET_FIELD (CabinetStoredSignIn, id, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetStoredSignIn, connector, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetStoredSignIn, base_url, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetStoredSignIn, provider, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD_OF (
    CabinetStoredSignIn, kind, ENUM, CABINET_REQUIRED | CABINET_COLUMN, cabinet_login_kind_get_type),
  CABINET_FIELD (CabinetStoredSignIn, category, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetStoredSignIn, login, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetStoredSignIn, remember, BOOL, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetStoredSignIn, web_forms, BOOL, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD_OF (
    CabinetStoredSignIn, info, RECORD, CABINET_OPTIONAL | CABINET_COLUMN, cabinet_provider_info_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetStoredSignIn, cabinet_stored_sign_in, stored_sign_in_fields)

CabinetStoredSignIn *
cabinet_stored_sign_in_copy (CabinetStoredSignIn *self)
{
  CabinetStoredSignIn *copy = g_object_new (CABINET_TYPE_STORED_SIGN_IN, NULL);

  copy->id = g_strdup (self->id);
  copy->connector = g_strdup (self->connector);
  copy->base_url = g_strdup (self->base_url);
  copy->provider = g_strdup (self->provider);
  copy->kind = self->kind;
  copy->category = g_strdup (self->category);
  copy->login = g_strdup (self->login);
  copy->remember = self->remember;
  copy->web_forms = self->web_forms;
  g_set_object (&copy->info, self->info);
  return copy;
}

static const CabinetField stored_account_fields[] = {
  CABINET_FIELD (CabinetStoredAccount, id, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetStoredAccount, sign_in, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetStoredAccount, label, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetStoredAccount, hidden, BOOL, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetStoredAccount, position, INT, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD_OF (
    CabinetStoredAccount, contract, RECORD, CABINET_REQUIRED | CABINET_COLUMN, cabinet_contract_get_type),
  CABINET_FIELD_OF (
    CabinetStoredAccount, overview, RECORD, CABINET_OPTIONAL | CABINET_COLUMN, cabinet_overview_get_type),
  CABINET_FIELD_OF (CabinetStoredAccount,
                    capabilities,
                    RECORD,
                    CABINET_OPTIONAL | CABINET_COLUMN,
                    cabinet_capability_list_get_type),
  CABINET_FIELD (CabinetStoredAccount, read_at, INSTANT, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetStoredAccount, clock_skew, INSTANT, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetStoredAccount, cabinet_stored_account, stored_account_fields)

CabinetLedgerFilter *
cabinet_ledger_filter_copy (const CabinetLedgerFilter *self)
{
  CabinetLedgerFilter *copy = g_new (CabinetLedgerFilter, 1);

  *copy = *self;
  copy->service = g_strdup (self->service);
  copy->text = g_strdup (self->text);
  return copy;
}

void
cabinet_ledger_filter_free (CabinetLedgerFilter *self)
{
  g_free ((char *) self->service);
  g_free ((char *) self->text);
  g_free (self);
}

void
cabinet_ledger_found_free (CabinetLedgerFound *self)
{
  g_array_unref (self->months);
  g_array_unref (self->newest);
  g_free (self);
}

CabinetLedgerFilter
cabinet_ledger_filter_drop_text (const CabinetLedgerFilter *self)
{
  CabinetLedgerFilter others = *self;

  others.text = NULL;
  return others;
}

gboolean
cabinet_ledger_filter_is_period (const CabinetLedgerFilter *self)
{
  return self->side == CABINET_LEDGER_ALL && self->kind == 0 && self->service == NULL && self->least == 0
         && self->most == 0 && (self->text == NULL || *self->text == '\0');
}
