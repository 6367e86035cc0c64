/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-account-private.h"

/* A reading that is older is not shown as fresh before it is confirmed. */
#define FRESH_FOR G_TIME_SPAN_HOUR

enum
{
  PROP_0,
  PROP_ID,
  PROP_LABEL,
  PROP_DISPLAY_NAME,
  PROP_PROVIDER_NAME,
  PROP_CONTRACT,
  PROP_PROVIDER_INFO,
  PROP_OVERVIEW,
  PROP_CAPABILITIES,
  PROP_STATE,
  PROP_DEMO,
  PROP_HIDDEN,
  PROP_REFRESHING,
  PROP_STALE,
  PROP_READ_AT,
  PROP_ERROR_MESSAGE,
  N_PROPS
};

enum
{
  SIGNAL_LEDGER_CHANGED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetAccount, cabinet_account, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CabinetAccountState,
                    cabinet_account_state,
                    G_DEFINE_ENUM_VALUE (CABINET_ACCOUNT_STATE_OK, "ok"),
                    G_DEFINE_ENUM_VALUE (CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED, "sign-in-needed"),
                    G_DEFINE_ENUM_VALUE (CABINET_ACCOUNT_STATE_KEYRING_LOCKED, "keyring-locked"))

static void
notify (CabinetAccount *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[property]);
}

