/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-sign-in-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-descriptors.h"
#include "cabinet-guest-form.h"
#include "cabinet-mark.h"
#include "cabinet-notice-bar.h"
#include "cabinet-recovery-list.h"
#include "cabinet-sign-in-form.h"
#include "cabinet-step-form.h"
#include "cabinet-ui.h"

/* A revealer needs a quarter of a second. */
#define FRAMES_TO_SCROLL 20

struct _CabinetSignInPage
{
  GtkWidget parent_instance;

  AdwWindowTitle *title;
  CabinetMark *mark;
  GtkLabel *name;
  GtkLabel *about;
  GtkWidget *demo;
  GtkWidget *stages;
  CabinetSignInForm *form;
  GtkWidget *more;
  GtkWidget *label_group;
  AdwEntryRow *label;
  CabinetNoticeBar *hint;
  CabinetStepForm *step;
  CabinetGuestForm *guest;
  CabinetNoticeBar *refusal;
  GtkWidget *progress;
  GtkLabel *progress_label;
  GtkSpinner *spinner;
  GtkButton *submit;
  GtkWidget *cancel;
  GtkWidget *forgot;
  GtkButton *other_way;
  GtkRevealer *recovery;
  GtkScrolledWindow *scroller;

  CabinetHousehold *household;
  CabinetProviderInfo *provider;
  CabinetAccount *account; /* that is signed in to again; NULL = a new one */
  CabinetSignInFlow *flow;
  GCancellable *cancellable;
  int frames_to_scroll;
};

enum
{
  SIGNED_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetSignInPage, cabinet_sign_in_page, GTK_TYPE_WIDGET)

static gboolean
is_form (CabinetSignInPage *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->form));
}

static gboolean
is_guest (CabinetSignInPage *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->guest));
}

/* Whether the provider lets one write without signing in (H5); NULL = it does not. */
static CabinetLoginOption *
find_guest_option (CabinetSignInPage *self)
{
  for (guint i = 0; i < cabinet_list_length (self->provider->logins); i++)
    {
      CabinetLoginOption *option = cabinet_list_get (self->provider->logins, i);

      if (option->kind == CABINET_LOGIN_KIND_GUEST)
        return option;
    }
  return NULL;
}

static void
update_submit (CabinetSignInPage *self)
{
  CabinetLoginOption *option = cabinet_sign_in_form_get_option (self->form);
  const char *label = _ ("Sign in");

  if (is_guest (self))
    label = _ ("Write to support");
  else if (!is_form (self))
    label = cabinet_step_form_get_button_label (self->step);
  else if (option != NULL && option->kind == CABINET_LOGIN_KIND_PHONE_CODE)
    label = _ ("Get a code");
  else if (option != NULL && option->kind == CABINET_LOGIN_KIND_BROWSER)
    label = _ ("Continue in the browser");
  gtk_button_set_label (self->submit, label);
}

static void
set_busy (CabinetSignInPage *self, gboolean busy)
{
  gtk_widget_set_visible (self->progress, busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (self->cancel, busy);
  /* The keyboard must not be left in a field that cannot be typed in. */
  if (busy)
    gtk_widget_grab_focus (self->cancel);
  gtk_widget_set_visible (GTK_WIDGET (self->submit), !busy);
  gtk_widget_set_sensitive (self->stages, !busy);
  gtk_widget_set_sensitive (self->more, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->other_way), !busy);
}

static char *
dup_hint (CabinetSignInPage *self, CabinetLoginOption *option)
{
  GString *text = g_string_new (NULL);

  cabinet_sign_in_add_sentence (text, option->hint);
  cabinet_sign_in_add_sentence (text, self->provider->credential_help);
  if (self->account == NULL)
    cabinet_sign_in_add_sentence (text, self->provider->sign_in_notice);
  /* Each of the demonstration providers has the account that the Tomtel guide names (B11). */
  if (self->provider->demo && option->kind == CABINET_LOGIN_KIND_PASSWORD)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            _ ("To try it out: 12345, password demo."));
  return g_string_free (text, FALSE);
}

