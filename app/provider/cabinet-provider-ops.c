/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-provider-ops.h"

/* Design, section 1.4. */
static const CabinetOpInfo infos[CABINET_N_OPS] = {
  [CABINET_OP_READ_PROVIDER] = {
    .name = "read-provider",
    .result = cabinet_provider_info_get_type,
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_SIGN_IN] = {
    .name = "sign-in",
    .takes = CABINET_TAKES_RECORD,
    .request = cabinet_sign_in_request_get_type,
    .result = cabinet_sign_in_step_get_type,
    .repeat = CABINET_REPEAT_NEVER, /* each wrong password counts towards a lock */
  },
  [CABINET_OP_SIGN_IN_NEXT] = {
    .name = "sign-in-next",
    .takes = CABINET_TAKES_RECORD | CABINET_TAKES_ID,
    .request = cabinet_sign_in_answer_get_type,
    .result = cabinet_sign_in_step_get_type,
    .repeat = CABINET_REPEAT_NEVER,
  },
  [CABINET_OP_REFRESH] = {
    .name = "refresh",
    .takes = CABINET_TAKES_RECORD,
    .request = cabinet_refresh_request_get_type,
    .result = cabinet_session_get_type,
    .repeat = CABINET_REPEAT_SAFE, /* the old token works a minute longer */
  },
  [CABINET_OP_SIGN_OUT] = {
    .name = "sign-out",
    .repeat = CABINET_REPEAT_SAFE,
  },
  [CABINET_OP_LIST_CONTRACTS] = {
    .name = "list-contracts",
    .result = cabinet_contract_list_get_type,
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_READ_CAPABILITIES] = {
    .name = "read-capabilities",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_capability_list_get_type,
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_READ_OVERVIEW] = {
    .name = "read-overview",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_overview_get_type,
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_LIST_MONTHS] = {
    .name = "list-months",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_operation_months_get_type,
    .guard = "statement",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_READ_STATEMENT] = {
    .name = "read-statement",
    .takes = CABINET_TAKES_CONTRACT | CABINET_TAKES_PAGE,
    .result = cabinet_operation_page_get_type,
    .guard = "statement",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_CONFIRM] = {
    .name = "confirm",
    .takes = CABINET_TAKES_RECORD,
    .request = cabinet_confirmation_request_get_type,
    .result = cabinet_confirmation_get_type,
    .repeat = CABINET_REPEAT_NEVER, /* as a sign-in */
  },
  [CABINET_OP_LIST_SERVICES] = {
    .name = "list-services",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_service_list_get_type,
    .guard = "services",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_LIST_TARIFFS] = {
    .name = "list-tariffs",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_tariff_list_get_type,
    .guard = "tariffs",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_PREVIEW_CHANGE] = {
    .name = "preview-change",
    .takes = CABINET_TAKES_CONTRACT | CABINET_TAKES_RECORD,
    .request = cabinet_change_request_get_type,
    .result = cabinet_change_preview_get_type,
    .repeat = CABINET_REPEAT_SAFE,
  },
  [CABINET_OP_APPLY_CHANGE] = {
    .name = "apply-change",
    .takes = CABINET_TAKES_CONTRACT | CABINET_TAKES_RECORD | CABINET_TAKES_KEY,
    .request = cabinet_change_request_get_type,
    .result = cabinet_change_get_type,
    .repeat = CABINET_REPEAT_KEY,
  },
  [CABINET_OP_LIST_CHANGES] = {
    .name = "list-changes",
    .takes = CABINET_TAKES_CONTRACT | CABINET_TAKES_PAGE,
    .result = cabinet_change_list_get_type,
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_CANCEL_CHANGE] = {
    .name = "cancel-change",
    .takes = CABINET_TAKES_ID | CABINET_TAKES_KEY,
    .result = cabinet_change_get_type,
    .guard = "change.cancel",
    .repeat = CABINET_REPEAT_KEY,
  },
  [CABINET_OP_LIST_METHODS] = {
    .name = "list-methods",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_payment_method_list_get_type,
    .guard = "pay",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_CREATE_PAYMENT] = {
    .name = "create-payment",
    .takes = CABINET_TAKES_CONTRACT | CABINET_TAKES_RECORD | CABINET_TAKES_KEY,
    .request = cabinet_payment_request_get_type,
    .result = cabinet_payment_get_type,
    .guard = "pay",
    .repeat = CABINET_REPEAT_KEY,
  },
  [CABINET_OP_READ_PAYMENT] = {
    .name = "read-payment",
    .takes = CABINET_TAKES_ID,
    .result = cabinet_payment_get_type,
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_LIST_PAYMENTS] = {
    .name = "list-payments",
    .takes = CABINET_TAKES_CONTRACT | CABINET_TAKES_PAGE,
    .result = cabinet_payment_list_get_type,
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_LIST_THREADS] = {
    .name = "list-threads",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_thread_list_get_type,
    .guard = "chat",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_READ_THREAD] = {
    .name = "read-thread",
    .takes = CABINET_TAKES_ID | CABINET_TAKES_PAGE,
    .result = cabinet_message_page_get_type,
    .guard = "chat",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_OPEN_THREAD] = {
    .name = "open-thread",
    .takes = CABINET_TAKES_CONTRACT | CABINET_TAKES_RECORD | CABINET_TAKES_KEY,
    .request = cabinet_message_request_get_type,
    .result = cabinet_message_get_type,
    .guard = "chat",
    .repeat = CABINET_REPEAT_KEY,
  },
  [CABINET_OP_SEND_MESSAGE] = {
    .name = "send-message",
    .takes = CABINET_TAKES_ID | CABINET_TAKES_RECORD | CABINET_TAKES_KEY,
    .request = cabinet_message_request_get_type,
    .result = cabinet_message_get_type,
    .guard = "chat",
    .repeat = CABINET_REPEAT_KEY,
  },
  [CABINET_OP_MARK_THREAD_READ] = {
    .name = "mark-thread-read",
    .takes = CABINET_TAKES_ID | CABINET_TAKES_RECORD | CABINET_TAKES_KEY,
    .request = cabinet_read_request_get_type,
    .guard = "chat",
    .repeat = CABINET_REPEAT_KEY,
  },
  [CABINET_OP_UPLOAD] = {
    .name = "upload",
    .takes = CABINET_TAKES_RECORD | CABINET_TAKES_KEY,
    .request = cabinet_upload_request_get_type,
    .result = cabinet_attachment_get_type,
    .guard = "chat.attach",
    .repeat = CABINET_REPEAT_KEY,
  },
  [CABINET_OP_FETCH_ATTACHMENT] = {
    .name = "fetch-attachment",
    .takes = CABINET_TAKES_ID,
    .result = cabinet_attachment_content_get_type,
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_LIST_NOTICES] = {
    .name = "list-notices",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_notice_list_get_type,
    .guard = "notices",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_MARK_NOTICE_READ] = {
    .name = "mark-notice-read",
    .takes = CABINET_TAKES_ID | CABINET_TAKES_KEY,
    .guard = "notices",
    .repeat = CABINET_REPEAT_KEY,
  },
  [CABINET_OP_WATCH] = {
    .name = "watch",
    .takes = CABINET_TAKES_PAGE,
    .result = cabinet_event_page_get_type,
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_READ_PROMISE] = {
    .name = "read-promise",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_promise_offer_get_type,
    .guard = "promise",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_READ_SUSPENSION] = {
    .name = "read-suspension",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_suspension_offer_get_type,
    .guard = "suspend",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_REDEEM_CARD] = {
    .name = "redeem-card",
    .takes = CABINET_TAKES_CONTRACT | CABINET_TAKES_RECORD | CABINET_TAKES_KEY,
    .request = cabinet_card_request_get_type,
    .result = cabinet_payment_get_type,
    .guard = "card",
    .repeat = CABINET_REPEAT_NEVER, /* some wrong numbers lock the cards */
  },
  [CABINET_OP_FIND_CHANGE] = {
    .name = "find-change",
    .takes = CABINET_TAKES_CONTRACT | CABINET_TAKES_RECORD,
    .request = cabinet_change_request_get_type,
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_FIND_MESSAGE] = {
    .name = "find-message",
    .takes = CABINET_TAKES_CONTRACT | CABINET_TAKES_RECORD,
    .request = cabinet_message_request_get_type,
    .guard = "chat",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_RECOVER] = {
    .name = "recover",
    .takes = CABINET_TAKES_RECORD,
    .request = cabinet_recovery_request_get_type,
    .result = cabinet_recovery_step_get_type,
    .repeat = CABINET_REPEAT_NEVER, /* each sends a letter or a message, or uses up a code */
  },
  [CABINET_OP_READ_PROFILE] = {
    .name = "read-profile",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_profile_get_type,
    .guard = "profile",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_CHANGE_PROFILE] = {
    .name = "change-profile",
    .takes = CABINET_TAKES_CONTRACT | CABINET_TAKES_RECORD | CABINET_TAKES_KEY,
    .request = cabinet_profile_request_get_type,
    .result = cabinet_profile_get_type,
    .guard = "profile.edit",
    .repeat = CABINET_REPEAT_SAFE,
  },
  [CABINET_OP_CHANGE_PASSWORD] = {
    .name = "change-password",
    .takes = CABINET_TAKES_CONTRACT | CABINET_TAKES_RECORD | CABINET_TAKES_KEY,
    .request = cabinet_password_request_get_type,
    .result = cabinet_session_get_type,
    .guard = "password",
    .repeat = CABINET_REPEAT_NEVER, /* the old one is wrong then, which counts towards a lock */
  },
  [CABINET_OP_LIST_DOCUMENTS] = {
    .name = "list-documents",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_document_list_get_type,
    .guard = "documents",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_READ_DOCUMENT] = {
    .name = "read-document",
    .takes = CABINET_TAKES_ID,
    .result = cabinet_document_get_type,
    .guard = "documents",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_LIST_QUESTIONS] = {
    .name = "list-questions",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_question_list_get_type,
    .guard = "faq",
    .repeat = CABINET_REPEAT_READ,
  },
  [CABINET_OP_LIST_CONNECTIONS] = {
    .name = "list-connections",
    .takes = CABINET_TAKES_CONTRACT,
    .result = cabinet_connection_list_get_type,
    .guard = "connections",
    .repeat = CABINET_REPEAT_READ,
  },
};

