/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the numbers of ABillS mean (design, 3.4), by the sheet. What is not here is refused for "other"
 * reasons, in the server's words. */
static const struct
{
  gint64 number;
  const char *word;
  const char *message; /* NULL = that of the word */
} refusals[] = {
  { 2, "not-found", NULL },
  { 4, "unsupported", NULL },
  { 10, "session-over", NULL },
  { 20, "server-error", NULL },
  { 25, "unsupported", NULL },
  { 140, "not-eligible", NULL },
  { 141, "bad-value", NULL },
  { 145, "bad-value", N_ ("The provider does not accept this day") },
  { 240, "not-enough-money", NULL },
  { 301, "switched-off", N_ ("The provider has switched its interface for programs off") },
  { 4302, "unsupported", N_ ("The operator has switched the promised payment off") },
  { 4303, "not-eligible", NULL },
  { 4304, "limit-reached", N_ ("No more promised payments can be taken this month") },
  { 4305, "not-eligible", N_ ("No promised payment can be taken now") },
  /* The interface has no place for a password, so asking for it would lead nowhere. */
  { 4306, "unsupported",
    N_ ("The provider wants the password for this, which only its own cabinet asks for") },
  { 4308, "not-found", NULL },
  { 4403, "not-eligible", NULL },
  { 4404, "not-eligible", NULL },
  { 4407, "not-enough-money", NULL },
  { 4409, "not-eligible", NULL },
  { 4410, "limit-reached", N_ ("It is too soon after the last block") },
  { 4418, "not-found", N_ ("There is no block") },
  { 4423, "bad-value", N_ ("A block begins tomorrow at the earliest") },
  { 4424, "bad-value", N_ ("The last day is before the first") },
  { 4426, "bad-value", N_ ("The provider does not accept this day") },
  { 4427, "bad-value", N_ ("The provider does not accept this day") },
  { 4508, "unsupported",
    N_ ("The provider wants the password for this, which only its own cabinet asks for") },
  { 4521, "already", N_ ("This is the present tariff") },
  { 4522, "not-enough-money", NULL },
  { 4523, "already-pending", NULL },
  { 4524, "not-eligible", N_ ("The tariff is a personal one, only the operator changes it") },
  { 4525, "not-eligible", N_ ("No tariff can be changed to now") },
  { 4526, "not-found", NULL },
  { 4527, "not-found", N_ ("The provider does not know this tariff") },
  { 10001, "wrong-credentials", NULL },
  { 10003, "unsupported", NULL },
  { 10004, "bad-value", NULL },
  { 10005, "bad-value", NULL },
  { 10006, "not-found", N_ ("The provider knows nobody with this e-mail or phone") },
  { 10007, "not-found", N_ ("The provider knows nobody with this e-mail or phone") },
  { 10008, "rate-limited", NULL },
  { 10009, "other", N_ ("The provider could not send the code") },
  { 10010, "not-found", N_ ("The provider knows nobody with this e-mail or phone") },
  { 10026, "bad-value", NULL },
  { 10027, "bad-value", N_ ("The password is too short") },
  { 10028, "bad-value", N_ ("The password has symbols that the provider does not accept") },
  { 10029, "wrong-code", N_ ("The code is wrong, or was used before") },
  { 10030, "other", N_ ("The provider could not change the password") },
  /* Its constant quotes the address. */
  { 10031, "other", N_ ("The provider could not send the letter") },
  { 10032, "unsupported", N_ ("The operator has switched this off") },
  { 10033, "unsupported", N_ ("The operator has switched this off") },
  { 10034, "bad-value", N_ ("The password is too short") },
  { 10035, "bad-value", N_ ("The password has symbols that the provider does not accept") },
  { 10036, "bad-value", NULL },
  { 10066, "bad-value", NULL },
  { 10901, "not-found", NULL },
  { 20004, "already", N_ ("The service is on already") },
  { 100002, "wrong-credentials", N_ ("The provider knows no contract with this phone") },
  { 100005, "other", N_ ("The provider could not send the code") },
  { 100007, "code-expired", NULL },
  { 100008, "code-expired", N_ ("All attempts with this code are used") },
  { 100009, "wrong-code", NULL },
  { 1000001, "unsupported", NULL },
  { 1000019, "bad-value", N_ ("The block is shorter than the provider allows") },
  { 1000020, "bad-value", N_ ("The block is longer than the provider allows") },
  { 1001006, "rate-limited", N_ ("Too many wrong attempts: sign-in is locked for a while") },
  { 1001007, "wrong-credentials", NULL },
  { 1001008, "wrong-code", NULL },
  { 1001009, "forbidden", NULL },
  { 1001014, "wrong-credentials", NULL },
  { 1001015, "closed", NULL },
  { 1020002, "not-found", NULL },
  { 1060001, "not-eligible", NULL },
  { 1060002, "bad-value", N_ ("The code of the card is missing") },
  { 1060003, "bad-value", N_ ("The series of the card is missing") },
  { 1060004, "rate-limited", N_ ("Too many wrong codes: no more cards are taken for a while") },
  { 1060005, "card-unknown", NULL },
  { 1060007, "card-expired", NULL },
  { 1060008, "card-unknown", NULL },
  { 1060011, "card-used", NULL },
  { 1060013, "card-used", NULL },
  { 1060015, "card-used", NULL },
  { 1070003, "not-found", N_ ("The provider does not have this file") },
};

