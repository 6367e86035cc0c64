/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-change-table.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-line-layout.h"
#include "cabinet-plan-words.h"

/* What a difference is to the person. */
typedef enum
{
  SHIFT_NONE,
  SHIFT_WORSE,
  SHIFT_BETTER,
} Shift;

struct _CabinetChangeTable
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkSizeGroup *before;
  GtkSizeGroup *after;
  gboolean stacked;

  char *request;     /* what the shown rows are of */
  GHashTable *shown; /* key of a row → what stood in its last column */
};

enum
{
  PROP_STACKED = 1,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (CabinetChangeTable, cabinet_change_table, GTK_TYPE_WIDGET)

static void
cabinet_change_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STACKED)
    g_value_set_boolean (value, CABINET_CHANGE_TABLE (object)->stacked);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_change_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STACKED)
    CABINET_CHANGE_TABLE (object)->stacked = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_change_table_dispose (GObject *object)
{
  CabinetChangeTable *self = CABINET_CHANGE_TABLE (object);

  g_clear_pointer ((GtkWidget **) &self->box, gtk_widget_unparent);
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->request, g_free);

  G_OBJECT_CLASS (cabinet_change_table_parent_class)->dispose (object);
}

static void
cabinet_change_table_class_init (CabinetChangeTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cabinet_change_table_get_property;
  object_class->set_property = cabinet_change_table_set_property;
  object_class->dispose = cabinet_change_table_dispose;
  g_object_class_install_property (
    object_class, PROP_STACKED,
    g_param_spec_boolean ("stacked", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "changetable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
cabinet_change_table_init (CabinetChangeTable *self)
{
  self->before = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->after = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Before and after the change"), -1);
}

GtkWidget *
cabinet_change_table_new (void)
{
  return g_object_new (CABINET_TYPE_CHANGE_TABLE, NULL);
}

static GtkWidget *
value_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* The last column: the value, and under it how it differs. */
static GtkWidget *
after_cell_new (const char *value, const char *difference, Shift shift)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (cell), value_label_new (value, "after"));
  if (difference != NULL)
    {
      GtkWidget *label = value_label_new (difference, "difference");

      gtk_widget_add_css_class (label, shift == SHIFT_WORSE    ? "warning"
                                       : shift == SHIFT_BETTER ? "success"
                                                               : "fact");
      gtk_box_append (GTK_BOX (cell), label);
    }
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  return cell;
}

static void
name_row (GtkWidget *row, const char *key, const char *before, const char *after, const char *difference)
{
  g_autofree char *plain = g_strdup_printf (_ ("%s: now %s, then %s"), key, before, after);
  g_autofree char *name = difference != NULL ? g_strdup_printf ("%s, %s", plain, difference) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : plain, -1);
}

/* Says which values are not those that were confirmed before. */
static void
mark_if_moved (CabinetChangeTable *self, GtkWidget *row, const char *key, const char *after, gboolean again)
{
  const char *was = g_hash_table_lookup (self->shown, key);

  if (again && was != NULL && !g_str_equal (was, after))
    {
      g_autofree char *words = g_strdup_printf (_ ("changed, was %s"), was);
      GtkWidget *label = value_label_new (words, "moved");

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (gtk_widget_get_last_child (row)), label);
      gtk_widget_add_css_class (row, "moved-row");
    }
  g_hash_table_replace (self->shown, g_strdup (key), g_strdup (after));
}

static GtkWidget *
add_row (CabinetChangeTable *self,
         const char *key,
         const char *before,
         const char *after,
         const char *difference,
         Shift shift)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *name = cabinet_wrapping_label_new (key, "fact");
  GtkWidget *old = value_label_new (before, NULL);
  GtkWidget *cell = after_cell_new (after, difference, shift);

  gtk_widget_add_css_class (row, "change-row");
  gtk_widget_set_layout_manager (row, cabinet_line_layout_new (8));
  gtk_widget_set_valign (old, GTK_ALIGN_CENTER);
  if (self->stacked)
    {
      GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_label_set_xalign (GTK_LABEL (old), 0);
      gtk_label_set_wrap (GTK_LABEL (old), TRUE);
      gtk_box_append (GTK_BOX (block), name);
      gtk_box_append (GTK_BOX (block), old);
      gtk_widget_set_hexpand (block, TRUE);
      gtk_box_append (GTK_BOX (row), block);
    }
  else
    {
      gtk_size_group_add_widget (self->before, old);
      gtk_size_group_add_widget (self->after, cell);
      gtk_box_append (GTK_BOX (row), name);
      gtk_box_append (GTK_BOX (row), old);
    }
  gtk_box_append (GTK_BOX (row), cell);
  gtk_box_append (self->box, row);
  name_row (row, key, before, after, difference);
  return row;
}

