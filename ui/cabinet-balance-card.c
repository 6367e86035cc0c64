/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-balance-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-card-row.h"
#include "cabinet-line-layout.h"
#include "cabinet-line-words.h"
#include "cabinet-money-label.h"
#include "cabinet-ui.h"

struct _CabinetBalanceCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *rule;
  GtkWidget *saved;
  CabinetMoneyLabel *sum;
  GtkWidget *run_out;
  GtkImage *run_out_icon;
  GtkLabel *run_out_words;
  GtkBox *others;

  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (CabinetBalanceCard, cabinet_balance_card, GTK_TYPE_WIDGET)

static void
cabinet_balance_card_dispose (GObject *object)
{
  CabinetBalanceCard *self = CABINET_BALANCE_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_balance_card_parent_class)->dispose (object);
}

static void
cabinet_balance_card_class_init (CabinetBalanceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_LINE_LAYOUT);
  g_type_ensure (CABINET_TYPE_MONEY_LABEL);
  G_OBJECT_CLASS (klass)->dispose = cabinet_balance_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-balance-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetBalanceCard, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetBalanceCard, title);
  gtk_widget_class_bind_template_child (widget_class, CabinetBalanceCard, rule);
  gtk_widget_class_bind_template_child (widget_class, CabinetBalanceCard, saved);
  gtk_widget_class_bind_template_child (widget_class, CabinetBalanceCard, sum);
  gtk_widget_class_bind_template_child (widget_class, CabinetBalanceCard, run_out);
  gtk_widget_class_bind_template_child (widget_class, CabinetBalanceCard, run_out_icon);
  gtk_widget_class_bind_template_child (widget_class, CabinetBalanceCard, run_out_words);
  gtk_widget_class_bind_template_child (widget_class, CabinetBalanceCard, others);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_balance_card_init (CabinetBalanceCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cabinet_money_label_set_look (self->sum, CABINET_MONEY_LABEL_BIG | CABINET_MONEY_LABEL_DEBT);
  /* Its words are part of the sum's own name. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

static void
show_title (CabinetBalanceCard *self, CabinetAccount *account, gboolean stale)
{
  const CabinetInstant read_at = cabinet_account_get_read_at (account);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local (); /* the reading is an event of this computer */
  CabinetOverview *overview = cabinet_account_get_overview (account);
  g_autofree char *rule = cabinet_charging_rule_dup_words (overview->rule);

  if (stale && read_at != 0)
    {
      g_autofree char *day =
        cabinet_date_format (cabinet_date_of_instant (read_at, zone), CABINET_DATE_STYLE_LONG,
                             cabinet_account_get_today (account));
      g_autofree char *clock = cabinet_instant_format_clock (read_at, zone);
      /* Translators: when the balance was read: day and time. */
      g_autofree char *title = g_strdup_printf (_ ("Balance on %s, %s"), day, clock);

      gtk_label_set_text (self->title, title);
    }
  else
    gtk_label_set_text (self->title, _ ("Balance"));
  gtk_widget_set_visible (self->saved, stale && !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->rule), !stale && rule != NULL);
  if (rule != NULL)
    gtk_label_set_text (self->rule, rule);
}

/* In bold up to what stands in brackets: "<b>Lasts until 3 December</b> (12 days)". */
static void
append_bold (GString *markup, const char *words)
{
  const char *bracket = strstr (words, " (");
  g_autofree char *head = bracket ? g_strndup (words, bracket - words) : g_strdup (words);
  g_autofree char *bold = g_markup_printf_escaped ("<b>%s</b>", head);
  g_autofree char *tail = g_markup_escape_text (bracket ? bracket : "", -1);

  g_string_append (markup, bold);
  g_string_append (markup, tail);
}