/* Of some handlers it is called `error`; in rows of lists that is a text, and no refusal. */
static gint64
get_number (JsonObject *answer)
{
  gint64 number = cabinet_loose_get_int (answer, "errno");

  return number != 0 ? number : cabinet_loose_get_int (answer, "error");
}

/* The server's words for a person: its `errstr` is a constant of its source. */
static char *
dup_words (JsonObject *answer)
{
  char *words = cabinet_loose_dup_text (answer, "errmsg");

  return words != NULL ? words : cabinet_loose_dup_text (answer, "errstrLng");
}

/* What a refusal means. @answer: (nullable): what came with @status. */
static GError *
new_refusal (guint status, JsonObject *answer)
{
  g_autofree char *words = dup_words (answer);
  g_autofree char *constant = cabinet_loose_dup_text (answer, "errstr");
  gint64 number = get_number (answer);
  const char *word = NULL;
  const char *message = NULL;
  GError *error;

  for (gsize i = 0; i < G_N_ELEMENTS (refusals) && word == NULL; i++)
    if (refusals[i].number == number)
      {
        word = refusals[i].word;
        message = refusals[i].message;
      }
  if (status == 401)
    word = "session-over";
  else if (status == 404 || status == 405)
    word = "unsupported"; /* a path that this version of ABillS does not have */
  else if (word == NULL && status == 429)
    word = "rate-limited";
  else if (word == NULL && status >= 500)
    word = "server-error";

  error = cabinet_fault_new (word);
  if (error == NULL)
    error = cabinet_error_new (CABINET_ERROR_REFUSED, "other", _ ("The provider refused (%s)"),
                               constant != NULL ? constant : "?");
  if (words != NULL || message != NULL)
    {
      g_free (error->message);
      error->message = g_strdup (words != NULL ? words : _ (message));
    }
  if (words != NULL)
    cabinet_error_set_words (error, words);
  return error;
}

static gboolean
is_web_page (CabinetResponse *answer)
{
  gsize length;
  const char *text = g_bytes_get_data (answer->raw, &length);

  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  return length > 0 && *text == '<';
}

/**
 * abills_check_json:
 * @step: number of an answer
 * @error: what it is instead, PROTOCOL; UNSUPPORTED if this version has no such path
 *
 * Returns: whether the answer is JSON
 */
gboolean
abills_check_json (CabinetSequence *sequence, guint step, GError **error)
{
  CabinetResponse *answer = cabinet_sequence_get_answer (sequence, step);

  if (answer->body != NULL)
    return TRUE;
  if (answer->status == 404 && !is_web_page (answer))
    g_propagate_error (error, abills_unsupported ());
  else if (is_web_page (answer))
    cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "web-page",
                       _ ("This is a web page, not a cabinet's interface"));
  else
    cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "not-json", _ ("The provider's answer is not JSON"));
  return FALSE;
}