static void
on_option_changed (CabinetSignInPage *self)
{
  g_autofree char *hint = dup_hint (self, cabinet_sign_in_form_get_option (self->form));

  if (*hint != '\0')
    cabinet_notice_bar_set (self->hint, CABINET_NOTICE_INFO, "cabinet-hint-symbolic", hint);
  else
    cabinet_notice_bar_clear (self->hint);
  update_submit (self);
}

/* @stage: the form, the step or the guest's form */
static void
show_stage (CabinetSignInPage *self, gpointer stage)
{
  gboolean form = stage == self->form;
  gboolean guest = stage == self->guest;
  gboolean either = self->account == NULL && find_guest_option (self) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->form), form);
  gtk_widget_set_visible (GTK_WIDGET (self->step), stage == self->step);
  gtk_widget_set_visible (GTK_WIDGET (self->guest), guest);
  gtk_widget_set_visible (self->more, form);
  gtk_widget_set_visible (self->forgot, form);
  gtk_widget_set_visible (GTK_WIDGET (self->recovery), form);
  gtk_widget_set_visible (GTK_WIDGET (self->other_way), either && (form || guest));
  gtk_button_set_label (self->other_way,
                        guest ? _ ("Sign in with a contract") : _ ("Write to support without signing in"));
  if (self->account == NULL)
    adw_window_title_set_title (self->title, guest ? _ ("Without a contract") : _ ("New contract"));
  gtk_label_set_text (self->progress_label, guest ? _ ("Connecting…") : _ ("Signing in…"));
  update_submit (self);
  if (form || guest)
    gtk_widget_grab_focus (GTK_WIDGET (stage));
}

/* A conversation that was begun goes on; a second one would hide its answer. */
static CabinetAccount *
find_conversation (CabinetSignInPage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->household)); i++)
    {
      g_autoptr (CabinetAccount) account = g_list_model_get_item (G_LIST_MODEL (self->household), i);

      if (cabinet_account_get_guest (account)
          && cabinet_account_get_state (account) != CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED
          && g_strcmp0 (cabinet_account_get_provider (account), self->provider->id) == 0)
        return g_steal_pointer (&account);
    }
  return NULL;
}

static void
on_other_way (CabinetSignInPage *self)
{
  g_autoptr (CabinetAccount) begun = is_guest (self) ? NULL : find_conversation (self);

  cabinet_notice_bar_clear (self->refusal);
  if (begun != NULL)
    g_signal_emit (self, signals[SIGNED_IN], 0, begun, NULL);
  else if (is_guest (self))
    show_stage (self, self->form);
  else
    show_stage (self, self->guest);
}

static void
refuse (CabinetSignInPage *self, const char *words)
{
  cabinet_notice_bar_set (self->refusal, CABINET_NOTICE_ERROR, "cabinet-warning-symbolic", words);
}

static void
show_error (CabinetSignInPage *self, GError *error)
{
  g_autofree char *words = cabinet_sign_in_dup_refusal_words (error, self->provider);
  gboolean unsent = g_error_matches (error, CABINET_ERROR, CABINET_ERROR_OFFLINE)
                    || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_TIMEOUT);

  refuse (self, words);
  /* The login is kept; a password stays in the field only if nobody has judged it yet. */
  if (!unsent)
    cabinet_sign_in_form_clear_password (self->form);
  if (is_guest (self))
    cabinet_guest_form_focus_field (self->guest, cabinet_error_get_field (error));
  else if (is_form (self))
    cabinet_sign_in_form_focus_field (self->form, cabinet_error_get_field (error));
  else if (g_strcmp0 (cabinet_error_get_code (error), "wrong-code") == 0)
    cabinet_step_form_refused (self->step);
  else if (!unsent && cabinet_error_get_field (error) == NULL)
    show_stage (self, self->form); /* this step leads nowhere any more */
}

