/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills.h"

#include <glib/gi18n-lib.h>

/* ISO 4217: the numbers of currencies that providers of this system are likely to have. */
static const struct
{
  gint64 number;
  const char *code;
} currencies[] = {
  { 51, "AMD" },  { 398, "KZT" }, { 417, "KGS" }, { 496, "MNT" }, { 498, "MDL" },
  { 643, "RUB" }, { 810, "RUB" }, { 840, "USD" }, { 860, "UZS" }, { 933, "BYN" },
  { 934, "TMT" }, { 944, "AZN" }, { 946, "RON" }, { 972, "TJS" }, { 975, "BGN" },
  { 978, "EUR" }, { 980, "UAH" }, { 981, "GEL" }, { 985, "PLN" },
};

static char *
dup_currency (JsonObject *config)
{
  JsonObject *system = cabinet_loose_get_object (config, "system");
  gint64 number = cabinet_loose_get_int (system, "currency");
  g_autofree char *text = cabinet_loose_dup_text (system, "currency");

  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (currencies[i].number == number)
      return g_strdup (currencies[i].code);
  if (text != NULL && g_regex_match_simple ("^[A-Z]{3}$", text, 0, 0))
    return g_steal_pointer (&text);
  return g_strdup ("XXX");
}

/* "0" is no number of a contract. */
static char *
dup_number (JsonObject *person, const char *uid)
{
  g_autofree char *number = cabinet_loose_dup_text (person, "contractId");

  return number != NULL && !g_str_equal (number, "0") ? g_steal_pointer (&number) : g_strdup (uid);
}

/* A session opens exactly one contract (Q12). */
CabinetRequest *
abills_list_contracts (CabinetSequence *sequence, GError **error)
{
  static const AbillsRead reads[] = {
    { "user", ABILLS_NEEDED },
    { "user/pi", ABILLS_NEEDED },
    { "user/config", ABILLS_NEEDED },
    { NULL },
  };
  g_autoptr (CabinetContract) contract = NULL;
  g_autofree char *uid = NULL;
  JsonObject *user, *person;
  CabinetRequest *next = abills_read_all (sequence, reads, error);

  if (next != NULL || *error != NULL)
    return next;
  user = cabinet_sequence_get_object (sequence, 0);
  person = cabinet_sequence_get_object (sequence, 1);
  uid = cabinet_loose_dup_text (user, "uid");
  if (uid == NULL)
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "uid: missing");
      return NULL;
    }
  contract = g_object_new (CABINET_TYPE_CONTRACT, NULL);
  contract->id = g_strdup (uid);
  contract->number = dup_number (person, uid);
  contract->holder = cabinet_loose_dup_text (person, "fio");
  contract->address = cabinet_loose_dup_text (person, "addressFull");
  contract->city = cabinet_loose_dup_text (person, "city");
  contract->zone = abills_dup_zone ();
  contract->currency = dup_currency (cabinet_sequence_get_object (sequence, 2));
  contract->signed_on = cabinet_loose_get_date (person, "contractDate");
  sequence->record = g_object_new (CABINET_TYPE_CONTRACT_LIST, NULL);
  g_list_store_append (CABINET_CONTRACT_LIST (sequence->record)->contracts, contract);
  return NULL;
}

/* A key that is there says yes, whatever it holds. */
static void
add_flag (CabinetSequence *sequence, const char *name, gboolean on)
{
  cabinet_capability_list_add (CABINET_CAPABILITY_LIST (sequence->record), name,
                               on ? CABINET_CAPABILITY_ANSWER_YES : CABINET_CAPABILITY_ANSWER_NO,
                               on ? NULL : "switched_off", on ? NULL : abills_switched_off ());
}

/* The flag of payments is set where their module is not even installed: only asking tells. */
static void
add_pay (CabinetSequence *sequence, gboolean on)
{
  g_autoptr (GError) error = NULL;

  if (on && !abills_check (sequence, 1, &error)
      && g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED))
    on = FALSE;
  add_flag (sequence, "pay", on);
}

static gboolean
has_any (JsonObject *config, const char *a, const char *b, const char *c)
{
  return json_object_has_member (config, a) || json_object_has_member (config, b)
         || json_object_has_member (config, c);
}

static gboolean
can_edit_any (JsonObject *config)
{
  return abills_can_edit (config, "fio") || abills_can_edit (config, "phone")
         || abills_can_edit (config, "cellPhone") || abills_can_edit (config, "email");
}

/* What one key says. */
static void
add_flags (CabinetSequence *sequence, JsonObject *config)
{
  static const struct
  {
    const char *name;
    const char *key;
  } flags[] = {
    { "service.switch", "abonClient" },     { "chat", "msgsUser" },
    { "chat.attach", "msgsUser" },          { "notices", "portalNews" },
    { "password", "userChgPasswd" },        { "documents", "docsInvoicesList" },
    { "connections", "internetUserStats" }, { "faq", "expertFaq" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    add_flag (sequence, flags[i].name, json_object_has_member (config, flags[i].key));
}

static void
add_capabilities (CabinetSequence *sequence, JsonObject *config)
{
  JsonObject *periods = cabinet_loose_get_object (config, "internet");
  gboolean can_change = json_object_has_member (config, "internetUserChgTp") && periods != NULL
                        && json_object_get_size (periods) > 0;
  gboolean can_block = has_any (config, "holdup", "userHoldupAll", "internetUserHoldup");
  JsonObject *card = cabinet_loose_get_object (config, "cardsUserPayment");

  add_flag (sequence, "statement", TRUE);
  add_flag (sequence, "services", TRUE);
  add_flag (sequence, "profile", TRUE);
  add_flags (sequence, config);
  add_flag (sequence, "profile.edit", can_edit_any (config));
  add_flag (sequence, "tariffs", has_any (config, "internetUserInfo", "internetUserChgTp", "internet"));
  add_flag (sequence, "tariff.change", can_change);
  add_flag (sequence, "change.cancel", can_change || can_block);
  add_flag (sequence, "suspend", can_block);
  add_flag (sequence, "resume", can_block);
  add_pay (sequence, json_object_has_member (config, "paysysPayment"));
  /* Its flag is there only while it can be had: why not is told by the offer. */
  add_flag (sequence, "promise", TRUE);
  if (card != NULL && cabinet_loose_get_bool (card, "serial"))
    cabinet_capability_list_add (CABINET_CAPABILITY_LIST (sequence->record), "card",
                                 CABINET_CAPABILITY_ANSWER_YES, "with_serial", NULL);
  else
    add_flag (sequence, "card", json_object_has_member (config, "cardsUserPayment"));
}

CabinetRequest *
abills_read_capabilities (CabinetSequence *sequence, GError **error)
{
  JsonObject *config;

  if (sequence->answers->len == 0)
    return abills_get ("user/config");
  if (!abills_check (sequence, 0, error))
    return NULL;
  config = cabinet_sequence_get_object (sequence, 0);
  if (config == NULL)
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "config: not an object");
      return NULL;
    }
  if (sequence->answers->len == 1 && json_object_has_member (config, "paysysPayment"))
    return abills_get ("user/paysys/systems");
  sequence->record = g_object_new (CABINET_TYPE_CAPABILITY_LIST, NULL);
  add_capabilities (sequence, config);
  return NULL;
}