typedef struct
{
  CabinetChangeTable *table;
  CabinetChangeOutlook *outlook;
  CabinetAccount *account;
  gboolean again; /* the same change was shown before: tell what is not as it was */
} Filling;

static void
add_sums (Filling *self, const char *key, const CabinetMoney *before, const CabinetMoney *after)
{
  g_autofree char *old = cabinet_fee_dup_words (before);
  g_autofree char *new = cabinet_fee_dup_words (after);
  g_autofree char *difference = cabinet_money_dup_difference (before, after);
  GtkWidget *row;

  if (!cabinet_money_is_set (before) && !cabinet_money_is_set (after))
    return;
  row = add_row (self->table, key, old, new, difference,
                 difference == NULL               ? SHIFT_NONE
                 : after->micros > before->micros ? SHIFT_WORSE
                                                  : SHIFT_BETTER);
  mark_if_moved (self->table, row, key, new, self->again);
}

static CabinetTariff *
find_target (CabinetPlan *plan, const char *id)
{
  GListModel *tariffs = cabinet_plan_get_tariffs (plan);

  for (guint i = 0; i < g_list_model_get_n_items (tariffs); i++)
    {
      CabinetTariff *tariff = cabinet_list_get (tariffs, i);

      if (g_strcmp0 (tariff->id, id) == 0)
        return tariff;
    }
  return NULL;
}

static void
add_speed (Filling *self, CabinetPlan *plan)
{
  CabinetTariff *current = cabinet_plan_get_current_tariff (plan);
  CabinetTariff *target = find_target (plan, self->outlook->request->target_id);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (self->outlook->request->kind != CABINET_CHANGE_KIND_TARIFF || current == NULL || target == NULL
      || current->down_mbps <= 0 || target->down_mbps <= 0)
    return;
  before = cabinet_speed_dup_words (current->down_mbps);
  after = cabinet_speed_dup_words (target->down_mbps);
  add_row (self->table, _ ("Speed, up to"), before, after, NULL, SHIFT_NONE);
}

/* All services but the internet, of a month. FALSE = there is none, or a sum is not told. */
static gboolean
add_fees (GListStore *services, CabinetMoney *sum, guint *count)
{
  for (guint i = 0; i < cabinet_list_length (services); i++)
    {
      CabinetServiceLine *line = cabinet_list_get (services, i);

      if (line->kind == CABINET_SERVICE_KIND_INTERNET)
        continue;
      (*count)++;
      if (!cabinet_money_is_set (&line->fee))
        continue;
      if (!cabinet_money_is_set (sum))
        *sum = line->fee;
      else if (!cabinet_money_add (sum, &line->fee, NULL))
        return FALSE;
    }
  return TRUE;
}

static void
add_services (Filling *self)
{
  CabinetOverview *overview = cabinet_account_get_overview (self->account);
  const char *currency = self->outlook->preview->fee_after.currency;
  CabinetMoney before = cabinet_money (0, currency);
  CabinetMoney after = cabinet_money (0, currency);
  guint had = 0, gets = 0;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  g_autofree char *difference = NULL;

  if (overview == NULL || !add_fees (overview->services, &before, &had)
      || !add_fees (self->outlook->preview->services_after, &after, &gets) || had + gets == 0)
    return;
  old = cabinet_fee_dup_words (&before);
  new = cabinet_fee_dup_words (&after);
  difference = cabinet_money_dup_difference (&before, &after);
  add_row (self->table, _ ("Other services"), old, new, difference != NULL ? difference : _ ("no change"),
           difference == NULL             ? SHIFT_NONE
           : after.micros > before.micros ? SHIFT_WORSE
                                          : SHIFT_BETTER);
}

/* Only what is taken once, because of the change. */
static void
add_cost (Filling *self)
{
  const CabinetMoney *cost = &self->outlook->preview->cost_now;
  g_autofree char *words = NULL;

  if (!cabinet_money_is_set (cost) || cost->micros == 0)
    return;
  words = cabinet_fee_dup_words (cost);
  mark_if_moved (self->table, add_row (self->table, _ ("Charged today"), "—", words, NULL, SHIFT_NONE),
                 "cost", words, self->again);
}

/* Such a change leaves the services as they are, or stops them all. */
static gboolean
is_offer (CabinetChangeKind kind)
{
  return kind == CABINET_CHANGE_KIND_PROMISE || kind == CABINET_CHANGE_KIND_SUSPEND
         || kind == CABINET_CHANGE_KIND_RESUME;
}

/* F17: what a promised payment lends. */
static void
add_credit (Filling *self)
{
  g_autofree char *words = NULL;

  if (!cabinet_money_is_set (&self->outlook->credit))
    return;
  words = cabinet_fee_dup_words (&self->outlook->credit);
  mark_if_moved (self->table, add_row (self->table, _ ("Lent to you"), "—", words, NULL, SHIFT_NONE),
                 "credit", words, self->again);
}