static void
finish (CabinetSignInPage *self)
{
  GPtrArray *accounts = cabinet_sign_in_flow_get_accounts (self->flow);
  const GError *keyring_error = cabinet_sign_in_flow_get_keyring_error (self->flow);
  g_autoptr (CabinetAccount) account = NULL;
  g_autofree char *note = NULL;

  cabinet_sign_in_form_clear_password (self->form);
  if (accounts != NULL && accounts->len > 0)
    account = g_object_ref (g_ptr_array_index (accounts, 0));
  else if (self->account != NULL)
    account = g_object_ref (self->account);
  if (keyring_error != NULL && is_guest (self))
    note = g_strdup_printf (_ ("The answer can be read until Cabinet is closed, the keyring did not keep the "
                               "way to it: %s"),
                            keyring_error->message);
  else if (keyring_error != NULL)
    note = g_strdup_printf (_ ("Signed in for this session only, the keyring did not take the password: %s"),
                            keyring_error->message);
  g_signal_emit (self, signals[SIGNED_IN], 0, account, note);
}

static void
on_step (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetSignInStep) step =
    cabinet_sign_in_flow_finish (CABINET_SIGN_IN_FLOW (source), result, &error);
  CabinetSignInPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  if (step == NULL)
    show_error (self, error);
  else if (step->step == CABINET_STEP_KIND_SESSION)
    finish (self);
  else
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

      cabinet_sign_in_form_clear_password (self->form);
      show_stage (self, self->step);
      cabinet_step_form_set_step (self->step, step, zone);
      update_submit (self);
    }
}

static void
begin (CabinetSignInPage *self)
{
  cabinet_notice_bar_clear (self->refusal);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
}

static void
start (CabinetSignInPage *self)
{
  g_autoptr (CabinetSignInRequest) request = NULL;
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->label))));
  const char *missing;

  request = is_guest (self) ? cabinet_guest_form_dup_request (self->guest, &missing)
                            : cabinet_sign_in_form_dup_request (self->form, &missing);
  if (request == NULL)
    {
      refuse (self, missing);
      return;
    }

  cabinet_sign_in_flow_set_label (self->flow, *label != '\0' && !is_guest (self) ? label : NULL);
  cabinet_sign_in_flow_set_remember (self->flow,
                                     is_guest (self) || cabinet_sign_in_form_get_remember (self->form));
  begin (self);
  cabinet_sign_in_flow_start_async (self->flow, request, self->cancellable, on_step, self);
}

static void
on_submit (CabinetSignInPage *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->submit)))
    return;
  if (is_form (self) || is_guest (self))
    start (self);
  else
    cabinet_step_form_submit (self->step);
}

static void
on_answered (CabinetSignInPage *self, CabinetSignInAnswer *answer)
{
  begin (self);
  cabinet_sign_in_flow_answer_async (self->flow, answer, self->cancellable, on_step, self);
}

static void
on_cancel (CabinetSignInPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
}

static void
fill (CabinetSignInPage *self)
{
  CabinetProviderInfo *provider = self->provider;
  const char *parts[3] = { NULL };
  guint n = 0;
  g_autofree char *about = NULL;

  if (provider->region != NULL)
    parts[n++] = provider->region;
  if (provider->successor != NULL)
    parts[n++] = provider->successor;
  about = g_strjoinv (" · ", (char **) parts);

  cabinet_mark_set_provider (self->mark, provider);
  gtk_label_set_text (self->name, provider->name);
  gtk_label_set_text (self->about, about);
  gtk_widget_set_visible (self->demo, provider->demo);
  gtk_revealer_set_child (self->recovery, cabinet_recovery_list_new (provider));
  cabinet_sign_in_form_set_provider (
    self->form, provider, self->account != NULL ? cabinet_account_get_login (self->account) : NULL,
    self->account != NULL ? cabinet_account_get_contract (self->account)->category : NULL);
  if (find_guest_option (self) != NULL)
    cabinet_guest_form_set_option (self->guest, find_guest_option (self));
  show_stage (self, self->form);
}

static gboolean
cabinet_sign_in_page_grab_focus (GtkWidget *widget)
{
  CabinetSignInPage *self = CABINET_SIGN_IN_PAGE (widget);

  return gtk_widget_grab_focus (is_guest (self) ? GTK_WIDGET (self->guest) : GTK_WIDGET (self->form));
}

static gboolean
scroll_down (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CabinetSignInPage *self = CABINET_SIGN_IN_PAGE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return --self->frames_to_scroll > 0;
}

