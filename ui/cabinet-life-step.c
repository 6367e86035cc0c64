/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-life-step.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"

/* Where a step stands on the way. */
typedef enum
{
  PLACE_DONE,
  PLACE_CURRENT,
  PLACE_AHEAD,
  PLACE_MISSED, /* it did not come to that */
} Place;

static const struct
{
  const char *css_class;
  const char *icon;
  const char *word;
} places[] = {
  [PLACE_DONE] = { "done", "cabinet-check-symbolic", NC_ ("payment step", "done") },
  [PLACE_CURRENT] = { "current", "cabinet-clock-symbolic", NC_ ("payment step", "going on now") },
  [PLACE_AHEAD] = { "ahead", NULL, NC_ ("payment step", "ahead") },
  [PLACE_MISSED] = { "missed", "cabinet-close-symbolic", NC_ ("payment step", "did not happen") },
};

struct _CabinetLifeStep
{
  GtkWidget parent_instance;

  GtkWidget *rail;
  GtkWidget *words;
  GtkLabel *clock;
};

G_DEFINE_FINAL_TYPE (CabinetLifeStep, cabinet_life_step, GTK_TYPE_WIDGET)

static gboolean
is_good_so_far (CabinetTopUp *top_up)
{
  switch (cabinet_top_up_get_state (top_up))
    {
    case CABINET_TOP_UP_DECLINED:
    case CABINET_TOP_UP_EXPIRED:
    case CABINET_TOP_UP_REFUNDED:
    case CABINET_TOP_UP_REFUSED:
      return FALSE;
    default:
      return TRUE;
    }
}

static Place
place_of (CabinetTopUp *top_up, const CabinetTopUpStep *step)
{
  if (step->current)
    return PLACE_CURRENT;
  if (step->at != 0)
    return PLACE_DONE;
  return is_good_so_far (top_up) ? PLACE_AHEAD : PLACE_MISSED;
}

static const char *
step_title (const CabinetTopUpStep *step)
{
  switch (step->state)
    {
    case CABINET_PAYMENT_STATE_CREATED:
      return C_ ("payment step", "Created");
    case CABINET_PAYMENT_STATE_WAITING:
      return C_ ("payment step", "Waits to be paid");
    case CABINET_PAYMENT_STATE_PAID:
      return C_ ("payment step", "Paid");
    case CABINET_PAYMENT_STATE_CREDITED:
      return step->current ? C_ ("payment step", "Being credited") : C_ ("payment step", "On the balance");
    case CABINET_PAYMENT_STATE_RESTORED:
    default:
      return step->current ? C_ ("payment step", "Service is coming back")
                           : C_ ("payment step", "Service is back");
    }
}

static char *
paid_details (CabinetPayment *payment)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (payment->bank_code != NULL)
    g_string_append_printf (words, _ ("the bank confirmed, code %s"), payment->bank_code);
  if (payment->card_mask != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", payment->card_mask);
  return words->len > 0 ? g_strdup (words->str) : NULL;
}

static char *
usual_words (CabinetPayment *payment)
{
  if (payment->usual_seconds >= 60)
    return g_strdup_printf (ngettext ("usually within %d minute", "usually within %d minutes",
                                      (gulong) (payment->usual_seconds / 60)),
                            (int) (payment->usual_seconds / 60));
  return payment->usual_seconds > 0 ? g_strdup (_ ("usually at once")) : NULL;
}

/* Where it is paid, and how long it can be. */
static char *
waiting_details (CabinetTopUp *top_up, CabinetPayment *payment, gboolean current)
{
  CabinetAccount *account = cabinet_top_up_get_account (top_up);
  g_autofree char *until = NULL;

  if (payment->processor == NULL || payment->confirmation_url == NULL)
    return g_strdup (payment->method_title);
  if (!current || payment->expires_at == 0 || account == NULL)
    return g_strdup_printf (_ ("on the page of %s in the browser"), payment->processor);
  until = cabinet_instant_format_clock (payment->expires_at, cabinet_account_get_zone (account));
  /* Translators: %1$s is who takes the payment, %2$s the time of day after which it is too late */
  return g_strdup_printf (_ ("on the page of %1$s in the browser, until %2$s"), payment->processor, until);
}

