/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-account-private.h"
#include "cabinet-statement-private.h"

/**
 * cabinet_statement_set_period:
 * @self: a statement
 * @from: the first day wanted, or none
 * @to: the last day wanted, or none
 */
void
cabinet_statement_set_period (CabinetStatement *self, CabinetDate from, CabinetDate to)
{
  g_return_if_fail (CABINET_IS_STATEMENT (self));

  if (self->filter.from == from && self->filter.to == to)
    return;
  self->filter.from = from;
  self->filter.to = to;
  cabinet_statement_renew (self);
}

void
cabinet_statement_set_side (CabinetStatement *self, CabinetStatementSide side)
{
  static const CabinetLedgerSide sides[] = { CABINET_LEDGER_ALL, CABINET_LEDGER_CHARGES,
                                             CABINET_LEDGER_PAYMENTS };

  g_return_if_fail (CABINET_IS_STATEMENT (self));
  g_return_if_fail ((guint) side < G_N_ELEMENTS (sides));

  if (self->filter.side == sides[side])
    return;
  self->filter.side = sides[side];
  cabinet_statement_renew (self);
}

void
cabinet_statement_set_kind (CabinetStatement *self, CabinetOperationKind kind)
{
  g_return_if_fail (CABINET_IS_STATEMENT (self));

  if (self->filter.kind == (int) kind)
    return;
  self->filter.kind = kind;
  cabinet_statement_renew (self);
}

/**
 * cabinet_statement_set_service:
 * @self: a statement
 * @service: (nullable): its title, as [method@Statement.dup_services] has it; NULL = any, "" = only
 * operations that name no service
 */
void
cabinet_statement_set_service (CabinetStatement *self, const char *service)
{
  g_return_if_fail (CABINET_IS_STATEMENT (self));

  if (g_strcmp0 (self->service, service) == 0)
    return;
  g_free (self->service);
  self->service = g_strdup (service);
  self->filter.service = self->service;
  cabinet_statement_renew (self);
}

/**
 * cabinet_statement_set_range:
 * @self: a statement
 * @least: micros, the smallest sum wanted, without its sign; 0 = open
 * @most: micros, the largest sum wanted, without its sign; 0 = open
 */
void
cabinet_statement_set_range (CabinetStatement *self, gint64 least, gint64 most)
{
  g_return_if_fail (CABINET_IS_STATEMENT (self));
  g_return_if_fail (least >= 0 && most >= 0);

  if (self->filter.least == least && self->filter.most == most)
    return;
  self->filter.least = least;
  self->filter.most = most;
  cabinet_statement_renew (self);
}

/**
 * cabinet_statement_get_oldest:
 * @self: a statement
 *
 * Returns: the first day of the oldest month that is archived of this contract, whatever the filter;
 *   CABINET_DATE_NONE if nothing is
 */
CabinetDate
cabinet_statement_get_oldest (CabinetStatement *self)
{
  CabinetLedgerFilter all = { 0 };
  g_autoptr (GArray) months = NULL;

  g_return_val_if_fail (CABINET_IS_STATEMENT (self), CABINET_DATE_NONE);

  months = cabinet_archive_query_months (self->account->core->archive, self->account->id, &all, NULL);
  if (months == NULL || months->len == 0)
    return CABINET_DATE_NONE;
  return g_array_index (months, CabinetLedgerMonth, months->len - 1).month;
}

static int
compare_services (const void *a, const void *b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/**
 * cabinet_statement_dup_services:
 * @self: a statement
 *
 * Looks through all operations of the contract (some 10 ms for 50,000): to be called when somebody wants to
 * choose one.
 *
 * Returns: (transfer full): what [method@Statement.set_service] may be given, by the alphabet, whatever the
 *   filter; to be freed with g_strfreev(); empty if no operation names a service or the archive could not be
 *   read, which is logged
 */
char **
cabinet_statement_dup_services (CabinetStatement *self)
{
  g_autoptr (GError) error = NULL;
  GStrv services;

  g_return_val_if_fail (CABINET_IS_STATEMENT (self), NULL);

  services = cabinet_archive_query_services (self->account->core->archive, self->account->id, &error);
  if (services == NULL)
    {
      g_warning ("the services could not be read: %s", error->message);
      return g_new0 (char *, 1);
    }
  qsort (services, g_strv_length (services), sizeof services[0], compare_services);
  return services;
}
