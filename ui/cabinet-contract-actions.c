/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-contract-actions.h"

#include <glib/gi18n-lib.h>

#include "cabinet-dialogs.h"
#include "cabinet-export-ask.h"

/* An operation outlives the window it was asked in: the window is only looked for when there is something to
 * tell. */
typedef struct
{
  GWeakRef parent;
  CabinetHousehold *household; /* nullable */
  CabinetAccount *account;     /* nullable */
} Work;

static Work *
work_new (GtkWindow *parent, CabinetHousehold *household, CabinetAccount *account)
{
  Work *work = g_new0 (Work, 1);

  g_weak_ref_init (&work->parent, parent);
  g_set_object (&work->household, household);
  g_set_object (&work->account, account);
  return work;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_weak_ref_clear (&work->parent);
  g_clear_object (&work->household);
  g_clear_object (&work->account);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static void
tell (Work *work, const char *heading, const GError *error)
{
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&work->parent);
  const char *words = cabinet_error_get_words (error);

  if (parent != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cabinet_dialog_tell (parent, heading, words != NULL ? words : error->message);
}

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;

  if (!cabinet_account_set_finish (CABINET_ACCOUNT (source), result, &error))
    tell (work, _ ("Not saved"), error);
}

static void
on_rename_agreed (GtkWindow *parent, const char *text, gpointer user_data)
{
  Work *work = user_data;

  cabinet_account_set_label_async (work->account, *text != '\0' ? text : NULL, NULL, on_set,
                                   work_new (parent, NULL, work->account));
}

/** cabinet_contract_rename: asks for the person's own name of the contract. */
void
cabinet_contract_rename (GtkWindow *parent, CabinetAccount *account)
{
  g_autofree char *number = cabinet_account_dup_number_words (account);
  g_autofree char *body = g_strdup_printf (_ ("%s, %s. Leave it empty to see the provider's name."),
                                           cabinet_account_get_provider_name (account), number);

  cabinet_dialog_ask_text (parent, _ ("Rename the contract"), body, _ ("Name"),
                           cabinet_account_get_label (account), _ ("_Rename"), on_rename_agreed,
                           work_new (parent, NULL, account), work_free);
}

static void
on_hide_agreed (GtkWindow *parent, const char *text, gpointer user_data)
{
  Work *work = user_data;

  cabinet_account_set_hidden_async (work->account, TRUE, NULL, on_set,
                                    work_new (parent, NULL, work->account));
}

/** cabinet_contract_hide: takes the contract from the list, after telling where it can be found. */
void
cabinet_contract_hide (GtkWindow *parent, CabinetAccount *account)
{
  g_autofree char *heading = g_strdup_printf (_ ("Hide “%s”?"), cabinet_account_get_display_name (account));

  cabinet_dialog_confirm (parent, heading,
                          _ ("Its data stay on this computer. The preferences show it again."), _ ("_Hide"),
                          FALSE, on_hide_agreed, work_new (parent, NULL, account), work_free);
}

/** cabinet_contract_unhide: puts a hidden contract back to the list. */
void
cabinet_contract_unhide (GtkWindow *parent, CabinetAccount *account)
{
  cabinet_account_set_hidden_async (account, FALSE, NULL, on_set, work_new (parent, NULL, account));
}

static void
on_web_forms_agreed (GtkWindow *parent, const char *text, gpointer user_data)
{
  Work *work = user_data;

  cabinet_account_set_web_forms_async (work->account, TRUE, NULL, on_set,
                                       work_new (parent, NULL, work->account));
}

/** cabinet_contract_set_web_forms: on only after the risk was told and agreed to. */
void
cabinet_contract_set_web_forms (GtkWindow *parent, CabinetAccount *account, gboolean web_forms)
{
  g_autofree char *number = NULL;
  g_autofree char *body = NULL;

  if (!web_forms)
    {
      cabinet_account_set_web_forms_async (account, FALSE, NULL, on_set, work_new (parent, NULL, account));
      return;
    }
  number = cabinet_account_dup_number_words (account);
  body = g_strdup_printf ("%s, %s\n\n%s", cabinet_account_get_display_name (account), number,
                          cabinet_account_get_web_forms_words ());
  cabinet_dialog_confirm (parent, _ ("Let Cabinet fill in the provider's pages?"), body, _ ("_Allow"), FALSE,
                          on_web_forms_agreed, work_new (parent, NULL, account), work_free);
}

