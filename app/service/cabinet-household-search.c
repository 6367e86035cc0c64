/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-household-private.h"
#include "cabinet-household-search-private.h"

/* A search under way: one question to each contract, which its archive answers in threads. */
typedef struct _CabinetSearchUnderWay Search;

struct _CabinetSearchUnderWay
{
  CabinetHouseholdSearch *owner; /* NULL = given up; it stays until all questions are answered */
  GCancellable *cancellable;
  char *text;
  GPtrArray *parts;    /* of CabinetFoundPart */
  GHashTable *changed; /* of CabinetAccount: whose ledger changed since */
  gboolean again;      /* other contracts came or went since */
  guint n_left;
};

typedef struct
{
  Search *search;
  CabinetFoundPart *part;
} Question;

enum
{
  PROP_SEARCHING = 1,
  N_PROPS
};

enum
{
  FOUND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CabinetHouseholdSearch,
                               cabinet_household_search,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GPtrArray *
parts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cabinet_found_part_free);
}

static GHashTable *
accounts_new (void)
{
  return g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

static CabinetArchive *
get_archive (CabinetHouseholdSearch *self)
{
  return cabinet_household_get_core (self->household)->archive;
}

/* Whose operations are searched: a guest has none. */
static gboolean
is_searched (CabinetHouseholdSearch *self, CabinetAccount *account)
{
  for (guint i = 0; i < cabinet_list_length (self->household); i++)
    if (cabinet_list_get (self->household, i) == account)
      return !cabinet_account_get_guest (account);
  return FALSE;
}

static void
search_free (Search *search)
{
  g_object_unref (search->cancellable);
  g_free (search->text);
  g_ptr_array_unref (search->parts);
  g_hash_table_unref (search->changed);
  g_free (search);
}

static void
give_up (CabinetHouseholdSearch *self)
{
  Search *search = g_steal_pointer (&self->search);

  if (search == NULL)
    return;
  search->owner = NULL;
  g_cancellable_cancel (search->cancellable);
}

/* Rows */

static void
tell_heads (CabinetHouseholdSearch *self, CabinetFoundRows *old)
{
  g_autoptr (GArray) heads = cabinet_found_rows_list_changed_heads (old, self->rows);

  for (guint i = 0; i < heads->len; i++)
    g_list_model_items_changed (G_LIST_MODEL (self), g_array_index (heads, guint, i), 1, 1);
}

/* @text, @parts: (transfer full) (nullable) */
static void
show (CabinetHouseholdSearch *self, char *text, GPtrArray *parts)
{
  g_autoptr (CabinetFoundRows) old = g_steal_pointer (&self->rows);
  const gboolean same = old != NULL && g_strcmp0 (text, self->text) == 0;
  guint before = old != NULL ? cabinet_found_rows_get_n_rows (old) : 0;
  guint start = 0, tail = 0, after = 0;

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self->text);
  self->text = text;
  self->parts = parts;
  if (text != NULL)
    {
      self->rows = cabinet_found_rows_new (get_archive (self), text, parts, same ? old : NULL);
      after = cabinet_found_rows_get_n_rows (self->rows);
    }
  if (same)
    cabinet_found_rows_compare (old, self->rows, &start, &tail);
  if (before - start - tail > 0 || after - start - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before - start - tail, after - start - tail);
  if (same)
    tell_heads (self, old);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
  g_signal_emit (self, signals[FOUND], 0);
}

/* Searching */

static void begin (CabinetHouseholdSearch *self, char *text);
static void look_again (CabinetHouseholdSearch *self);

/* Whether what they come to is still to be added up. */
static gboolean
is_counted (GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    if (((CabinetFoundPart *) g_ptr_array_index (parts, i))->counted)
      return TRUE;
  return FALSE;
}

/* A contract that was removed meanwhile has nothing to show. */
static void
drop_removed (CabinetHouseholdSearch *self, Search *search)
{
  for (guint i = search->parts->len; i > 0; i--)
    if (!is_searched (self, ((CabinetFoundPart *) g_ptr_array_index (search->parts, i - 1))->account))
      g_ptr_array_remove_index (search->parts, i - 1);
}