static char *
dup_details (CabinetTopUp *top_up, const CabinetTopUpStep *step)
{
  CabinetPayment *payment = cabinet_top_up_get_payment (top_up);
  g_autofree char *sum = NULL;

  if (payment == NULL
      || (place_of (top_up, step) == PLACE_MISSED && step->state != CABINET_PAYMENT_STATE_PAID))
    return NULL;
  switch (step->state)
    {
    case CABINET_PAYMENT_STATE_CREATED:
      sum = cabinet_money_format (&payment->amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
      /* Translators: of a payment: %1$s is its number, %2$s the sum */
      return g_strdup_printf (_ ("number %1$s, %2$s"), payment->number, sum);
    case CABINET_PAYMENT_STATE_WAITING:
      return waiting_details (top_up, payment, step->current);
    case CABINET_PAYMENT_STATE_PAID:
      return paid_details (payment);
    case CABINET_PAYMENT_STATE_CREDITED:
      return usual_words (payment);
    default:
      return step->at == 0 ? g_strdup (_ ("looked at by itself, again and again")) : NULL;
    }
}

static char *
dup_clock (CabinetInstant at, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) there = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  if (there == NULL)
    return g_strdup ("");
  /* Translators: a time of day, "14:30:12" */
  return g_strdup_printf (C_ ("clock", "%1$d:%2$02d:%3$02d"), g_date_time_get_hour (there),
                          g_date_time_get_minute (there), g_date_time_get_second (there));
}

/* (transfer full): "52 s", "2:14" */
char *
cabinet_elapsed_dup_words (gint64 seconds)
{
  if (seconds < 60)
    /* Translators: how long something took, in seconds; short */
    return g_strdup_printf (C_ ("duration", "%d s"), (int) seconds);
  if (seconds < 3600)
    return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
  return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                          (int) (seconds % 60));
}

/* What stands on the right of a step that is over: for waiting how long it took, else when it was. */
static char *
dup_when (CabinetTopUp *top_up, GArray *steps, guint position)
{
  const CabinetTopUpStep *step = &g_array_index (steps, CabinetTopUpStep, position);
  CabinetAccount *account = cabinet_top_up_get_account (top_up);
  CabinetInstant next =
    position + 1 < steps->len ? g_array_index (steps, CabinetTopUpStep, position + 1).at : 0;

  if (step->at == 0 || account == NULL)
    return NULL;
  if (step->state == CABINET_PAYMENT_STATE_WAITING && !step->current && next >= step->at)
    return cabinet_elapsed_dup_words ((next - step->at) / G_USEC_PER_SEC);
  return dup_clock (step->at, cabinet_account_get_zone (account));
}

/* A dot, and the rail down to the next one. */
static GtkWidget *
rail_new (Place place, gboolean last)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *dot = gtk_image_new_from_icon_name (places[place].icon);

  g_object_set (dot, "halign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (dot, "life-dot");
  gtk_box_append (GTK_BOX (box), dot);
  if (!last)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      g_object_set (line, "halign", GTK_ALIGN_CENTER, "vexpand", TRUE, NULL);
      gtk_widget_add_css_class (line, "life-rail");
      gtk_box_append (GTK_BOX (box), line);
    }
  return box;
}

static GtkWidget *
words_new (const char *title, const char *details, const char *word)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (words, "life-words");
  gtk_box_append (GTK_BOX (words), cabinet_wrapping_label_new (title, "row-title"));
  if (details != NULL)
    {
      GtkWidget *second = cabinet_wrapping_label_new (details, "caption");

      gtk_widget_add_css_class (second, "fact");
      gtk_label_set_wrap_mode (GTK_LABEL (second), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (words), second);
    }
  gtk_box_append (GTK_BOX (words), cabinet_wrapping_label_new (word, "row-state"));
  gtk_widget_set_hexpand (words, TRUE);
  return words;
}

