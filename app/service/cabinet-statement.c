/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-account-private.h"
#include "cabinet-statement-private.h"

#define FOLD_DELAY 200 /* ms */

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
load (CabinetStatement *self, GArray *months, GArray *lines, CabinetStatementPages *old)
{
  const gboolean by_date = self->order == CABINET_STATEMENT_BY_DATE;
  const gboolean heads = self->heads && by_date;
  const CabinetStatementView view = {
    .archive = self->account->core->archive,
    .account = self->account->id,
    .currency = self->account->contract->currency,
    .filter = &self->filter,
    .order = self->order,
    .ascending = self->ascending,
    .heads = heads,
    .folded =
      self->folded && heads && self->text == NULL && self->filter.least == 0 && self->filter.most == 0,
    .opened = self->opened,
  };

  return cabinet_statement_pages_new (&view, months, lines, old);
}

static void
end_search (CabinetStatement *self)
{
  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

static void
end_folding (CabinetStatement *self)
{
  if (self->folding != NULL)
    g_cancellable_cancel (self->folding);
  g_clear_object (&self->folding);
  g_clear_handle_id (&self->fold, g_source_remove);
}

/* A search that is not done yet is no longer waited for: its text and its order are those of the statement
 * from now on. */
static void
take_wanted (CabinetStatement *self)
{
  if (self->search == NULL)
    return;
  end_search (self);
  g_free (self->text);
  self->text = g_steal_pointer (&self->wanted);
  self->filter.text = self->text;
  self->order = self->wanted_order;
  self->ascending = self->wanted_ascending;
}

static void
on_folded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CabinetStatement *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines = cabinet_archive_query_lines_finish (CABINET_ARCHIVE (source), result, &error);
  guint position, removed, added;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->folding);
  if (lines == NULL)
    g_warning ("the statement could not be folded: %s", error->message);
  else if (cabinet_statement_pages_fold (self->pages, lines, &position, &removed, &added))
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static gboolean
on_fold (gpointer user_data)
{
  CabinetStatement *self = user_data;
  CabinetLedgerFilter filter = self->filter;

  self->fold = 0;
  if (!cabinet_statement_pages_get_unfolded (self->pages, &filter.from, &filter.to))
    return G_SOURCE_REMOVE;
  self->folding = g_cancellable_new ();
  cabinet_archive_query_lines_async (self->account->core->archive, self->account->id, &filter, self->folding,
                                     on_folded, self);
  return G_SOURCE_REMOVE;
}

/* Not before the rows stand that are seen first: what a long archive takes would be taken from them. */
static void
begin_folding (CabinetStatement *self)
{
  end_folding (self);
  self->fold = g_timeout_add_full (G_PRIORITY_LOW, FOLD_DELAY, on_fold, self, NULL);
}

/* @months, @lines: (nullable): if they are known already. @everything: other rows are asked for. Otherwise
 * the same ones may have changed, and what did not change keeps its place. */
static void
reload_with (CabinetStatement *self, GArray *months, GArray *lines, gboolean everything)
{
  g_autoptr (CabinetStatementPages) old = self->pages;
  guint before = cabinet_statement_pages_get_n_rows (old);
  guint start = 0, tail = 0, after;

  g_clear_handle_id (&self->reload, g_source_remove);
  everything = everything || self->search != NULL;
  take_wanted (self);
  self->pages = load (self, months, lines, everything ? NULL : old);
  after = cabinet_statement_pages_get_n_rows (self->pages);
  if (!everything)
    cabinet_statement_pages_compare (old, self->pages, &start, &tail);
  begin_folding (self);
  if (before - start - tail > 0 || after - start - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before - start - tail, after - start - tail);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_OPERATIONS]);
}

void
cabinet_statement_renew (CabinetStatement *self)
{
  reload_with (self, NULL, NULL, TRUE);
}

static gboolean
on_reload (gpointer user_data)
{
  CabinetStatement *self = user_data;

  self->reload = 0;
  reload_with (self, NULL, NULL, FALSE);
  return G_SOURCE_REMOVE;
}

/* A first sync archives month after month: they are shown together. */
static void
on_ledger_changed (CabinetStatement *self)
{
  if (self->reload == 0)
    self->reload = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_reload, self, NULL);
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
  cabinet_statement_renew (self);
}

static void
on_months_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = cabinet_archive_query_months_finish (CABINET_ARCHIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (months == NULL)
    g_warning ("the statement could not be searched: %s", error->message);
  reload_with (user_data, months, NULL, TRUE);
}