static void
finish (Search *search)
{
  g_autoptr (CabinetHouseholdSearch) self = search->owner != NULL ? g_object_ref (search->owner) : NULL;
  gboolean again = search->again || g_hash_table_size (search->changed) > 0;
  gboolean counted = is_counted (search->parts);

  if (self != NULL)
    {
      self->search = NULL;
      g_hash_table_unref (self->changed);
      self->changed = g_hash_table_ref (search->changed);
      drop_removed (self, search);
      show (self, g_strdup (search->text), g_ptr_array_ref (search->parts));
      if (counted && self->search == NULL && g_strcmp0 (search->text, self->text) == 0)
        begin (self, g_strdup (self->text));
      else if (again)
        look_again (self);
    }
  search_free (search);
}

static gboolean
is_given_up (Search *search)
{
  return search->owner == NULL || cabinet_household_get_core (search->owner->household)->closed;
}

static CabinetFoundPart *
find_part (GPtrArray *parts, CabinetAccount *account)
{
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    if (((CabinetFoundPart *) g_ptr_array_index (parts, i))->account == account)
      return g_ptr_array_index (parts, i);
  return NULL;
}

static Question *
question_new (Search *search, CabinetFoundPart *part)
{
  Question *question = g_new0 (Question, 1);

  question->search = search;
  question->part = part;
  search->n_left++;
  return question;
}

/* @error: nullable */
static void
end_question (Question *question, const GError *error)
{
  Search *search = question->search;

  if (error != NULL && !is_given_up (search))
    g_warning ("a contract could not be searched: %s", error->message);
  if (--search->n_left == 0)
    finish (search);
}

static void
on_months_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (GError) error = NULL;

  question->part->months = cabinet_archive_query_months_finish (CABINET_ARCHIVE (source), result, &error);
  end_question (question, error);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  CabinetFoundPart *part = question->part;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetLedgerFound) found =
    cabinet_archive_count_finish (CABINET_ARCHIVE (source), result, &error);

  if (found != NULL)
    {
      part->months = g_array_ref (found->months);
      part->newest = g_array_ref (found->newest);
      part->counted = found->months->len > 0;
    }
  end_question (question, error);
}

/* A text that is new is counted first: how much was found, and what of it, is shown before its sums. */
static void
ask (CabinetHouseholdSearch *self, Search *search, CabinetFoundPart *part)
{
  const CabinetLedgerFilter filter = { .text = search->text };
  const char *account = cabinet_account_get_id (part->account);
  Question *question = question_new (search, part);

  if (g_strcmp0 (search->text, self->text) != 0)
    cabinet_archive_count_async (get_archive (self), account, &filter, search->cancellable, on_counted,
                                 question);
  else
    cabinet_archive_query_months_async (get_archive (self), account, &filter, search->cancellable,
                                        on_months_found, question);
}

/* (nullable): what is known of @account if it is still so for @text. */
static GArray *
find_known (CabinetHouseholdSearch *self, const char *text, CabinetAccount *account)
{
  CabinetFoundPart *part;

  if (g_strcmp0 (text, self->text) != 0 || g_hash_table_contains (self->changed, account))
    return NULL;
  part = find_part (self->parts, account);
  return part != NULL && !part->counted ? part->months : NULL;
}

/* @text: (transfer full) */
static void
begin (CabinetHouseholdSearch *self, char *text)
{
  Search *search = g_new0 (Search, 1);

  give_up (self);
  self->search = search;
  search->owner = self;
  search->cancellable = g_cancellable_new ();
  search->text = text;
  search->parts = parts_new ();
  search->changed = accounts_new ();
  search->n_left = 1; /* until all are asked */
  for (guint i = 0; i < cabinet_list_length (self->household); i++)
    {
      CabinetAccount *account = cabinet_list_get (self->household, i);
      CabinetFoundPart *part;

      if (cabinet_account_get_guest (account))
        continue;
      part = cabinet_found_part_new (account, find_known (self, text, account));
      g_ptr_array_add (search->parts, part);
      if (part->months == NULL)
        ask (self, search, part);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
  if (--search->n_left == 0)
    finish (search);
}

/**
 * cabinet_household_search_set_text:
 * @self: a search
 * @text: (nullable): as in [method@Statement.set_text]; NULL or blank = nothing is looked for, and no row
 *   stands, at once
 *
 * Until @text is found the rows stay what they are. A search that is not done yet is cancelled.
 */
void
cabinet_household_search_set_text (CabinetHouseholdSearch *self, const char *text)
{
  g_autofree char *wanted = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  g_return_if_fail (CABINET_IS_HOUSEHOLD_SEARCH (self));

  if (wanted != NULL && *wanted == '\0')
    g_clear_pointer (&wanted, g_free);
  if (g_strcmp0 (wanted, self->search != NULL ? self->search->text : self->text) == 0)
    return;
  if (wanted != NULL)
    {
      begin (self, g_steal_pointer (&wanted));
      return;
    }
  give_up (self);
  g_hash_table_remove_all (self->changed);
  show (self, NULL, NULL);
}

/* Changes */

static gboolean
on_idle (gpointer user_data)
{
  CabinetHouseholdSearch *self = user_data;

  self->idle = 0;
  if (self->search == NULL && self->text != NULL)
    begin (self, g_strdup (self->text));
  return G_SOURCE_REMOVE;
}

/* A first sync archives month after month: a search that is under way is not begun anew for each, or it would
 * never end. */
static void
look_again (CabinetHouseholdSearch *self)
{
  if (self->idle == 0 && self->search == NULL)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle, self, NULL);
}