static void
emit_changed (CabinetAccount *self)
{
  self->seen_on = cabinet_account_get_today (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
cabinet_account_check_day (CabinetAccount *self)
{
  if (self->seen_on != cabinet_account_get_today (self))
    emit_changed (self);
}

const char *
cabinet_account_get_id (CabinetAccount *self)
{
  return self->id;
}

const char *
cabinet_account_get_label (CabinetAccount *self)
{
  return self->label;
}

const char *
cabinet_account_get_display_name (CabinetAccount *self)
{
  return self->label != NULL ? self->label : cabinet_account_get_provider_name (self);
}

const char *
cabinet_account_get_provider_name (CabinetAccount *self)
{
  CabinetProviderInfo *info = cabinet_account_get_provider_info (self);

  return info != NULL && info->name != NULL ? info->name
                                            : cabinet_sign_in_get_stored (self->sign_in)->provider;
}

const char *
cabinet_account_get_connector (CabinetAccount *self)
{
  return cabinet_sign_in_get_stored (self->sign_in)->connector;
}

const char *
cabinet_account_get_provider (CabinetAccount *self)
{
  return cabinet_sign_in_get_stored (self->sign_in)->provider;
}

const char *
cabinet_account_get_sign_in_id (CabinetAccount *self)
{
  return cabinet_sign_in_get_stored (self->sign_in)->id;
}

const char *
cabinet_account_get_login (CabinetAccount *self)
{
  return cabinet_sign_in_get_stored (self->sign_in)->login;
}

CabinetContract *
cabinet_account_get_contract (CabinetAccount *self)
{
  return self->contract;
}

CabinetProviderInfo *
cabinet_account_get_provider_info (CabinetAccount *self)
{
  return cabinet_sign_in_get_stored (self->sign_in)->info;
}

CabinetOverview *
cabinet_account_get_overview (CabinetAccount *self)
{
  return self->overview;
}

CabinetCapabilityList *
cabinet_account_get_capabilities (CabinetAccount *self)
{
  return self->capabilities;
}

CabinetAccountState
cabinet_account_get_state (CabinetAccount *self)
{
  return cabinet_credential_get_state (cabinet_sign_in_get_credential (self->sign_in));
}

gboolean
cabinet_account_get_demo (CabinetAccount *self)
{
  CabinetProviderInfo *info = cabinet_account_get_provider_info (self);

  return cabinet_demo_is_address (cabinet_sign_in_get_stored (self->sign_in)->base_url)
         || (info != NULL && info->demo);
}

gboolean
cabinet_account_get_guest (CabinetAccount *self)
{
  return cabinet_sign_in_get_stored (self->sign_in)->kind == CABINET_LOGIN_KIND_GUEST;
}

gboolean
cabinet_account_get_hidden (CabinetAccount *self)
{
  return self->hidden;
}

gboolean
cabinet_account_get_refreshing (CabinetAccount *self)
{
  return self->waiters != NULL;
}

gboolean
cabinet_account_get_stale (CabinetAccount *self)
{
  if (self->error != NULL)
    return TRUE;
  /* Read in time to come: the clock was set back. */
  return !self->refreshed && ABS (cabinet_instant_now () - self->read_at) > FRESH_FOR;
}

CabinetInstant
cabinet_account_get_read_at (CabinetAccount *self)
{
  return self->read_at;
}

const GError *
cabinet_account_get_error (CabinetAccount *self)
{
  return self->error;
}

GTimeZone *
cabinet_account_get_zone (CabinetAccount *self)
{
  return self->zone;
}

CabinetSignIn *
cabinet_account_get_sign_in (CabinetAccount *self)
{
  return self->sign_in;
}

CabinetInstant
cabinet_account_get_server_now (CabinetAccount *self)
{
  return cabinet_instant_now () + self->clock_skew;
}

gint64
cabinet_account_get_position (CabinetAccount *self)
{
  return self->position;
}

void
cabinet_account_take_overview (CabinetAccount *self,
                               CabinetOverview *overview,
                               CabinetInstant read_at,
                               CabinetInstant clock_skew)
{
  gboolean read_again = self->read_at != read_at;

  if (self->clock_skew != clock_skew)
    {
      self->clock_skew = clock_skew;
      cabinet_account_forget_outlook (self);
    }
  self->read_at = read_at;
  if (overview != NULL && (self->overview == NULL || !cabinet_record_equal (self->overview, overview)))
    {
      g_set_object (&self->overview, overview);
      cabinet_account_forget_outlook (self);
      notify (self, PROP_OVERVIEW);
      emit_changed (self);
    }
  if (read_again)
    notify (self, PROP_READ_AT);
}

void
cabinet_account_take_capabilities (CabinetAccount *self, CabinetCapabilityList *capabilities)
{
  if (capabilities == NULL
      || (self->capabilities != NULL && cabinet_record_equal (self->capabilities, capabilities)))
    return;
  g_set_object (&self->capabilities, capabilities);
  notify (self, PROP_CAPABILITIES);
  emit_changed (self);
}

static void
take_contract (CabinetAccount *self, CabinetContract *contract)
{
  if (contract == NULL || (self->contract != NULL && cabinet_record_equal (self->contract, contract)))
    return;
  g_set_object (&self->contract, contract);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_new_identifier (contract->zone);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_local ();
  cabinet_account_forget_outlook (self);
  notify (self, PROP_CONTRACT);
  emit_changed (self);
}

void
cabinet_account_take_stored (CabinetAccount *self, CabinetStoredAccount *stored)
{
  gboolean was_stale = cabinet_account_get_stale (self);

  self->position = stored->position;
  take_contract (self, stored->contract);
  if (g_strcmp0 (self->label, stored->label) != 0)
    {
      g_free (self->label);
      self->label = g_strdup (stored->label);
      notify (self, PROP_LABEL);
      notify (self, PROP_DISPLAY_NAME);
      emit_changed (self);
    }
  if (self->hidden != stored->hidden)
    {
      self->hidden = stored->hidden;
      notify (self, PROP_HIDDEN);
    }
  /* An own refresh may be ahead of what is archived. */
  if (stored->read_at >= self->read_at)
    {
      cabinet_account_take_overview (self, stored->overview, stored->read_at, stored->clock_skew);
      cabinet_account_take_capabilities (self, stored->capabilities);
    }
  if (cabinet_account_get_stale (self) != was_stale)
    notify (self, PROP_STALE);
}

void
cabinet_account_sign_in_changed (CabinetAccount *self)
{
  cabinet_account_forget_outlook (self);
  notify (self, PROP_PROVIDER_INFO);
  notify (self, PROP_PROVIDER_NAME);
  notify (self, PROP_DISPLAY_NAME);
  notify (self, PROP_DEMO);
  emit_changed (self);
}

static gboolean
load_ledger (CabinetAccount *self)
{
  g_autofree CabinetLedgerState *state =
    cabinet_archive_load_ledger_state (self->core->archive, self->id, NULL);
  CabinetLedgerState none = { 0 };
  CabinetLedgerState *now = state != NULL ? state : &none;

  if (now->seq == self->ledger.seq && g_str_equal (now->epoch, self->ledger.epoch))
    return FALSE;
  self->ledger = *now;
  return TRUE;
}

void
cabinet_account_note_ledger (CabinetAccount *self)
{
  load_ledger (self);
}

void
cabinet_account_check_ledger (CabinetAccount *self)
{
  if (self->waiters == NULL && load_ledger (self))
    cabinet_account_ledger_changed (self);
}

void
cabinet_account_ledger_changed (CabinetAccount *self)
{
  g_signal_emit (self, signals[SIGNAL_LEDGER_CHANGED], 0);
}

void
cabinet_account_refreshing_changed (CabinetAccount *self)
{
  notify (self, PROP_REFRESHING);
}

/* @error NULL = all was read. */
void
cabinet_account_set_outcome (CabinetAccount *self, const GError *error)
{
  gboolean was_stale = cabinet_account_get_stale (self);
  g_autofree char *words = NULL;

  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  else
    self->refreshed = TRUE;
  words = cabinet_account_dup_error_words (self);
  if (g_strcmp0 (words, self->error_words) != 0)
    {
      g_free (self->error_words);
      self->error_words = g_steal_pointer (&words);
      notify (self, PROP_ERROR_MESSAGE);
      emit_changed (self);
    }
  if (cabinet_account_get_stale (self) != was_stale)
    {
      notify (self, PROP_STALE);
      emit_changed (self);
    }
}

static void
on_state (CabinetAccount *self)
{
  notify (self, PROP_STATE);
  emit_changed (self);
}

void
cabinet_account_set_sign_in (CabinetAccount *self, CabinetSignIn *sign_in)
{
  CabinetAccountState state;

  if (self->sign_in == sign_in)
    return;
  state = self->sign_in != NULL ? cabinet_account_get_state (self) : CABINET_ACCOUNT_STATE_OK;
  g_set_object (&self->sign_in, sign_in);
  g_signal_group_set_target (self->credential_signals, cabinet_sign_in_get_credential (sign_in));
  if (cabinet_account_get_state (self) != state)
    on_state (self);
}

static void
cabinet_account_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetAccount *self = CABINET_ACCOUNT (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, cabinet_account_get_display_name (self));
      break;
    case PROP_PROVIDER_NAME:
      g_value_set_string (value, cabinet_account_get_provider_name (self));
      break;
    case PROP_CONTRACT:
      g_value_set_object (value, self->contract);
      break;
    case PROP_PROVIDER_INFO:
      g_value_set_object (value, cabinet_account_get_provider_info (self));
      break;
    case PROP_OVERVIEW:
      g_value_set_object (value, self->overview);
      break;
    case PROP_CAPABILITIES:
      g_value_set_object (value, self->capabilities);
      break;
    case PROP_STATE:
      g_value_set_enum (value, cabinet_account_get_state (self));
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, cabinet_account_get_demo (self));
      break;
    case PROP_HIDDEN:
      g_value_set_boolean (value, self->hidden);
      break;
    case PROP_REFRESHING:
      g_value_set_boolean (value, cabinet_account_get_refreshing (self));
      break;
    case PROP_STALE:
      g_value_set_boolean (value, cabinet_account_get_stale (self));
      break;
    case PROP_READ_AT:
      g_value_set_int64 (value, self->read_at);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_account_dispose (GObject *object)
{
  CabinetAccount *self = CABINET_ACCOUNT (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->top_ups);
  g_clear_object (&self->conversation);
  g_clear_object (&self->notice_feed);
  g_clear_object (&self->deliveries);
  G_OBJECT_CLASS (cabinet_account_parent_class)->dispose (object);
}

static void
cabinet_account_finalize (GObject *object)
{
  CabinetAccount *self = CABINET_ACCOUNT (object);

  cabinet_account_forget_outlook (self);
  g_clear_object (&self->credential_signals);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->core);
  g_clear_object (&self->contract);
  g_clear_object (&self->overview);
  g_clear_object (&self->capabilities);
  g_clear_object (&self->refresh_cancellable);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->error_words);
  g_free (self->id);
  g_free (self->label);
  G_OBJECT_CLASS (cabinet_account_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  props[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL, flags);
  props[PROP_PROVIDER_NAME] = g_param_spec_string ("provider-name", NULL, NULL, NULL, flags);
  props[PROP_CONTRACT] = g_param_spec_object ("contract", NULL, NULL, CABINET_TYPE_CONTRACT, flags);
  props[PROP_PROVIDER_INFO] =
    g_param_spec_object ("provider-info", NULL, NULL, CABINET_TYPE_PROVIDER_INFO, flags);
  props[PROP_OVERVIEW] = g_param_spec_object ("overview", NULL, NULL, CABINET_TYPE_OVERVIEW, flags);
  props[PROP_CAPABILITIES] =
    g_param_spec_object ("capabilities", NULL, NULL, CABINET_TYPE_CAPABILITY_LIST, flags);
  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CABINET_TYPE_ACCOUNT_STATE, CABINET_ACCOUNT_STATE_OK, flags);
  props[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, flags);
  props[PROP_HIDDEN] = g_param_spec_boolean ("hidden", NULL, NULL, FALSE, flags);
  props[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  props[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  props[PROP_READ_AT] = g_param_spec_int64 ("read-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cabinet_account_class_init (CabinetAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cabinet_account_get_property;
  object_class->dispose = cabinet_account_dispose;
  object_class->finalize = cabinet_account_finalize;
  install_properties (object_class);
  signals[SIGNAL_LEDGER_CHANGED] = g_signal_new ("ledger-changed", CABINET_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0,
                                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", CABINET_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cabinet_account_init (CabinetAccount *self)
{
  self->credential_signals = g_signal_group_new (CABINET_TYPE_CREDENTIAL);
  g_signal_group_connect_swapped (self->credential_signals, "notify::state", G_CALLBACK (on_state), self);
}

/**
 * cabinet_account_new:
 * @core: what the household shares
 * @sign_in: what opens the contract
 * @stored: what is archived of it
 *
 * Returns: (transfer full): an account
 */
CabinetAccount *
cabinet_account_new (CabinetCore *core, CabinetSignIn *sign_in, CabinetStoredAccount *stored)
{
  CabinetAccount *self = g_object_new (CABINET_TYPE_ACCOUNT, NULL);

  self->core = g_object_ref (core);
  self->id = g_strdup (stored->id);
  cabinet_account_set_sign_in (self, sign_in);
  cabinet_account_take_stored (self, stored);
  load_ledger (self);
  return self;
}
