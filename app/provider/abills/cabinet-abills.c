/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-abills.h"

#include "abills.h"

static void
sign (const char *token, CabinetSignature *signature)
{
  signature->header = "USERSID";
  signature->value = g_strdup (token);
}

const CabinetSystem cabinet_abills = {
  .name = "abills",
  .ledger = CABINET_LEDGER_WITH_IDS,
  .sign = sign,
  .steps = {
    [CABINET_OP_READ_PROVIDER] = abills_read_provider,
    [CABINET_OP_SIGN_IN] = abills_sign_in,
    [CABINET_OP_SIGN_IN_NEXT] = abills_sign_in_next,
    [CABINET_OP_SIGN_OUT] = abills_sign_out,
    [CABINET_OP_LIST_CONTRACTS] = abills_list_contracts,
    [CABINET_OP_READ_CAPABILITIES] = abills_read_capabilities,
    [CABINET_OP_READ_OVERVIEW] = abills_read_overview,
    [CABINET_OP_READ_STATEMENT] = abills_read_statement,
    [CABINET_OP_LIST_SERVICES] = abills_list_services,
    [CABINET_OP_LIST_TARIFFS] = abills_list_tariffs,
    [CABINET_OP_PREVIEW_CHANGE] = abills_preview_change,
    [CABINET_OP_APPLY_CHANGE] = abills_apply_change,
    [CABINET_OP_FIND_CHANGE] = abills_find_change,
    [CABINET_OP_LIST_CHANGES] = abills_list_changes,
    [CABINET_OP_CANCEL_CHANGE] = abills_cancel_change,
    [CABINET_OP_READ_PROMISE] = abills_read_promise,
    [CABINET_OP_READ_SUSPENSION] = abills_read_suspension,
    [CABINET_OP_REDEEM_CARD] = abills_redeem_card,
    [CABINET_OP_LIST_METHODS] = abills_list_methods,
    [CABINET_OP_LIST_THREADS] = abills_list_threads,
    [CABINET_OP_READ_THREAD] = abills_read_thread,
    [CABINET_OP_OPEN_THREAD] = abills_open_thread,
    [CABINET_OP_SEND_MESSAGE] = abills_send_message,
    [CABINET_OP_FIND_MESSAGE] = abills_find_message,
    [CABINET_OP_FETCH_ATTACHMENT] = abills_fetch_attachment,
    [CABINET_OP_LIST_NOTICES] = abills_list_notices,
    [CABINET_OP_RECOVER] = abills_recover,
    [CABINET_OP_READ_PROFILE] = abills_read_profile,
    [CABINET_OP_CHANGE_PROFILE] = abills_change_profile,
    [CABINET_OP_CHANGE_PASSWORD] = abills_change_password,
    [CABINET_OP_LIST_DOCUMENTS] = abills_list_documents,
    [CABINET_OP_READ_DOCUMENT] = abills_read_document,
    [CABINET_OP_LIST_QUESTIONS] = abills_list_questions,
    [CABINET_OP_LIST_CONNECTIONS] = abills_list_connections,
  },
};
