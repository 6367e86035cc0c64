/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-ubilling.h"

#include <glib/gi18n-lib.h>

#include "ubilling-wire.h"

/* The steps of a change are by its kind. */
typedef struct
{
  CabinetChangeKind kind;
  CabinetStep preview;
  CabinetStep apply;
  CabinetStep find;
} Kind;

static const Kind kinds[] = {
  { CABINET_CHANGE_KIND_TARIFF, ubilling_preview_tariff, ubilling_change_tariff, ubilling_find_tariff },
  { CABINET_CHANGE_KIND_PROMISE, ubilling_preview_promise, ubilling_take_promise, ubilling_find_promise },
  { CABINET_CHANGE_KIND_SUSPEND, ubilling_preview_block, ubilling_apply_block, ubilling_find_block },
  { CABINET_CHANGE_KIND_RESUME, ubilling_preview_block, ubilling_apply_block, ubilling_find_block },
};

static const Kind *
find_kind (CabinetSequence *sequence, GError **error)
{
  CabinetChangeKind kind = CABINET_CHANGE_REQUEST (sequence->call->record)->kind;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i].kind == kind)
        return &kinds[i];
    }
  cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, NULL, _ ("The provider does not offer this"));
  return NULL;
}

static CabinetRequest *
preview_change (CabinetSequence *sequence, GError **error)
{
  const Kind *kind = find_kind (sequence, error);

  return kind != NULL ? kind->preview (sequence, error) : NULL;
}

static CabinetRequest *
apply_change (CabinetSequence *sequence, GError **error)
{
  const Kind *kind = find_kind (sequence, error);

  return kind != NULL ? kind->apply (sequence, error) : NULL;
}

static CabinetRequest *
find_change (CabinetSequence *sequence, GError **error)
{
  const Kind *kind = find_kind (sequence, error);

  return kind != NULL ? kind->find (sequence, error) : NULL;
}

const CabinetSystem cabinet_ubilling = {
  .name = "ubilling",
  .ledger = CABINET_LEDGER_WITHOUT_IDS,
  .web_forms = TRUE,
  .sign = ubilling_sign,
  .steps = {
    [CABINET_OP_READ_PROVIDER] = ubilling_read_provider,
    [CABINET_OP_SIGN_IN] = ubilling_sign_in,
    [CABINET_OP_SIGN_OUT] = ubilling_sign_out,
    [CABINET_OP_LIST_CONTRACTS] = ubilling_list_contracts,
    [CABINET_OP_READ_CAPABILITIES] = ubilling_read_capabilities,
    [CABINET_OP_READ_OVERVIEW] = ubilling_read_overview,
    [CABINET_OP_READ_STATEMENT] = ubilling_read_statement,
    [CABINET_OP_LIST_SERVICES] = ubilling_list_services,
    [CABINET_OP_LIST_TARIFFS] = ubilling_list_tariffs,
    [CABINET_OP_PREVIEW_CHANGE] = preview_change,
    [CABINET_OP_APPLY_CHANGE] = apply_change,
    [CABINET_OP_FIND_CHANGE] = find_change,
    [CABINET_OP_READ_PROMISE] = ubilling_read_promise,
    [CABINET_OP_READ_SUSPENSION] = ubilling_read_suspension,
    [CABINET_OP_REDEEM_CARD] = ubilling_redeem_card,
    [CABINET_OP_LIST_METHODS] = ubilling_list_methods,
    [CABINET_OP_LIST_THREADS] = ubilling_list_threads,
    [CABINET_OP_READ_THREAD] = ubilling_read_thread,
    [CABINET_OP_OPEN_THREAD] = ubilling_send,
    [CABINET_OP_SEND_MESSAGE] = ubilling_send,
    [CABINET_OP_FIND_MESSAGE] = ubilling_find_message,
    [CABINET_OP_READ_PROFILE] = ubilling_read_profile,
    [CABINET_OP_CHANGE_PASSWORD] = ubilling_change_password,
    [CABINET_OP_LIST_NOTICES] = ubilling_list_notices,
    [CABINET_OP_MARK_NOTICE_READ] = ubilling_mark_notices,
  },
};
