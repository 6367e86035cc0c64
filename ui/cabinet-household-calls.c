/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-household-calls.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-conversation.h"
#include "cabinet-line-layout.h"
#include "cabinet-notice-words.h"
#include "cabinet-state-style.h"

struct _CabinetHouseholdCalls
{
  GtkBox parent_instance;

  char *shown; /* what the rows say: the same is not built again under the keyboard */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetHouseholdCalls, cabinet_household_calls, GTK_TYPE_BOX)

static CabinetAccount *
get_account (GtkButton *button)
{
  return g_object_get_data (G_OBJECT (button), "account");
}

static void
on_sign_in (CabinetHouseholdCalls *self, GtkButton *button)
{
  g_signal_emit (self, signals[CHOSEN], 0, get_account (button), "sign-in");
}

static void
on_unlock (CabinetHouseholdCalls *self, GtkButton *button)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.unlock", NULL);
}

static void
on_retry (CabinetHouseholdCalls *self, GtkButton *button)
{
  cabinet_account_refresh_async (get_account (button), NULL, NULL, NULL);
}

static void
on_read (CabinetHouseholdCalls *self, GtkButton *button)
{
  g_signal_emit (self, signals[CHOSEN], 0, get_account (button), "support");
}

static void
on_news (CabinetHouseholdCalls *self, GtkButton *button)
{
  g_signal_emit (self, signals[CHOSEN], 0, get_account (button), "news");
}

/* The name of the contract, and @words, which say all: they wrap. */
static void
add_row (CabinetHouseholdCalls *self,
         CabinetAccount *account,
         const char *icon_name,
         const char *words,
         const char *label,
         GCallback clicked)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", icon_name, NULL);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new_with_label (label);
  const char *name = cabinet_account_get_display_name (account);
  /* Translators: what a button does and for which contract, as a screen reader says it */
  g_autofree char *spoken = g_strdup_printf (_ ("%1$s, “%2$s”"), label, name);
  GtkWidget *second = cabinet_wrapping_label_new (words, "caption");

  gtk_widget_set_layout_manager (row, cabinet_line_layout_new (10));
  gtk_widget_add_css_class (row, "card-row");
  gtk_widget_add_css_class (second, "fact");
  gtk_box_append (GTK_BOX (text), cabinet_wrapping_label_new (name, "row-title"));
  gtk_box_append (GTK_BOX (text), second);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (button), "account", g_object_ref (account), g_object_unref);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (self), row);
}

static void
add_trouble (CabinetHouseholdCalls *self, CabinetAccount *account)
{
  CabinetStateStyle style = cabinet_state_style_of_account (account);
  CabinetAccountState state = cabinet_account_get_state (account);
  g_autofree char *words = cabinet_account_dup_error_words (account);
  const char *label = _ ("Try again");
  GCallback clicked = G_CALLBACK (on_retry);

  if (words == NULL && state == CABINET_ACCOUNT_STATE_OK)
    return;
  if (words == NULL)
    words = cabinet_account_dup_state_words (account);
  if (state == CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED)
    {
      label = _ ("Sign in");
      clicked = G_CALLBACK (on_sign_in);
    }
  else if (state == CABINET_ACCOUNT_STATE_KEYRING_LOCKED)
    {
      label = _ ("Unlock");
      clicked = G_CALLBACK (on_unlock);
    }
  add_row (self, account, style.icon_name, words, label, clicked);
}

static void
add_unread (CabinetHouseholdCalls *self, CabinetAccount *account)
{
  guint unread = cabinet_conversation_get_unread (cabinet_account_get_conversation (account));
  g_autofree char *words = NULL;

  if (unread == 0)
    return;
  words = g_strdup_printf (ngettext ("%u unread message", "%u unread messages", unread), unread);
  add_row (self, account, "cabinet-chat-symbolic", words, _ ("Open"), G_CALLBACK (on_read));
}

static char *
dup_works_words (CabinetHouseholdEvent *event)
{
  g_autofree char *when = cabinet_notice_dup_time_words (event->notice, event->account);

  return g_strdup_printf ("%s. %s", event->notice->title, when != NULL ? when : "");
}

static void
add_works (CabinetHouseholdCalls *self, CabinetHouseholdEvent *event)
{
  g_autofree char *words = dup_works_words (event);

  add_row (self, event->account, "cabinet-warning-symbolic", words, _ ("Open"), G_CALLBACK (on_news));
}

static char *
dup_summary (GListModel *accounts, GPtrArray *events)
{
  GString *summary = g_string_new (NULL);

  for (guint i = 0; i < cabinet_list_length (accounts); i++)
    {
      CabinetAccount *account = cabinet_list_get (accounts, i);
      g_autofree char *words = cabinet_account_dup_error_words (account);

      g_string_append_printf (summary, "%s\n%s\n%d %u %s\n", cabinet_account_get_id (account),
                              cabinet_account_get_display_name (account), cabinet_account_get_state (account),
                              cabinet_conversation_get_unread (cabinet_account_get_conversation (account)),
                              words != NULL ? words : "");
    }
  for (guint i = 0; i < events->len; i++)
    {
      CabinetHouseholdEvent *event = g_ptr_array_index (events, i);
      g_autofree char *words = event->kind == CABINET_HOUSEHOLD_EVENT_WORKS ? dup_works_words (event) : NULL;

      if (words != NULL)
        g_string_append_printf (summary, "%s %s\n", cabinet_account_get_id (event->account), words);
    }
  return g_string_free (summary, FALSE);
}

static void
cabinet_household_calls_finalize (GObject *object)
{
  g_free (CABINET_HOUSEHOLD_CALLS (object)->shown);
  G_OBJECT_CLASS (cabinet_household_calls_parent_class)->finalize (object);
}

static void
cabinet_household_calls_class_init (CabinetHouseholdCallsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_household_calls_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", CABINET_TYPE_HOUSEHOLD_CALLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, CABINET_TYPE_ACCOUNT, G_TYPE_STRING);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST);
}

static void
cabinet_household_calls_init (CabinetHouseholdCalls *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What calls for attention"), -1);
}

void
cabinet_household_calls_show (CabinetHouseholdCalls *self, GListModel *accounts, GPtrArray *events)
{
  g_autofree char *summary = NULL;

  g_return_if_fail (CABINET_IS_HOUSEHOLD_CALLS (self));

  summary = dup_summary (accounts, events);
  if (g_strcmp0 (summary, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&summary);
  cabinet_box_clear (GTK_BOX (self));
  for (guint i = 0; i < cabinet_list_length (accounts); i++)
    add_trouble (self, cabinet_list_get (accounts, i));
  for (guint i = 0; i < cabinet_list_length (accounts); i++)
    add_unread (self, cabinet_list_get (accounts, i));
  for (guint i = 0; i < events->len; i++)
    if (((CabinetHouseholdEvent *) g_ptr_array_index (events, i))->kind == CABINET_HOUSEHOLD_EVENT_WORKS)
      add_works (self, g_ptr_array_index (events, i));
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}