static void
on_ledger_changed (CabinetHouseholdSearch *self, CabinetAccount *account)
{
  g_hash_table_add (self->changed, g_object_ref (account));
  if (self->search != NULL)
    g_hash_table_add (self->search->changed, g_object_ref (account));
  look_again (self);
}

static void
follow (CabinetHouseholdSearch *self, guint position, guint n)
{
  for (guint i = position; i < position + n; i++)
    {
      CabinetAccount *account = cabinet_list_get (self->household, i);

      g_signal_handlers_disconnect_by_func (account, on_ledger_changed, self);
      g_signal_connect_object (account, "ledger-changed", G_CALLBACK (on_ledger_changed), self,
                               G_CONNECT_SWAPPED);
    }
}

/* One that left may still tell: that it changed is then known of none. */
static void
on_items_changed (CabinetHouseholdSearch *self, guint position, guint removed, guint added)
{
  follow (self, position, added);
  if (self->search != NULL)
    self->search->again = TRUE;
  look_again (self);
}

/* Object */

static GType
search_get_item_type (GListModel *model)
{
  return CABINET_TYPE_STATEMENT_ROW;
}

static guint
search_get_n_items (GListModel *model)
{
  CabinetHouseholdSearch *self = CABINET_HOUSEHOLD_SEARCH (model);

  return self->rows != NULL ? cabinet_found_rows_get_n_rows (self->rows) : 0;
}

static gpointer
search_get_item (GListModel *model, guint position)
{
  CabinetHouseholdSearch *self = CABINET_HOUSEHOLD_SEARCH (model);

  return self->rows != NULL ? cabinet_found_rows_get_row (self->rows, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = search_get_item_type;
  iface->get_n_items = search_get_n_items;
  iface->get_item = search_get_item;
}

static void
cabinet_household_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SEARCHING)
    g_value_set_boolean (value, CABINET_HOUSEHOLD_SEARCH (object)->search != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_household_search_finalize (GObject *object)
{
  CabinetHouseholdSearch *self = CABINET_HOUSEHOLD_SEARCH (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  give_up (self);
  g_clear_pointer (&self->rows, cabinet_found_rows_free);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_hash_table_unref (self->changed);
  g_free (self->text);
  g_clear_object (&self->household);
  G_OBJECT_CLASS (cabinet_household_search_parent_class)->finalize (object);
}

static void
cabinet_household_search_class_init (CabinetHouseholdSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cabinet_household_search_get_property;
  object_class->finalize = cabinet_household_search_finalize;
  properties[PROP_SEARCHING] = g_param_spec_boolean (
    "searching", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FOUND] = g_signal_new ("found", CABINET_TYPE_HOUSEHOLD_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
cabinet_household_search_init (CabinetHouseholdSearch *self)
{
  self->changed = accounts_new ();
}

/**
 * cabinet_household_search_new:
 * @household: where to search
 *
 * Returns: (transfer full): a search that has no text yet
 */
CabinetHouseholdSearch *
cabinet_household_search_new (CabinetHousehold *household)
{
  CabinetHouseholdSearch *self;

  g_return_val_if_fail (CABINET_IS_HOUSEHOLD (household), NULL);

  self = g_object_new (CABINET_TYPE_HOUSEHOLD_SEARCH, NULL);
  self->household = g_object_ref (household);
  follow (self, 0, cabinet_list_length (household));
  g_signal_connect_object (household, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}
