/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills.h"

#include <glib/gi18n-lib.h>

static void
set_words (char ***words, const char *const *given)
{
  g_strfreev (*words);
  *words = g_strdupv ((char **) given);
}

static CabinetService *
service_new (JsonObject *row, char kind, CabinetSequence *sequence)
{
  CabinetService *service;
  g_autofree char *id = abills_dup_id (kind, row, "id");

  if (id == NULL)
    return NULL;
  service = g_object_new (CABINET_TYPE_SERVICE, NULL);
  service->id = g_steal_pointer (&id);
  service->title = cabinet_loose_dup_text (row, "tpName");
  if (service->title == NULL)
    service->title = g_strdup (service->id);
  service->fee =
    abills_get_fee (row, abills_get_currency (sequence), abills_get_today (sequence), &service->period);
  service->switchable = CABINET_CAPABILITY_ANSWER_NO;
  return service;
}

/* What the person sees as the internet service is switched on only where it waits for its first day. */
static CabinetService *
internet_new (JsonObject *row, CabinetSequence *sequence)
{
  static const char *const now[] = { "now", NULL };
  CabinetService *service = service_new (row, ABILLS_ID_INTERNET, sequence);
  const char *reason;

  if (service == NULL)
    return NULL;
  service->kind = CABINET_SERVICE_KIND_INTERNET;
  service->details = cabinet_loose_dup_text (row, "tpComments");
  service->code = g_strdup ("by_tariff");
  service->reason = g_strdup (_ ("It goes with the tariff"));
  switch (abills_get_state (row, &reason))
    {
    case CABINET_LINE_STATE_ACTIVE:
      service->state = CABINET_SERVICE_STATE_ON;
      break;
    case CABINET_LINE_STATE_SUSPENDED:
      service->state = CABINET_SERVICE_STATE_SUSPENDED;
      break;
    case CABINET_LINE_STATE_BLOCKED:
      service->state = CABINET_SERVICE_STATE_BLOCKED;
      break;
    default:
      service->state = CABINET_SERVICE_STATE_UNKNOWN;
    }
  if (g_strcmp0 (reason, "not_activated") == 0)
    {
      service->state = CABINET_SERVICE_STATE_OFF;
      service->switchable = CABINET_CAPABILITY_ANSWER_YES;
      set_words (&service->when, now);
      g_clear_pointer (&service->code, g_free);
      g_clear_pointer (&service->reason, g_free);
    }
  return service;
}

/* The system has no call that switches an extra service off. */
static CabinetService *
extra_new (JsonObject *row, CabinetSequence *sequence)
{
  static const char *const now[] = { "now", NULL };
  CabinetService *service = service_new (row, ABILLS_ID_EXTRA, sequence);
  gboolean on = cabinet_loose_get_bool (row, "active");

  if (service == NULL)
    return NULL;
  service->kind = CABINET_SERVICE_KIND_OTHER;
  service->details = cabinet_loose_dup_text (row, "description");
  service->state = on ? CABINET_SERVICE_STATE_ON : CABINET_SERVICE_STATE_OFF;
  service->since = cabinet_loose_get_date (row, "startDate");
  /* While it goes on, the end is only that of what is paid. */
  if (cabinet_loose_get_object (row, "nextAbon") == NULL)
    service->until = cabinet_loose_get_date (row, "endDate");
  if (!on && cabinet_loose_get_bool (row, "activate"))
    {
      service->switchable = CABINET_CAPABILITY_ANSWER_YES;
      set_words (&service->when, now);
      return service;
    }
  service->code = g_strdup ("by_operator");
  service->reason =
    g_strdup (on ? _ ("Only the operator switches it off") : _ ("Only the operator switches it on"));
  return service;
}

/* Of TV and telephony no recording exists: that they are there, and what they cost. */
static CabinetService *
other_new (JsonObject *row, char kind, CabinetSequence *sequence)
{
  CabinetService *service = service_new (row, kind, sequence);

  if (service == NULL)
    return NULL;
  service->kind = kind == ABILLS_ID_TV ? CABINET_SERVICE_KIND_TV : CABINET_SERVICE_KIND_TELEPHONY;
  service->state = CABINET_SERVICE_STATE_UNKNOWN;
  service->code = g_strdup ("by_operator");
  service->reason = g_strdup (_ ("It is managed in the provider's own cabinet"));
  return service;
}

static void
add_services (CabinetServiceList *list, JsonArray *rows, char kind, CabinetSequence *sequence)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);
      g_autoptr (CabinetService) service = NULL;

      if (row == NULL)
        continue;
      if (kind == ABILLS_ID_INTERNET)
        service = internet_new (row, sequence);
      else if (kind == ABILLS_ID_EXTRA)
        service = extra_new (row, sequence);
      else
        service = other_new (row, kind, sequence);
      if (service != NULL)
        g_list_store_append (list->services, service);
    }
}