static void
on_lines_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines = cabinet_archive_query_lines_finish (CABINET_ARCHIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (lines == NULL)
    g_warning ("the statement could not be put in order: %s", error->message);
  reload_with (user_data, NULL, lines, TRUE);
}

/* @text: (transfer full) (nullable) */
static void
begin_search (CabinetStatement *self, char *text, CabinetStatementOrder order, gboolean ascending)
{
  CabinetArchive *archive = self->account->core->archive;
  CabinetLedgerFilter filter = self->filter;

  end_search (self);
  self->search = g_cancellable_new ();
  g_free (self->wanted);
  self->wanted = text;
  self->wanted_order = order;
  self->wanted_ascending = ascending;
  filter.text = text;
  if (order == CABINET_STATEMENT_BY_DATE)
    cabinet_archive_query_months_async (archive, self->account->id, &filter, self->search, on_months_found,
                                        self);
  else
    cabinet_archive_query_lines_async (archive, self->account->id, &filter, self->search, on_lines_found,
                                       self);
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
  CabinetStatementOrder order;
  gboolean ascending;

  g_return_if_fail (CABINET_IS_STATEMENT (self));

  if (g_strcmp0 (self->search != NULL ? self->wanted : self->text, wanted) == 0)
    return;
  order = cabinet_statement_get_order (self, &ascending);
  begin_search (self, g_steal_pointer (&wanted), order, ascending);
}

void
cabinet_statement_set_months (CabinetStatement *self, gboolean months)
{
  g_return_if_fail (CABINET_IS_STATEMENT (self));

  if (self->heads == !!months)
    return;
  self->heads = !!months;
  cabinet_statement_renew (self);
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
  CabinetStatementOrder now;
  gboolean now_ascending;

  g_return_if_fail (CABINET_IS_STATEMENT (self));

  now = cabinet_statement_get_order (self, &now_ascending);
  ascending = !!ascending;
  if (now == order && now_ascending == ascending)
    return;
  if (order != CABINET_STATEMENT_BY_DATE)
    {
      begin_search (self, g_strdup (self->search != NULL ? self->wanted : self->text), order, ascending);
      return;
    }
  take_wanted (self);
  self->order = order;
  self->ascending = ascending;
  cabinet_statement_renew (self);
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
    *ascending = self->search != NULL ? self->wanted_ascending : self->ascending;
  return self->search != NULL ? self->wanted_order : self->order;
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

  if (self->folded == !!folded)
    return;
  self->folded = !!folded;
  cabinet_statement_renew (self);
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
  g_autoptr (CabinetStatementRow) row = NULL;
  guint removed, added;

  g_return_val_if_fail (CABINET_IS_STATEMENT (self), FALSE);

  row = cabinet_statement_pages_get_row (self->pages, position);
  if (!cabinet_statement_pages_toggle (self->pages, position, &removed, &added))
    return FALSE;
  g_list_model_items_changed (G_LIST_MODEL (self), position + 1, removed, added);
  cabinet_statement_row_set_open (row, added > 0);
  return TRUE;
}

/**
 * cabinet_statement_add_up:
 * @self: a statement
 * @ranges: (array length=n_ranges): rows; those beyond the last are passed over
 * @sum: (out caller-allocates): what their operations add up to: a head of a month has none, a run has all
 *   that it stands for, and none counts twice
 *
 * Makes no rows, and is quick for all of them.
 *
 * Returns: FALSE if the archive could not be read, which is logged; @sum is then zero
 */
gboolean
cabinet_statement_add_up (CabinetStatement *self,
                          const CabinetStatementRange *ranges,
                          guint n_ranges,
                          CabinetStatementSum *sum)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT (self), FALSE);

  return cabinet_statement_pages_add_up (self->pages, ranges, n_ranges, sum);
}

/**
 * cabinet_statement_dup_text:
 * @self: a statement
 * @ranges: (array length=n_ranges): rows, as for [method@Statement.add_up]
 *
 * Returns: (transfer full): their operations in the order of the rows, a line each, its cells parted by tabs
 *   (see cabinet_operation_dup_cells()); the first 10,000 of them; empty if there are none
 */
char *
cabinet_statement_dup_text (CabinetStatement *self, const CabinetStatementRange *ranges, guint n_ranges)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT (self), NULL);

  return cabinet_statement_pages_dup_text (self->pages, ranges, n_ranges);
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
  end_search (self);
  end_folding (self);
  g_hash_table_unref (self->opened);
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
  self->opened = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
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
  self->pages = load (self, NULL, NULL, NULL);
  g_signal_connect_object (account, "ledger-changed", G_CALLBACK (on_ledger_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}