/* What these say, they say without a body, too: a proxy before ABillS has pages of its own for them. */
static gboolean
tells_enough (guint status)
{
  return status == 401 || status == 429 || status >= 500;
}

/**
 * abills_check:
 * @step: number of an answer
 * @error: what was refused, under any status; PROTOCOL if it is not JSON
 *
 * Returns: whether the answer is one
 */
gboolean
abills_check (CabinetSequence *sequence, guint step, GError **error)
{
  CabinetResponse *answer = cabinet_sequence_get_answer (sequence, step);
  JsonObject *object = cabinet_sequence_get_object (sequence, step);

  if (!tells_enough (answer->status) && !abills_check_json (sequence, step, error))
    return FALSE;
  if (answer->status < 400 && get_number (object) == 0)
    return TRUE;
  g_propagate_error (error, new_refusal (answer->status, object));
  return FALSE;
}

/**
 * abills_check_change:
 * @step: number of the answer to a change
 * @known: (out): FALSE if it may or may not have been made
 * @error: what was refused; nothing has changed then
 *
 * Returns: whether it is worth to read what has become of it
 */
gboolean
abills_check_change (CabinetSequence *sequence, guint step, gboolean *known, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *known = abills_check (sequence, step, &problem);
  if (*known)
    return TRUE;
  if (problem->code == CABINET_ERROR_OFFLINE || problem->code == CABINET_ERROR_PROTOCOL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Whether what went wrong may be overlooked. */
static gboolean
is_tolerable (AbillsNeed need, const GError *error)
{
  if (need == ABILLS_IF_POSSIBLE)
    return !g_error_matches (error, CABINET_ERROR, CABINET_ERROR_AUTH);
  return need == ABILLS_IF_OFFERED
         && (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED)
             || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_REFUSED));
}

/**
 * abills_read_all:
 * @reads: what is asked, one after the other
 * @error: what went wrong with the newest, if it is needed
 *
 * Returns: (transfer full) (nullable): the next request; %NULL without an error when all are answered
 */
CabinetRequest *
abills_read_all (CabinetSequence *sequence, const AbillsRead *reads, GError **error)
{
  guint n = sequence->answers->len;
  g_autoptr (GError) problem = NULL;

  if (n > 0 && !abills_check (sequence, n - 1, &problem) && !is_tolerable (reads[n - 1].need, problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return reads[n].path != NULL ? abills_get (reads[n].path) : NULL;
}

/**
 * abills_get_rows:
 *
 * Returns: (transfer none) (nullable): the list that an answer is; %NULL is as good as an empty one
 */
JsonArray *
abills_get_rows (CabinetSequence *sequence, guint step)
{
  if (cabinet_sequence_get_answer (sequence, step)->status >= 400)
    return NULL;
  return cabinet_sequence_get_array (sequence, step);
}

/**
 * abills_fail:
 * @problem: (transfer full): what went wrong
 * @field: what is wrong where it was refused with @word
 *
 * Returns: %NULL, for a step that ends with @error
 */
CabinetRequest *
abills_fail (GError **error, GError *problem, const char *word, const char *field)
{
  if (g_strcmp0 (cabinet_error_get_code (problem), word) == 0)
    cabinet_error_set_field (problem, field);
  g_propagate_error (error, problem);
  return NULL;
}

GError *
abills_unsupported (void)
{
  return cabinet_fault_new ("unsupported");
}

GError *
abills_not_found (void)
{
  return cabinet_fault_new ("not-found");
}

/* The server has said yes, or nothing that can be read, and the read after it does not show the change. */
GError *
abills_not_shown (void)
{
  return cabinet_error_new (CABINET_ERROR_UNCONFIRMED, "unconfirmed",
                            _ ("It was sent, and the provider does not show that it was done"));
}

const char *
abills_switched_off (void)
{
  return _ ("The operator has switched this off");
}