static char *
dup_day (CabinetDate date, CabinetDate today)
{
  return date != CABINET_DATE_NONE ? cabinet_date_format (date, CABINET_DATE_STYLE_LONG, today)
                                   : g_strdup ("—");
}

/* The last day of what ends by itself. */
static void
add_end (Filling *self)
{
  const CabinetDate today = cabinet_account_get_today (self->account);
  g_autofree char *day = dup_day (self->outlook->preview->ends_on, today);

  if (self->outlook->preview->ends_on == CABINET_DATE_NONE)
    return;
  mark_if_moved (self->table, add_row (self->table, _ ("Ends by itself"), "—", day, NULL, SHIFT_NONE),
                 "ends-on", day, self->again);
}

/* What is had now, and with the change no more. */
static void
add_losses (Filling *self)
{
  char **ends = self->outlook->preview->ends;

  for (guint i = 0; ends != NULL && ends[i] != NULL; i++)
    add_row (self->table, ends[i], C_ ("service", "yes"), C_ ("service", "no more"), _ ("ends with it"),
             SHIFT_WORSE);
}

static void
add_run_out (Filling *self)
{
  const CabinetDate before = self->outlook->runs_out_before;
  const CabinetDate after = self->outlook->runs_out_after;
  const CabinetDate today = cabinet_account_get_today (self->account);
  g_autofree char *old = dup_day (before, today);
  g_autofree char *new = dup_day (after, today);
  g_autofree char *difference = cabinet_days_dup_difference (before, after);
  GtkWidget *row;

  if (before == CABINET_DATE_NONE && after == CABINET_DATE_NONE)
    return;
  row = add_row (self->table, _ ("Lasts until"), old, new, difference,
                 difference == NULL ? SHIFT_NONE
                 : after < before   ? SHIFT_WORSE
                                    : SHIFT_BETTER);
  mark_if_moved (self->table, row, "run-out", new, self->again);
}

static void
add_due (Filling *self)
{
  const CabinetDate today = cabinet_account_get_today (self->account);
  g_autofree char *day = NULL;
  g_autofree char *key = NULL;

  if (self->outlook->due_until != CABINET_DATE_NONE)
    day = cabinet_date_format (self->outlook->due_until, CABINET_DATE_STYLE_SHORT, today);
  key = day != NULL ? g_strdup_printf (_ ("To pay up to %s"), day) : g_strdup (_ ("To pay"));
  add_sums (self, key, &self->outlook->preview->due_before, &self->outlook->preview->due_after);
}

static void
add_head (CabinetChangeTable *self)
{
  GtkWidget *row = add_row (self, "", _ ("Now"), _ ("Then"), NULL, SHIFT_NONE);

  gtk_widget_add_css_class (row, "head");
  gtk_accessible_reset_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/** cabinet_change_table_clear: forgets what was shown; nothing is marked as changed next time. */
void
cabinet_change_table_clear (CabinetChangeTable *self)
{
  g_return_if_fail (CABINET_IS_CHANGE_TABLE (self));

  g_hash_table_remove_all (self->shown);
  g_clear_pointer (&self->request, g_free);
  cabinet_box_clear (self->box);
}

/**
 * cabinet_change_table_show:
 * @outlook: of a change of @plan
 *
 * Fills the rows. If @outlook is of the same change as what was shown before, the values that are others
 * now are marked.
 */
void
cabinet_change_table_show (CabinetChangeTable *self, CabinetPlan *plan, CabinetChangeOutlook *outlook)
{
  CabinetChangeRequest *request = outlook->request;
  g_autofree char *id = g_strdup_printf ("%d %s %d %u %u %u", request->kind, request->target_id,
                                         request->when, request->date, request->from, request->to);
  Filling filling = { self, outlook, cabinet_plan_get_account (plan), g_strcmp0 (id, self->request) == 0 };

  g_return_if_fail (CABINET_IS_CHANGE_TABLE (self));

  if (!filling.again)
    cabinet_change_table_clear (self);
  g_free (self->request);
  self->request = g_steal_pointer (&id);
  cabinet_box_clear (self->box);
  add_head (self);
  if (!is_offer (request->kind))
    {
      add_speed (&filling, plan);
      add_services (&filling);
    }
  add_losses (&filling);
  add_sums (&filling, _ ("A month"), &outlook->preview->fee_before, &outlook->preview->fee_after);
  if (cabinet_money_is_set (&outlook->day_before) && cabinet_money_is_set (&outlook->day_after))
    add_sums (&filling, _ ("A day"), &outlook->day_before, &outlook->day_after);
  add_cost (&filling);
  add_credit (&filling);
  add_end (&filling);
  add_run_out (&filling);
  add_due (&filling);
}