/* What was asked for must not open below the edge: follows the list while it unfolds. */
static void
on_forgot_toggled (CabinetSignInPage *self)
{
  gboolean open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->forgot));

  if (open && self->frames_to_scroll <= 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_down, NULL, NULL);
  self->frames_to_scroll = open ? FRAMES_TO_SCROLL : 0;
}

static void
cabinet_sign_in_page_dispose (GObject *object)
{
  CabinetSignInPage *self = CABINET_SIGN_IN_PAGE (object);
  GtkWidget *child;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->flow);
  g_clear_object (&self->account);
  g_clear_object (&self->household);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->provider);
  G_OBJECT_CLASS (cabinet_sign_in_page_parent_class)->dispose (object);
}

static void
cabinet_sign_in_page_class_init (CabinetSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_sign_in_page_dispose;
  widget_class->grab_focus = cabinet_sign_in_page_grab_focus;
  signals[SIGNED_IN] = g_signal_new ("signed-in", CABINET_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 2, CABINET_TYPE_ACCOUNT, G_TYPE_STRING);

  g_type_ensure (CABINET_TYPE_GUEST_FORM);
  g_type_ensure (CABINET_TYPE_MARK);
  g_type_ensure (CABINET_TYPE_NOTICE_BAR);
  g_type_ensure (CABINET_TYPE_SIGN_IN_FORM);
  g_type_ensure (CABINET_TYPE_STEP_FORM);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "signin");
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-sign-in-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, CabinetSignInPage, name)
  BIND (title);
  BIND (mark);
  BIND (name);
  BIND (about);
  BIND (demo);
  BIND (stages);
  BIND (form);
  BIND (more);
  BIND (label_group);
  BIND (label);
  BIND (hint);
  BIND (step);
  BIND (guest);
  BIND (refusal);
  BIND (progress);
  BIND (progress_label);
  BIND (spinner);
  BIND (submit);
  BIND (cancel);
  BIND (forgot);
  BIND (other_way);
  BIND (recovery);
  BIND (scroller);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_option_changed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_bind_template_callback (widget_class, on_submit);
  gtk_widget_class_bind_template_callback (widget_class, on_answered);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_forgot_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_other_way);
}

static void
cabinet_sign_in_page_init (CabinetSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}

/** cabinet_sign_in_page_new: for a new contract of @provider, a descriptor. */
GtkWidget *
cabinet_sign_in_page_new (CabinetHousehold *household, CabinetProviderInfo *provider)
{
  CabinetSignInPage *self = g_object_new (CABINET_TYPE_SIGN_IN_PAGE, NULL);

  self->household = g_object_ref (household);
  self->provider = g_object_ref (provider);
  self->flow = cabinet_sign_in_flow_new (household, provider, NULL);
  fill (self);
  return GTK_WIDGET (self);
}

/** cabinet_sign_in_page_new_again: for @account, whose session is over; its login stands there already. A
 * guest has none, and begins another conversation. */
GtkWidget *
cabinet_sign_in_page_new_again (CabinetHousehold *household, CabinetAccount *account)
{
  CabinetSignInPage *self = g_object_new (CABINET_TYPE_SIGN_IN_PAGE, NULL);
  CabinetProviderInfo *descriptor;

  self->household = g_object_ref (household);
  if (!cabinet_account_get_guest (account))
    self->account = g_object_ref (account);
  self->flow = cabinet_sign_in_flow_new_again (household, account);
  /* The kept descriptor is in the language it was read in; the known ones speak the person's. */
  descriptor = cabinet_sign_in_flow_get_descriptor (self->flow);
  self->provider = cabinet_descriptors_lookup (descriptor->id, NULL);
  if (self->provider == NULL)
    self->provider = g_object_ref (descriptor);
  fill (self);
  if (self->account == NULL)
    {
      show_stage (self, self->guest);
      return GTK_WIDGET (self);
    }
  adw_window_title_set_title (self->title, _ ("Sign in again"));
  adw_window_title_set_subtitle (self->title, cabinet_account_get_display_name (account));
  gtk_widget_set_visible (self->label_group, FALSE);
  return GTK_WIDGET (self);
}