/**
 * cabinet_op_get_info:
 *
 * Returns: (transfer none): the line of the table for @op
 */
const CabinetOpInfo *
cabinet_op_get_info (CabinetOp op)
{
  g_return_val_if_fail ((guint) op < CABINET_N_OPS, NULL);

  return &infos[op];
}

/**
 * cabinet_op_get_name:
 *
 * Returns: such as `read-overview`
 */
const char *
cabinet_op_get_name (CabinetOp op)
{
  g_return_val_if_fail ((guint) op < CABINET_N_OPS, NULL);

  return infos[op].name;
}

/* An id becomes a segment of a path, where dots alone would climb, however they are written. */
static gboolean
is_usable (const char *id)
{
  return id != NULL && *id != '\0' && !g_str_equal (id, ".") && !g_str_equal (id, "..");
}

/**
 * cabinet_op_check_call:
 * @error: CABINET_ERROR_INPUT if @call lacks what @op needs: it could only reach another address than meant
 *
 * Returns: whether @call can be sent
 */
gboolean
cabinet_op_check_call (CabinetOp op, const CabinetCall *call, GError **error)
{
  const CabinetOpInfo *info = cabinet_op_get_info (op);
  const char *wrong = NULL;

  if ((info->takes & CABINET_TAKES_CONTRACT) && !is_usable (call->contract))
    wrong = "contract";
  else if ((info->takes & CABINET_TAKES_ID) && !is_usable (call->id))
    wrong = "id";
  else if ((info->takes & CABINET_TAKES_RECORD)
           && (call->record == NULL || G_OBJECT_TYPE (call->record) != info->request ()))
    wrong = g_type_name (info->request ());
  else if ((info->takes & CABINET_TAKES_KEY) && (call->key == NULL || !g_uuid_string_is_valid (call->key)))
    wrong = "key";

  if (wrong == NULL)
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_INPUT, "bad-value", "%s: the %s is not usable", info->name, wrong);
  return FALSE;
}
