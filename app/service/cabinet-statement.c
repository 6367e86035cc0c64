/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-statement.h"

#include "cabinet-account-private.h"
#include "cabinet-statement-pages.h"
#include "cabinet-statement-private.h"

/* Positions are reckoned from the months' counts; operations are read when somebody looks at them. */
struct _CabinetStatement
{
  GObject parent_instance;

  CabinetAccount *account;
  CabinetLedgerFilter filter;
  char *service;  /* of the filter */
  char *text;     /* of the filter */
  gboolean heads; /* a row for each month */
  CabinetStatementPages *pages;
  guint reload; /* idle source */
  GCancellable *search;
  char *wanted; /* the text that is searched for */
};

enum
{
  PROP_0,
  PROP_N_OPERATIONS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CabinetStatement,
                               cabinet_statement,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static CabinetStatementPages *
load (CabinetStatement *self, GArray *months)
{
  return cabinet_statement_pages_new (self->account->core->archive, self->account->id,
                                      self->account->contract->currency, &self->filter, months, self->heads);
}

/* A search that is not done yet is no longer waited for: its text is part of the filter from now on. */
static void
take_wanted (CabinetStatement *self)
{
  if (self->search == NULL)
    return;
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  g_free (self->text);
  self->text = g_steal_pointer (&self->wanted);
  self->filter.text = self->text;
}

/* @months: (nullable): if they are known already. @everything: other rows are asked for. Otherwise the same
 * ones may have changed, and what did not change keeps its place. */
static void
reload_with (CabinetStatement *self, GArray *months, gboolean everything)
{
  g_autoptr (CabinetStatementPages) old = self->pages;
  guint before = cabinet_statement_pages_get_n_rows (old);
  guint start = 0, tail = 0, after;

  g_clear_handle_id (&self->reload, g_source_remove);
  everything = everything || self->search != NULL;
  take_wanted (self);
  self->pages = load (self, months);
  after = cabinet_statement_pages_get_n_rows (self->pages);
  if (!everything)
    cabinet_statement_pages_compare (old, self->pages, &start, &tail);
  if (before - start - tail > 0 || after - start - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before - start - tail, after - start - tail);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_OPERATIONS]);
}

static void
reload (CabinetStatement *self, gboolean everything)
{
  reload_with (self, NULL, everything);
}

static gboolean
on_reload (gpointer user_data)
{
  CabinetStatement *self = user_data;

  self->reload = 0;
  reload (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* A first sync archives month after month: they are shown together. */
static void
on_ledger_changed (CabinetStatement *self)
{
  if (self->reload == 0)
    self->reload = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_reload, self, NULL);
}

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
  reload (self, TRUE);
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
  reload (self, TRUE);
}

void
cabinet_statement_set_kind (CabinetStatement *self, CabinetOperationKind kind)
{
  g_return_if_fail (CABINET_IS_STATEMENT (self));

  if (self->filter.kind == (int) kind)
    return;
  self->filter.kind = kind;
  reload (self, TRUE);
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
  reload (self, TRUE);
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
  reload (self, TRUE);
}

/* (transfer full) (nullable): NULL = any text does. */
static char *
dup_wanted (const char *text)
{
  g_autofree char *wanted = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  return wanted != NULL && *wanted != '\0' ? g_steal_pointer (&wanted) : NULL;
}

/**
 * cabinet_statement_set_text:
 * @self: a statement
 * @text: (nullable): words that must all occur, or begin one that does; case and ё/е folded; a month, a year
 *   or a sum is that of the operation; NULL or blank = any
 */
void
cabinet_statement_set_text (CabinetStatement *self, const char *text)
{
  g_autofree char *wanted = dup_wanted (text);

  g_return_if_fail (CABINET_IS_STATEMENT (self));

  if (self->search == NULL && g_strcmp0 (self->text, wanted) == 0)
    return;
  take_wanted (self);
  g_free (self->text);
  self->text = g_steal_pointer (&wanted);
  self->filter.text = self->text;
  reload (self, TRUE);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = cabinet_archive_query_months_finish (CABINET_ARCHIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (months == NULL)
    g_warning ("the statement could not be searched: %s", error->message);
  reload_with (user_data, months, TRUE);
}

/**
 * cabinet_statement_search:
 * @self: a statement
 * @text: (nullable): as in [func@statement_set_text]
 *
 * Looks for @text in a thread of its own; until it is found the rows stay what they are. A search that is not
 * done yet is cancelled.
 */
void
cabinet_statement_search (CabinetStatement *self, const char *text)
{
  g_autofree char *wanted = dup_wanted (text);
  CabinetLedgerFilter filter;

  g_return_if_fail (CABINET_IS_STATEMENT (self));

  if (g_strcmp0 (self->search != NULL ? self->wanted : self->text, wanted) == 0)
    return;
  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  self->search = g_cancellable_new ();
  g_free (self->wanted);
  self->wanted = g_steal_pointer (&wanted);
  filter = self->filter;
  filter.text = self->wanted;
  cabinet_archive_query_months_async (self->account->core->archive, self->account->id, &filter, self->search,
                                      on_found, self);
}

void
cabinet_statement_set_months (CabinetStatement *self, gboolean months)
{
  g_return_if_fail (CABINET_IS_STATEMENT (self));

  if (self->heads == !!months)
    return;
  self->heads = !!months;
  reload (self, TRUE);
}

/**
 * cabinet_statement_set_order:
 * @self: a statement, newest first until this is called
 * @order: by what
 * @ascending: oldest, first letters, largest charges first
 *
 * By date the rows change at once. Another order is read in a thread of its own; until then the rows stay
 * what they are. It has neither heads nor runs.
 */
void
cabinet_statement_set_order (CabinetStatement *self, CabinetStatementOrder order, gboolean ascending)
{
  g_return_if_fail (CABINET_IS_STATEMENT (self));
}

/**
 * cabinet_statement_get_order:
 * @self: a statement
 * @ascending: (out) (optional): as in [method@Statement.set_order]
 *
 * Returns: the order that was asked for last, also if its rows are still being read
 */
CabinetStatementOrder
cabinet_statement_get_order (CabinetStatement *self, gboolean *ascending)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT (self), CABINET_STATEMENT_BY_DATE);

  if (ascending != NULL)
    *ascending = FALSE;
  return CABINET_STATEMENT_BY_DATE;
}