CabinetRequest *
abills_list_services (CabinetSequence *sequence, GError **error)
{
  JsonObject *answer;

  if (sequence->answers->len == 0)
    return abills_get ("user/services");
  if (!abills_check (sequence, 0, error))
    return NULL;
  answer = cabinet_sequence_get_object (sequence, 0);
  sequence->record = g_object_new (CABINET_TYPE_SERVICE_LIST, NULL);
  add_services (sequence->record, cabinet_loose_get_array (answer, "internet"), ABILLS_ID_INTERNET, sequence);
  add_services (sequence->record, cabinet_loose_get_array (answer, "abon"), ABILLS_ID_EXTRA, sequence);
  add_services (sequence->record, cabinet_loose_get_array (answer, "iptv"), ABILLS_ID_TV, sequence);
  add_services (sequence->record, cabinet_loose_get_array (answer, "voip"), ABILLS_ID_PHONE, sequence);
  return NULL;
}

enum
{
  CONFIG,
  INTERNET,
  TARIFFS,
};

static const AbillsRead reads[] = {
  [CONFIG] = { "user/config", ABILLS_NEEDED },
  [INTERNET] = { "user/internet", ABILLS_NEEDED },
  [TARIFFS] = { "user/internet/tariffs/all", ABILLS_IF_OFFERED },
  { NULL },
};

/* When a change may act, as the configuration allows it. */
static GStrv
dup_when (JsonObject *config)
{
  static const struct
  {
    const char *member;
    const char *word;
  } periods[] = { { "now", "now" }, { "nextMonth", "next_period" }, { "schedule", "date" } };
  JsonObject *allowed = cabinet_loose_get_object (config, "internet");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; allowed != NULL && i < G_N_ELEMENTS (periods); i++)
    if (json_object_has_member (allowed, periods[i].member))
      g_strv_builder_add (builder, periods[i].word);
  return g_strv_builder_end (builder);
}

static CabinetTariff *
tariff_new (JsonObject *row, CabinetSequence *sequence, JsonObject *internet)
{
  g_autofree char *id = abills_dup_tariff_id (abills_get_rows (sequence, INTERNET), internet, row);
  CabinetTariff *tariff;

  if (id == NULL)
    return NULL;
  tariff = g_object_new (CABINET_TYPE_TARIFF, NULL);
  tariff->id = g_steal_pointer (&id);
  tariff->title = cabinet_loose_dup_text (row, "tpName");
  if (tariff->title == NULL)
    tariff->title = g_strdup (tariff->id);
  tariff->details = cabinet_loose_dup_text (row, "tpComments");
  tariff->fee =
    abills_get_fee (row, abills_get_currency (sequence), abills_get_today (sequence), &tariff->period);
  return tariff;
}

static void
forbid (CabinetTariff *tariff, CabinetCapabilityAnswer answer, const char *code, const char *reason)
{
  tariff->available = answer;
  tariff->code = g_strdup (code);
  tariff->reason = g_strdup (reason);
}

/* The tariffs that can be changed to are told without the present one. */
static void
add_current (CabinetTariffList *list, CabinetSequence *sequence, JsonObject *internet)
{
  g_autoptr (CabinetTariff) tariff = tariff_new (internet, sequence, internet);

  if (tariff == NULL)
    return;
  tariff->current = TRUE;
  forbid (tariff, CABINET_CAPABILITY_ANSWER_NO, "current", _ ("This is the present tariff"));
  g_list_store_append (list->tariffs, tariff);
}

static void
add_tariff (CabinetTariffList *list, CabinetSequence *sequence, JsonObject *row, JsonObject *internet)
{
  g_autoptr (CabinetTariff) tariff = tariff_new (row, sequence, internet);
  g_autofree char *reason = cabinet_loose_dup_text (row, "error");

  if (tariff == NULL || abills_is_tariff (internet, tariff->id))
    return;
  if (abills_get_schedule (internet) != NULL)
    forbid (tariff, CABINET_CAPABILITY_ANSWER_NOT_NOW, "already_pending",
            _ ("Another change is on its way already"));
  else if (!cabinet_loose_get_bool (row, "canChangeTp"))
    forbid (tariff, CABINET_CAPABILITY_ANSWER_NOT_NOW, "not_eligible", reason);
  else
    {
      tariff->available = CABINET_CAPABILITY_ANSWER_YES;
      g_strfreev (tariff->when);
      tariff->when = dup_when (cabinet_sequence_get_object (sequence, CONFIG));
    }
  /* It may be switched off as a whole. */
  if (tariff->available == CABINET_CAPABILITY_ANSWER_YES && *tariff->when == NULL)
    forbid (tariff, CABINET_CAPABILITY_ANSWER_NO, "switched_off", abills_switched_off ());
  g_list_store_append (list->tariffs, tariff);
}

/* Of several services the one whose tariff can be changed: the system lists tariffs of one only. */
CabinetRequest *
abills_list_tariffs (CabinetSequence *sequence, GError **error)
{
  CabinetRequest *next = abills_read_all (sequence, reads, error);
  JsonObject *internet;
  JsonArray *rows;

  if (next != NULL || *error != NULL)
    return next;
  internet = abills_find_service (abills_get_rows (sequence, INTERNET), NULL);
  rows = abills_get_rows (sequence, TARIFFS);
  sequence->record = g_object_new (CABINET_TYPE_TARIFF_LIST, NULL);
  add_current (sequence->record, sequence, internet);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);

      if (row != NULL)
        add_tariff (sequence->record, sequence, row, internet);
    }
  return NULL;
}