static void
append_now (GString *markup, CabinetForecast *forecast)
{
  g_autofree char *sum =
    cabinet_money_format (&forecast->balance_today, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  g_autofree char *bold = g_markup_printf_escaped ("<b>%s</b>", sum);

  /* Translators: the balance as it must be by now, while there is no connection. */
  g_string_append_printf (markup, _ ("By calculation now %s"), bold);
}

static void
show_run_out (CabinetBalanceCard *self, CabinetAccount *account, gboolean stale)
{
  CabinetForecast *forecast = cabinet_account_get_forecast (account);
  CabinetOverview *overview = cabinet_account_get_overview (account);
  g_autofree char *run_out = cabinet_account_dup_run_out_words (account);
  g_autofree char *line = cabinet_line_dup_since_words (overview->line, cabinet_account_get_today (account));
  g_autoptr (GString) markup = g_string_new (NULL);
  const gboolean bad =
    cabinet_line_is_bad (overview->line) || (forecast != NULL && forecast->balance_today.micros < 0);

  if (stale && forecast != NULL && forecast->computed && cabinet_money_is_set (&forecast->balance_today))
    append_now (markup, forecast);
  if (run_out != NULL && *run_out != '\0')
    {
      if (markup->len > 0)
        g_string_append (markup, ". ");
      append_bold (markup, run_out);
    }
  if (line != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (line, -1);

      g_string_append_printf (markup, "%s%s", markup->len > 0 ? ". " : "", escaped);
    }
  gtk_image_set_from_icon_name (self->run_out_icon,
                                bad ? "cabinet-warning-symbolic" : "cabinet-clock-symbolic");
  cabinet_widget_set_sum_color (GTK_WIDGET (self->run_out_icon), FALSE, bad);
  gtk_label_set_markup (self->run_out_words, markup->str);
  gtk_widget_set_visible (self->run_out, markup->len > 0);
}

static const char *
balance_title (CabinetBalance *balance)
{
  if (balance->label != NULL && *balance->label != '\0')
    return balance->label;
  switch (balance->kind)
    {
    case CABINET_BALANCE_KIND_BONUS:
      return C_ ("balance", "Bonus points");
    case CABINET_BALANCE_KIND_CABLE_TV:
      return C_ ("balance", "Cable TV");
    case CABINET_BALANCE_KIND_TELEPHONY:
      return C_ ("balance", "Telephony");
    case CABINET_BALANCE_KIND_MAIN:
    case CABINET_BALANCE_KIND_OTHER:
    case CABINET_BALANCE_KIND_UNKNOWN:
    default:
      return C_ ("balance", "Another balance");
    }
}

static void
add_credit (CabinetBalanceCard *self, CabinetBalance *balance, CabinetDate today)
{
  GtkWidget *value;
  g_autofree char *until = NULL;
  g_autofree char *key = NULL;

  if (!cabinet_money_is_set (&balance->credit) || balance->credit.micros == 0)
    return;
  value = cabinet_money_label_new ();
  cabinet_money_label_set (CABINET_MONEY_LABEL (value), &balance->credit, CABINET_ROUND_DOWN,
                           CABINET_MONEY_PLAIN);
  if (balance->credit_until != CABINET_DATE_NONE)
    {
      until = cabinet_date_format (balance->credit_until, CABINET_DATE_STYLE_LONG, today);
      key = g_strdup_printf (_ ("Credit until %s, not counted in the balance"), until);
    }
  else
    key = g_strdup (_ ("Credit, not counted in the balance"));
  gtk_box_append (self->others, cabinet_key_row_new (key, value));
}

/* Credit stands apart (trap 8); points are no money (D10). */
static void
show_others (CabinetBalanceCard *self, CabinetAccount *account)
{
  CabinetOverview *overview = cabinet_account_get_overview (account);
  CabinetBalance *shown = cabinet_account_get_main_balance (account);
  const CabinetDate today = cabinet_account_get_today (account);

  cabinet_box_clear (self->others);
  for (guint i = 0; i < cabinet_list_length (overview->balances); i++)
    {
      CabinetBalance *balance = cabinet_list_get (overview->balances, i);

      if (balance != shown)
        {
          GtkWidget *value = cabinet_money_label_new ();

          cabinet_money_label_set_look (CABINET_MONEY_LABEL (value), CABINET_MONEY_LABEL_DEBT);
          if (cabinet_money_is_set (&balance->amount))
            cabinet_money_label_set (CABINET_MONEY_LABEL (value), &balance->amount, CABINET_ROUND_DOWN,
                                     CABINET_MONEY_PLAIN);
          else
            cabinet_money_label_set_points (CABINET_MONEY_LABEL (value), balance->points);
          gtk_box_append (self->others, cabinet_key_row_new (balance_title (balance), value));
        }
      add_credit (self, balance, today);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->others),
                          gtk_widget_get_first_child (GTK_WIDGET (self->others)) != NULL);
}

/* "Balance 312 roubles 40 kopecks, lasts until 3 December": one name for the most important fact. */
static void
speak (CabinetBalanceCard *self, CabinetAccount *account, CabinetBalance *balance)
{
  g_autofree char *sum = NULL;
  g_autofree char *run_out = cabinet_account_dup_run_out_words (account);
  g_autofree char *words = NULL;
  const char *title = gtk_label_get_text (self->title);

  sum = cabinet_money_is_set (&balance->amount) ? cabinet_money_spell (&balance->amount, CABINET_ROUND_DOWN)
                                                : cabinet_points_format (balance->points);
  if (run_out != NULL && *run_out != '\0')
    {
      g_autofree char *lower = g_utf8_strdown (run_out, g_utf8_next_char (run_out) - run_out);
      g_autofree char *joined = g_strconcat (lower, g_utf8_next_char (run_out), NULL);

      words = g_strdup_printf ("%s %s, %s", title, sum, joined);
    }
  else
    words = g_strdup_printf ("%s %s", title, sum);
  cabinet_money_label_set_spoken (self->sum, words);
}

/* Shows what is known of @account, which was read at least once. */
void
cabinet_balance_card_show (CabinetBalanceCard *self, CabinetAccount *account)
{
  CabinetBalance *balance = cabinet_account_get_main_balance (account);
  const gboolean stale = cabinet_account_get_stale (account);

  g_return_if_fail (CABINET_IS_BALANCE_CARD (self));
  g_return_if_fail (cabinet_account_get_overview (account) != NULL);

  show_title (self, account, stale);
  if (balance == NULL)
    cabinet_money_label_set (self->sum, NULL, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  else if (cabinet_money_is_set (&balance->amount))
    cabinet_money_label_set (self->sum, &balance->amount, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  else
    cabinet_money_label_set_points (self->sum, balance->points);
  if (stale)
    gtk_widget_add_css_class (GTK_WIDGET (self->sum), "saved");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->sum), "saved");
  if (balance != NULL)
    speak (self, account, balance);
  show_run_out (self, account, stale);
  show_others (self, account);
}

/* Where it is narrow the title says alone that the data are saved ones. Before cabinet_balance_card_show().
 */
void
cabinet_balance_card_set_narrow (CabinetBalanceCard *self, gboolean narrow)
{
  g_return_if_fail (CABINET_IS_BALANCE_CARD (self));

  self->narrow = narrow;
}
