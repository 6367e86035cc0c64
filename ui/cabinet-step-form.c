/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-step-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-open.h"
#include "cabinet-ui.h"

struct _CabinetStepForm
{
  GtkWidget parent_instance;

  GtkLabel *words;
  GtkWidget *code_group;
  AdwEntryRow *code;
  AdwPreferencesGroup *choices;
  GtkWidget *open;

  GPtrArray *rows; /* of the choices, not owned */
  CabinetSignInStep *step;
  GTimeZone *zone;
  gint64 attempts_left; /* 0 = not known */
  char *choice;
};

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetStepForm, cabinet_step_form, GTK_TYPE_WIDGET)

static void
on_open (CabinetStepForm *self)
{
  if (self->step != NULL && self->step->url != NULL)
    cabinet_widget_open_address (GTK_WIDGET (self), self->step->url);
}

static void
on_chosen (CabinetStepForm *self, GtkCheckButton *button)
{
  if (!gtk_check_button_get_active (button))
    return;
  g_free (self->choice);
  self->choice = g_strdup (g_object_get_data (G_OBJECT (button), "choice"));
}

static void
add_choices (CabinetStepForm *self)
{
  GtkWidget *first = NULL;

  for (guint i = 0; i < cabinet_list_length (self->step->choices); i++)
    {
      CabinetSignInChoice *choice = cabinet_list_get (self->step->choices, i);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *button = gtk_check_button_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), choice->label);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->label,
                                      -1);
      g_object_set_data_full (G_OBJECT (button), "choice", g_strdup (choice->id), g_free);
      g_signal_connect_object (button, "toggled", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
      if (first == NULL)
        first = button;
      else
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
      adw_preferences_group_add (self->choices, row);
      g_ptr_array_add (self->rows, row);
    }
  if (first != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
}

static char *
dup_code_words (CabinetStepForm *self)
{
  CabinetSignInStep *step = self->step;
  GString *words = g_string_new (NULL);

  if (step->masked_target != NULL)
    g_string_append_printf (words, _ ("A code was sent to %s."), step->masked_target);
  else
    g_string_append (words, _ ("A code was sent to you."));
  if (step->expires_at != 0)
    {
      g_autofree char *clock = cabinet_instant_format_clock (step->expires_at, self->zone);

      g_string_append_c (words, ' ');
      g_string_append_printf (words, _ ("It is good until %s."), clock);
    }
  if (self->attempts_left > 0)
    {
      g_string_append_c (words, ' ');
      g_string_append_printf (
        words, ngettext ("%d attempt is left.", "%d attempts are left.", (gulong) self->attempts_left),
        (int) self->attempts_left);
    }
  return g_string_free (words, FALSE);
}

static void
cabinet_step_form_dispose (GObject *object)
{
  CabinetStepForm *self = CABINET_STEP_FORM (object);
  GtkWidget *child;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->step);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->choice, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cabinet_step_form_parent_class)->dispose (object);
}

static void
cabinet_step_form_class_init (CabinetStepFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_step_form_dispose;
  signals[ANSWERED] = g_signal_new ("answered", CABINET_TYPE_STEP_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, CABINET_TYPE_SIGN_IN_ANSWER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-step-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetStepForm, words);
  gtk_widget_class_bind_template_child (widget_class, CabinetStepForm, code_group);
  gtk_widget_class_bind_template_child (widget_class, CabinetStepForm, code);
  gtk_widget_class_bind_template_child (widget_class, CabinetStepForm, choices);
  gtk_widget_class_bind_template_child (widget_class, CabinetStepForm, open);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, cabinet_step_form_submit);
}

static void
cabinet_step_form_init (CabinetStepForm *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cabinet_step_form_new (void)
{
  return g_object_new (CABINET_TYPE_STEP_FORM, NULL);
}

/** cabinet_step_form_set_step: asks what @step wants; @zone is that of clocks. */
void
cabinet_step_form_set_step (CabinetStepForm *self, CabinetSignInStep *step, GTimeZone *zone)
{
  g_autofree char *words = NULL;

  g_return_if_fail (CABINET_IS_STEP_FORM (self));

  g_set_object (&self->step, step);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (zone);
  self->attempts_left = step->attempts_left;
  g_clear_pointer (&self->choice, g_free);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->choices, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");

  switch (step->step)
    {
    case CABINET_STEP_KIND_CODE:
      words = dup_code_words (self);
      break;
    case CABINET_STEP_KIND_CHOOSE:
      words = g_strdup (_ ("Choose one:"));
      add_choices (self);
      break;
    case CABINET_STEP_KIND_BROWSER:
      words = g_strdup (
        _ ("The provider signs you in on its own page in the browser. Come back here when it is done."));
      break;
    case CABINET_STEP_KIND_SESSION:
    case CABINET_STEP_KIND_UNKNOWN:
    default:
      words = g_strdup (_ ("The provider asks for something that this version of Cabinet does not know."));
    }
  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (self->code_group, step->step == CABINET_STEP_KIND_CODE);
  gtk_widget_set_visible (GTK_WIDGET (self->choices), step->step == CABINET_STEP_KIND_CHOOSE);
  gtk_widget_set_visible (self->open, step->step == CABINET_STEP_KIND_BROWSER && step->url != NULL);
  if (step->step == CABINET_STEP_KIND_CODE)
    gtk_widget_grab_focus (GTK_WIDGET (self->code));
}

/** cabinet_step_form_refused: the code was wrong: says how many attempts are left, if that is known. */
void
cabinet_step_form_refused (CabinetStepForm *self)
{
  g_autofree char *words = NULL;

  g_return_if_fail (CABINET_IS_STEP_FORM (self));

  if (self->step == NULL || self->step->step != CABINET_STEP_KIND_CODE)
    return;
  self->attempts_left = MAX (self->attempts_left - 1, 0);
  words = dup_code_words (self);
  gtk_label_set_text (self->words, words);
  gtk_widget_grab_focus (GTK_WIDGET (self->code));
}

/** cabinet_step_form_submit: gives the answer by the signal "answered". */
void
cabinet_step_form_submit (CabinetStepForm *self)
{
  g_autoptr (CabinetSignInAnswer) answer = NULL;

  g_return_if_fail (CABINET_IS_STEP_FORM (self));

  answer = g_object_new (CABINET_TYPE_SIGN_IN_ANSWER, NULL);
  if (self->step != NULL && self->step->step == CABINET_STEP_KIND_CODE)
    answer->code = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->code))));
  else if (self->step != NULL && self->step->step == CABINET_STEP_KIND_CHOOSE)
    answer->choice = g_strdup (self->choice);
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  g_signal_emit (self, signals[ANSWERED], 0, answer);
}

/** cabinet_step_form_get_button_label: the word for going on. */
const char *
cabinet_step_form_get_button_label (CabinetStepForm *self)
{
  g_return_val_if_fail (CABINET_IS_STEP_FORM (self), NULL);

  if (self->step != NULL && self->step->step == CABINET_STEP_KIND_BROWSER)
    return _ ("I have signed in");
  return _ ("Continue");
}