/**
 * cabinet_statement_set_folded:
 * @self: a statement
 * @folded: whether charges of one month with the same title and service, between two operations that are no
 *   charges, are one row
 *
 * Takes effect by date, with heads, without a text and a range of sums. The newest months are folded at
 * once, the others soon after, which is told by one items-changed.
 */
void
cabinet_statement_set_folded (CabinetStatement *self, gboolean folded)
{
  g_return_if_fail (CABINET_IS_STATEMENT (self));
}

/**
 * cabinet_statement_toggle_run:
 * @self: a statement
 * @position: of a row of the kind RUN
 *
 * Opens it: its operations follow it as rows that are within; or closes it. The row itself stays the same
 * object, whose property "open" changes; items-changed tells of those that follow.
 *
 * Returns: FALSE if there is no run at @position
 */
gboolean
cabinet_statement_toggle_run (CabinetStatement *self, guint position)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT (self), FALSE);

  return FALSE;
}

guint
cabinet_statement_get_n_operations (CabinetStatement *self)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT (self), 0);

  return cabinet_statement_pages_get_n_operations (self->pages);
}

CabinetMoney
cabinet_statement_get_charged (CabinetStatement *self)
{
  return cabinet_statement_pages_get_charged (self->pages);
}

CabinetMoney
cabinet_statement_get_credited (CabinetStatement *self)
{
  return cabinet_statement_pages_get_credited (self->pages);
}

CabinetAccount *
cabinet_statement_get_account (CabinetStatement *self)
{
  return self->account;
}

const CabinetLedgerFilter *
cabinet_statement_get_filter (CabinetStatement *self)
{
  return &self->filter;
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

static GType
statement_get_item_type (GListModel *model)
{
  return CABINET_TYPE_STATEMENT_ROW;
}

static guint
statement_get_n_items (GListModel *model)
{
  return cabinet_statement_pages_get_n_rows (CABINET_STATEMENT (model)->pages);
}

static gpointer
statement_get_item (GListModel *model, guint position)
{
  return cabinet_statement_pages_get_row (CABINET_STATEMENT (model)->pages, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = statement_get_item_type;
  iface->get_n_items = statement_get_n_items;
  iface->get_item = statement_get_item;
}

static void
cabinet_statement_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_N_OPERATIONS)
    g_value_set_uint (value, cabinet_statement_get_n_operations (CABINET_STATEMENT (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_statement_finalize (GObject *object)
{
  CabinetStatement *self = CABINET_STATEMENT (object);

  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_pointer (&self->pages, cabinet_statement_pages_free);
  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  g_clear_object (&self->account);
  g_free (self->service);
  g_free (self->text);
  g_free (self->wanted);
  G_OBJECT_CLASS (cabinet_statement_parent_class)->finalize (object);
}

static void
cabinet_statement_class_init (CabinetStatementClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cabinet_statement_get_property;
  object_class->finalize = cabinet_statement_finalize;
  props[PROP_N_OPERATIONS] =
    g_param_spec_uint ("n-operations", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cabinet_statement_init (CabinetStatement *self)
{
  self->heads = TRUE;
}

/**
 * cabinet_statement_new:
 * @account: whose operations
 *
 * Returns: (transfer full): all operations that are archived, with a row for each month
 */
CabinetStatement *
cabinet_statement_new (CabinetAccount *account)
{
  CabinetStatement *self;

  g_return_val_if_fail (CABINET_IS_ACCOUNT (account), NULL);

  self = g_object_new (CABINET_TYPE_STATEMENT, NULL);
  self->account = g_object_ref (account);
  self->pages = load (self, NULL);
  g_signal_connect_object (account, "ledger-changed", G_CALLBACK (on_ledger_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}
