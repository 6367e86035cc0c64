/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-loose.h"
#include "cabinet-system.h"

G_BEGIN_DECLS

/* Ids of this connector are a letter and the number of ABillS, which counts each kind of thing from 1. They
 * are made and read here only. */
#define ABILLS_ID_INTERNET 'i'
#define ABILLS_ID_EXTRA 'a' /* a service of the module Abon */
#define ABILLS_ID_TV 'c'
#define ABILLS_ID_PHONE 'v'
#define ABILLS_ID_TARIFF 't'
#define ABILLS_ID_SCHEDULE 's' /* a change of tariff on its way */
#define ABILLS_ID_HOLDUP 'h'   /* a block of the service of that number */
#define ABILLS_ID_PAYMENT 'p'
#define ABILLS_ID_FEE 'f'
#define ABILLS_ID_TICKET 'm' /* also of the message that opened it */
#define ABILLS_ID_REPLY 'r'
#define ABILLS_ID_FILE 'd'
#define ABILLS_ID_NEWS 'n'
#define ABILLS_ID_INVOICE 'b'
#define ABILLS_ID_QUESTION 'q'
char *abills_dup_id (char kind, JsonObject *row, const char *member);
const char *abills_parse_id (const char *id, char kind);
gboolean abills_has_id (JsonObject *row, const char *member, const char *id, char kind);

/* Ids of tariffs, which name the service where there are several. */
char *abills_dup_tariff_id (JsonArray *internet, JsonObject *service, JsonObject *row);
char *abills_parse_tariff_id (const char *id);
gboolean abills_is_tariff (JsonObject *row, const char *id);
JsonObject *abills_find_tariff (JsonArray *rows, const char *id);
JsonObject *abills_find_service (JsonArray *internet, const char *id);

/* Requests. */
JsonBuilder *abills_body_new (void);
void abills_body_add (JsonBuilder *body, const char *member, const char *text);
void abills_body_add_number (JsonBuilder *body, const char *member, const char *digits);
CabinetRequest *abills_request (const char *method, const char *path, JsonBuilder *body);
CabinetRequest *abills_get (const char *path);
CabinetRequest *abills_public (const char *path, JsonBuilder *body);
CabinetRequest *abills_prove (const char *login, const char *password);
gboolean abills_is_blank (const char *text);
char *abills_dup_digits (const char *phone);
char *abills_mask_phone (const char *phone);

/* Answers. */
typedef enum
{
  ABILLS_NEEDED,
  ABILLS_IF_OFFERED,  /* it may be that the system or the operator has it not */
  ABILLS_IF_POSSIBLE, /* an ornament: whatever becomes of it */
} AbillsNeed;

typedef struct
{
  const char *path; /* of a GET; NULL ends the list */
  AbillsNeed need;
} AbillsRead;

gboolean abills_check_json (CabinetSequence *sequence, guint step, GError **error);
gboolean abills_check (CabinetSequence *sequence, guint step, GError **error);
gboolean abills_check_change (CabinetSequence *sequence, guint step, gboolean *known, GError **error);
CabinetRequest *abills_read_all (CabinetSequence *sequence, const AbillsRead *reads, GError **error);
JsonArray *abills_get_rows (CabinetSequence *sequence, guint step);
CabinetRequest *abills_fail (GError **error, GError *problem, const char *word, const char *field);
GError *abills_unsupported (void);
GError *abills_not_found (void);
GError *abills_not_shown (void);
const char *abills_switched_off (void);

/* What an answer does not say. */
const char *abills_get_currency (CabinetSequence *sequence);
char *abills_dup_zone (void);
CabinetDate abills_get_today (CabinetSequence *sequence);
CabinetInstant abills_get_now (CabinetSequence *sequence);
char *abills_dup_web (CabinetSequence *sequence);
CabinetInstant abills_get_time (JsonObject *object, const char *member, CabinetDate *day);

/* Services, as the rows of /user/internet and /user/abon tell them. */
CabinetLineState abills_get_state (JsonObject *row, const char **reason);
CabinetLine *abills_line_new (JsonArray *internet, const CabinetMoney *deposit);
GListStore *
abills_service_lines_new (JsonArray *internet, JsonArray *extra, const char *currency, CabinetDate today);
CabinetMoney
abills_get_fee (JsonObject *row, const char *currency, CabinetDate today, CabinetFeePeriod *period);
JsonObject *abills_find_row (JsonArray *rows, const char *member, const char *id, char kind);
JsonObject *abills_get_schedule (JsonObject *row);
JsonObject *abills_get_holdup (JsonObject *row);
gboolean abills_holdup_is_set (JsonObject *holdup);
void abills_lines_replace (
  GListStore *lines, const char *id, JsonObject *tariff, const char *currency, CabinetDate today);
CabinetPendingChange *abills_pending_new (
  JsonObject *row, JsonArray *internet, JsonArray *extra, const char *currency, CabinetDate today);

/* Changes. */
const char *abills_get_terms_path (CabinetChangeRequest *wanted);
char *abills_dup_token (CabinetSequence *sequence, guint user, guint terms);
gboolean abills_is_as_confirmed (CabinetChangeRequest *wanted, JsonObject *user);
CabinetInstant abills_get_start (CabinetDate day);
JsonObject *abills_get_block_terms (JsonObject *config);

/* The person. */
gboolean abills_can_edit (JsonObject *config, const char *member);
CabinetPasswordRules *abills_password_rules_new (JsonObject *rules, const char *length, const char *symbols);

/* The entries of the table. */
CabinetRequest *abills_read_provider (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_sign_in (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_sign_in_next (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_sign_out (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_list_contracts (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_read_capabilities (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_read_overview (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_read_statement (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_list_services (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_list_tariffs (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_preview_change (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_apply_change (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_find_change (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_list_changes (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_cancel_change (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_read_promise (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_read_suspension (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_redeem_card (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_list_methods (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_list_threads (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_read_thread (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_open_thread (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_send_message (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_find_message (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_fetch_attachment (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_list_notices (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_recover (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_read_profile (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_change_profile (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_change_password (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_list_documents (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_read_document (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_list_questions (CabinetSequence *sequence, GError **error);
CabinetRequest *abills_list_connections (CabinetSequence *sequence, GError **error);

G_END_DECLS
