/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-tenant.h"

#include "cabinet-descriptors.h"

const DemoTenant *const demo_tenants[] = {
  &demo_tenant_tomtel, &demo_tenant_telemir, &demo_tenant_tctr, &demo_tenant_centra, &demo_tenant_mts, NULL,
};

/**
 * demo_tenant_find:
 *
 * Returns: (nullable): the tenant of that path
 */
const DemoTenant *
demo_tenant_find (const char *id)
{
  for (guint i = 0; demo_tenants[i] != NULL; i++)
    if (g_str_equal (demo_tenants[i]->id, id))
      return demo_tenants[i];
  return NULL;
}

const DemoTariff *
demo_tenant_find_tariff (const DemoTenant *self, const char *id)
{
  for (const DemoTariff *each = self->tariffs; each->id != NULL; each++)
    if (g_str_equal (each->id, id))
      return each;
  g_error ("Tenant %s has no tariff %s", self->id, id);
}

/**
 * demo_tariff_is_for:
 *
 * Returns: whether @contract may see it: what is sold, to its own kind of subscriber (G18)
 */
gboolean
demo_tariff_is_for (const DemoTariff *self, const DemoContractSpec *contract)
{
  return self->sold && self->business == contract->entity
         && (self->category == NULL || g_strcmp0 (self->category, contract->category) == 0);
}

/**
 * demo_tenant_when:
 * @service: (nullable): NULL = a tariff
 *
 * Returns: DemoWhen, when it may begin or end
 */
guint
demo_tenant_when (const DemoTenant *self, const DemoService *service)
{
  return service != NULL && service->when != 0 ? service->when : self->changes;
}

/**
 * demo_tenant_find_promise:
 *
 * Returns: (nullable): the payment that can be promised
 */
const DemoPromise *
demo_tenant_find_promise (const DemoTenant *self, const char *id)
{
  for (const DemoPromise *each = self->promises != NULL ? self->promises->choices : NULL;
       each != NULL && each->id != NULL; each++)
    if (g_str_equal (each->id, id))
      return each;
  return NULL;
}

const DemoCase *
demo_tenant_find_case (const DemoTenant *self, const char *id)
{
  for (const DemoCase *each = self->cases; each->id != NULL; each++)
    if (g_str_equal (each->id, id))
      return each;
  g_error ("Tenant %s has no case %s", self->id, id);
}

/**
 * demo_tenant_find_contract:
 * @category: (nullable): NULL or empty = none
 *
 * Returns: (nullable): what is told of the contract
 */
const DemoContractSpec *
demo_tenant_find_contract (const DemoTenant *self, const char *category, const char *number)
{
  for (const DemoContractSpec *each = self->contracts; each->number != NULL; each++)
    if (g_str_equal (each->number, number)
        && g_strcmp0 (each->category != NULL ? each->category : "", category != NULL ? category : "") == 0)
      return each;
  return NULL;
}

/**
 * demo_tenant_find_login:
 * @category: (nullable): NULL or empty = none
 *
 * Returns: (nullable): the login, which is looked up only within its category (A18)
 */
const DemoLogin *
demo_tenant_find_login (const DemoTenant *self, const char *category, const char *login)
{
  for (const DemoLogin *each = self->logins; each->login != NULL; each++)
    if (g_str_equal (each->login, login)
        && g_strcmp0 (each->category != NULL ? each->category : "", category != NULL ? category : "") == 0)
      return each;
  return NULL;
}

gboolean
demo_tenant_has_category (const DemoTenant *self, const char *category)
{
  for (const DemoLogin *each = self->logins; each->login != NULL; each++)
    if (g_strcmp0 (each->category, category) == 0)
      return TRUE;
  return FALSE;
}

gboolean
demo_tenant_has_categories (const DemoTenant *self)
{
  return self->logins[0].category != NULL;
}

/**
 * demo_tenant_get_info:
 *
 * Returns: (transfer none): what GET provider answers, read once from the descriptor of the same id
 */
CabinetProviderInfo *
demo_tenant_get_info (const DemoTenant *self, DemoLanguage language)
{
  static GHashTable *infos;
  g_autofree char *key = g_strdup_printf ("%s %s", self->id, demo_language_tag (language));
  CabinetProviderInfo *info;

  if (infos == NULL)
    infos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  info = g_hash_table_lookup (infos, key);
  if (info != NULL)
    return info;

  info = cabinet_descriptors_lookup (self->id, demo_language_tag (language));
  if (info == NULL)
    g_error ("There is no descriptor of %s", self->id);
  g_clear_pointer (&info->connector, g_free);
  g_clear_pointer (&info->base_url, g_free);
  info->demo = TRUE;
  g_hash_table_insert (infos, g_steal_pointer (&key), info);
  return info;
}

const char *
demo_tenant_get_zone_name (const DemoTenant *self)
{
  return demo_tenant_get_info (self, DEMO_ENGLISH)->zone;
}

const char *
demo_tenant_get_currency (const DemoTenant *self)
{
  return demo_tenant_get_info (self, DEMO_ENGLISH)->currency;
}

/**
 * demo_tenant_get_zone:
 *
 * Returns: (transfer none): the zone whose midnight charges
 */
GTimeZone *
demo_tenant_get_zone (const DemoTenant *self)
{
  static GHashTable *zones;
  GTimeZone *zone;

  if (zones == NULL)
    zones = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_time_zone_unref);
  zone = g_hash_table_lookup (zones, self->id);
  if (zone == NULL)
    {
      zone = g_time_zone_new_identifier (demo_tenant_get_zone_name (self));
      if (zone == NULL)
        g_error ("There is no time zone %s", demo_tenant_get_zone_name (self));
      g_hash_table_insert (zones, (gpointer) self->id, zone);
    }
  return zone;
}

CabinetChargingRule *
demo_tenant_new_rule (const DemoTenant *self, DemoLanguage language)
{
  CabinetChargingRule *rule = g_object_new (CABINET_TYPE_CHARGING_RULE, NULL);

  rule->kind = self->charging;
  rule->day = self->day;
  rule->on_shortage = self->on_shortage;
  rule->throttle_kbps = self->throttle_kbps;
  rule->words = g_strdup (demo_text (&self->rule_words, language));
  return rule;
}

gboolean
demo_login_takes_code (const DemoLogin *self)
{
  return self->secret == NULL;
}

/**
 * demo_login_dup_code:
 *
 * The code that would come by SMS: always the same for a phone, printed by --list-accounts.
 */
char *
demo_login_dup_code (const char *login)
{
  return g_strdup_printf ("%06u", (g_str_hash (login) ^ 0x2f6e2b1u) % 1000000u);
}

guint
demo_login_count_contracts (const DemoLogin *self)
{
  guint n = 0;

  while (n < DEMO_MAX_CONTRACTS && self->contracts[n] != NULL)
    n++;
  return MAX (n, 1);
}

const char *
demo_login_get_contract_number (const DemoLogin *self, guint index)
{
  g_assert (index < demo_login_count_contracts (self));
  return self->contracts[0] != NULL ? self->contracts[index] : self->login;
}