static void
on_set_aside_agreed (GtkWindow *parent, const char *text, gpointer user_data)
{
  Work *work = user_data;
  g_autoptr (GError) error = NULL;

  if (!cabinet_household_delete_set_aside (work->household, &error))
    tell (work, _ ("Not deleted"), error);
}

/* A removed contract may be in them still; so may what could not be read of the others. */
static void
ask_about_set_aside (Work *work)
{
  g_autofree char *files = cabinet_household_dup_set_aside (work->household);
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&work->parent);
  g_autofree char *body = NULL;

  if (files == NULL || parent == NULL)
    return;
  body = g_strdup_printf (
    _ ("They were set aside when the saved data were damaged, and may still hold data of “%s” "
       "and of your other contracts: %s. What could be read of them is saved."),
    cabinet_account_get_display_name (work->account), files);
  cabinet_dialog_confirm (parent, _ ("Delete the damaged files too?"), body, _ ("_Delete"), TRUE,
                          on_set_aside_agreed, work_new (parent, work->household, work->account), work_free);
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;

  if (!cabinet_household_remove_finish (CABINET_HOUSEHOLD (source), result, &error))
    tell (work, _ ("Not removed"), error);
  else
    ask_about_set_aside (work);
}

static void
on_remove_agreed (GtkWindow *parent, const char *text, gpointer user_data)
{
  Work *work = user_data;

  cabinet_household_remove_async (work->household, work->account, NULL, on_removed,
                                  work_new (parent, work->household, work->account));
}

static void
on_exported (GtkWindow *parent, gpointer user_data)
{
  Work *work = user_data;

  cabinet_contract_remove (parent, work->household, work->account);
}

/* All that is kept of the contract's ledger, and then the question again. */
static void
on_export_first (GtkWindow *parent, const char *text, gpointer user_data)
{
  Work *work = user_data;
  g_autoptr (CabinetStatement) statement = cabinet_statement_new (work->account);
  g_autoptr (CabinetExport) what = cabinet_export_new ();

  cabinet_export_add (what, statement);
  cabinet_export_ask (parent, what, CABINET_EXPORT_PDF, on_exported,
                      work_new (parent, work->household, work->account), work_free);
}

/** cabinet_contract_remove: from this computer only: the contract itself is ended with the provider (A16). */
void
cabinet_contract_remove (GtkWindow *parent, CabinetHousehold *household, CabinetAccount *account)
{
  CabinetProviderInfo *provider = cabinet_account_get_provider_info (account);
  g_autofree char *number = cabinet_account_dup_number_words (account);
  g_autofree char *heading =
    g_strdup_printf (_ ("Remove “%s” from this computer?"), cabinet_account_get_display_name (account));
  GString *body = g_string_new (NULL);

  if (cabinet_account_get_guest (account))
    {
      g_string_append_printf (body,
                              _ ("%s, %s: the conversation kept here is erased, and the only way to it. This "
                                 "cannot be undone."),
                              cabinet_account_get_provider_name (account), number);
      cabinet_dialog_confirm (parent, heading, body->str, _ ("_Remove"), TRUE, on_remove_agreed,
                              work_new (parent, household, account), work_free);
      g_string_free (body, TRUE);
      return;
    }
  g_string_append_printf (
    body,
    _ ("%s, %s: its statements kept here are erased, and the password with the last "
       "contract of the sign-in. This cannot be undone; what the provider keeps can be read "
       "again after signing in."),
    cabinet_account_get_provider_name (account), number);
  g_string_append (body, "\n\n");
  g_string_append (body, _ ("The contract itself goes on, and so do its charges."));
  if (provider->termination != NULL)
    g_string_append_printf (body, " %s", provider->termination);

  cabinet_dialog_confirm_or (parent, heading, body->str, _ ("_Export First…"), on_export_first, _ ("_Remove"),
                             TRUE, on_remove_agreed, work_new (parent, household, account), work_free);
  g_string_free (body, TRUE);
}

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;

  if (!cabinet_household_unlock_finish (CABINET_HOUSEHOLD (source), result, &error))
    tell (work, _ ("The keyring stays locked"), error);
}

/** cabinet_contract_unlock_keyring: asks the keyring to open. */
void
cabinet_contract_unlock_keyring (GtkWindow *parent, CabinetHousehold *household)
{
  cabinet_household_unlock_async (household, NULL, on_unlocked, work_new (parent, household, NULL));
}
