/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-loose.h"
#include "cabinet-system.h"

G_BEGIN_DECLS

/* There are no sessions: each request carries the login and the MD5 of the password, which is as good as the
 * password itself. What is kept as a token is both, and how the portal takes them: "c:login:md5" in cookies,
 * "q:login:md5" in the query, which is used only where the cookies were refused. */
typedef enum
{
  UBILLING_FORM_COOKIE = 'c',
  UBILLING_FORM_QUERY = 'q',
} UbillingForm;

CabinetRequest *ubilling_ask_to_prove (const char *login, const char *secret, UbillingForm form);
gboolean ubilling_check_proof (CabinetSequence *sequence, guint step, const char *login, GError **error);
CabinetSession *ubilling_session_new (const char *login, const char *secret, UbillingForm form);

/* What all of the connector asks and judges answers with. */

CabinetRequest *ubilling_ask (const char *verb);
CabinetRequest *ubilling_ask_module (const char *module, const char *agent);

gboolean ubilling_check_answer (CabinetSequence *sequence, guint step, GError **error);
JsonObject *ubilling_get_userdata (CabinetSequence *sequence, guint step, GError **error);
gboolean ubilling_is_login_page (CabinetResponse *answer);
gboolean ubilling_is_final (const GError *error);
GError *ubilling_new_web_page_error (void);

const char *ubilling_get_currency (CabinetSequence *sequence, JsonObject *userdata);
const char *ubilling_find_currency (const char *text);
char *ubilling_dup_word (JsonObject *object, const char *member);
char *ubilling_dup_zone (void);
CabinetDate ubilling_get_today (void);

/* The steps, by file. */
void ubilling_sign (const char *token, CabinetSignature *signature);
CabinetRequest *ubilling_sign_in (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_sign_out (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_read_provider (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_list_contracts (CabinetSequence *sequence, GError **error);

CabinetRequest *ubilling_read_capabilities (CabinetSequence *sequence, GError **error);

CabinetRequest *ubilling_read_overview (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_list_services (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_list_tariffs (CabinetSequence *sequence, GError **error);

CabinetRequest *ubilling_read_statement (CabinetSequence *sequence, GError **error);

CabinetRequest *ubilling_read_promise (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_preview_promise (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_take_promise (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_find_promise (CabinetSequence *sequence, GError **error);

CabinetRequest *ubilling_read_suspension (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_preview_block (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_apply_block (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_find_block (CabinetSequence *sequence, GError **error);

CabinetRequest *ubilling_read_profile (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_change_password (CabinetSequence *sequence, GError **error);

CabinetRequest *ubilling_preview_tariff (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_change_tariff (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_find_tariff (CabinetSequence *sequence, GError **error);

CabinetRequest *ubilling_redeem_card (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_list_methods (CabinetSequence *sequence, GError **error);

CabinetRequest *ubilling_list_threads (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_read_thread (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_send (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_find_message (CabinetSequence *sequence, GError **error);

CabinetRequest *ubilling_list_notices (CabinetSequence *sequence, GError **error);
CabinetRequest *ubilling_mark_notices (CabinetSequence *sequence, GError **error);

G_END_DECLS