static void
cabinet_life_step_dispose (GObject *object)
{
  CabinetLifeStep *self = CABINET_LIFE_STEP (object);

  g_clear_pointer (&self->rail, gtk_widget_unparent);
  g_clear_pointer (&self->words, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->clock, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_life_step_parent_class)->dispose (object);
}

static void
cabinet_life_step_class_init (CabinetLifeStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_life_step_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_set_css_name (widget_class, "lifestep");
}

static void
cabinet_life_step_init (CabinetLifeStep *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 14);
  self->clock = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->clock), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->clock), "life-clock");
  gtk_widget_set_valign (GTK_WIDGET (self->clock), GTK_ALIGN_START);
}

/* What is going on is told by its beginning, which stays true while time goes by. */
static void
set_name (
  CabinetLifeStep *self, const CabinetTopUpStep *step, guint position, guint n, Place place, const char *when)
{
  const char *word = g_dpgettext2 (GETTEXT_PACKAGE, "payment step", places[place].word);
  g_autofree char *name = NULL;

  if (when == NULL)
    /* Translators: a step of a payment: "step 5 of 5, Service is back: ahead" */
    name = g_strdup_printf (_ ("step %1$u of %2$u, %3$s: %4$s"), position + 1, n, step_title (step), word);
  else if (place == PLACE_CURRENT)
    /* Translators: a step of a payment: "step 4 of 5, Being credited: going on now, since 14:31:04" */
    name = g_strdup_printf (_ ("step %1$u of %2$u, %3$s: %4$s, since %5$s"), position + 1, n,
                            step_title (step), word, when);
  else
    /* Translators: a step of a payment: "step 3 of 5, Paid: done, 14:31:04" */
    name = g_strdup_printf (_ ("step %1$u of %2$u, %3$s: %4$s, %5$s"), position + 1, n, step_title (step),
                            word, when);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* When the present step began: with itself, or with the end of the one before. */
static char *
dup_since (CabinetTopUp *top_up, GArray *steps, guint position)
{
  CabinetAccount *account = cabinet_top_up_get_account (top_up);
  CabinetInstant at = 0;

  for (guint i = 0; i <= position; i++)
    at = MAX (at, g_array_index (steps, CabinetTopUpStep, i).at);
  return at != 0 && account != NULL ? dup_clock (at, cabinet_account_get_zone (account)) : NULL;
}

/**
 * cabinet_life_step_new:
 * @steps: (element-type CabinetTopUpStep): the whole way of @top_up
 * @position: of this step in it
 *
 * Returns: (transfer floating)
 */
GtkWidget *
cabinet_life_step_new (CabinetTopUp *top_up, GArray *steps, guint position)
{
  CabinetLifeStep *self = g_object_new (CABINET_TYPE_LIFE_STEP, NULL);
  const CabinetTopUpStep *step = &g_array_index (steps, CabinetTopUpStep, position);
  const Place place = place_of (top_up, step);
  g_autofree char *details = dup_details (top_up, step);
  g_autofree char *when =
    place == PLACE_CURRENT ? dup_since (top_up, steps, position) : dup_when (top_up, steps, position);

  gtk_widget_add_css_class (GTK_WIDGET (self), places[place].css_class);
  self->rail = rail_new (place, position + 1 == steps->len);
  gtk_widget_set_parent (self->rail, GTK_WIDGET (self));
  self->words = words_new (step_title (step), details,
                           g_dpgettext2 (GETTEXT_PACKAGE, "payment step", places[place].word));
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->clock), GTK_WIDGET (self));
  if (place != PLACE_CURRENT)
    gtk_label_set_text (self->clock, when != NULL ? when : "");
  set_name (self, step, position, steps->len, place, when);
  return GTK_WIDGET (self);
}

/* How long the present step goes on, as it is now. */
void
cabinet_life_step_set_elapsed (CabinetLifeStep *self, const char *text)
{
  g_return_if_fail (CABINET_IS_LIFE_STEP (self));

  gtk_label_set_text (self->clock, text);
}
