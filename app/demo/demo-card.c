/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-card.h"

#include <string.h>

/* clang-format off */

const DemoCard demo_cards[] = {
  { "4111111111111111", "visa", DEMO_OUTCOME_PAID, "success", DEMO_TEXT ("the payment succeeds", "платёж проходит") },
  { "5555555555554444", "mastercard", DEMO_OUTCOME_PAID, "success", DEMO_TEXT ("the payment succeeds", "платёж проходит") },
  { "2200000000000004", "mir", DEMO_OUTCOME_PAID, "success", DEMO_TEXT ("the payment succeeds", "платёж проходит") },
  { "3530111333300000", "jcb", DEMO_OUTCOME_PAID, "success", DEMO_TEXT ("the payment succeeds", "платёж проходит") },
  { "4000000000003220", "visa", DEMO_OUTCOME_CHALLENGE, "3ds",
    DEMO_TEXT ("3-D Secure: the bank asks for a one-time password", "3-D Secure: банк спросит разовый пароль") },
  { "4000000000000127", "visa", DEMO_OUTCOME_WRONG_DATA, "wrong_data",
    DEMO_TEXT ("declined: wrong card data", "отказ: неверные данные карты") },
  { "4000000000009995", "visa", DEMO_OUTCOME_NO_MONEY, "not_enough_money",
    DEMO_TEXT ("declined: not enough money", "отказ: недостаточно средств") },
  { "4100000000000019", "visa", DEMO_OUTCOME_SECURITY, "security",
    DEMO_TEXT ("declined by the processor’s security service", "отказ службы безопасности процессинга") },
  { "4000000000000002", "visa", DEMO_OUTCOME_BANK, "bank",
    DEMO_TEXT ("declined by the bank", "отказ банка, выдавшего карту") },
  { "4000000000000630", "visa", DEMO_OUTCOME_CHALLENGE_FAILED, "3ds_failed",
    DEMO_TEXT ("declined: 3-D Secure fails by itself", "отказ: проверка 3-D Secure не пройдена") },
  { "4000000000005100", "visa", DEMO_OUTCOME_LATE, "late",
    DEMO_TEXT ("paid, credited 10 minutes later", "оплачен, зачисляется через 10 минут") },
  { "4000000000005209", "visa", DEMO_OUTCOME_NEVER, "never",
    DEMO_TEXT ("paid, never credited", "оплачен, но не зачисляется") },
  { "4000000000007775", "visa", DEMO_OUTCOME_TIME_OVER, "time_over",
    DEMO_TEXT ("the bank does not answer until the time is over", "банк не отвечает, пока не истечёт время") },
  { NULL },
};

/* clang-format on */

const char *
demo_card_system_name (const char *system, DemoLanguage language)
{
  if (g_str_equal (system, "mir"))
    return language == DEMO_RUSSIAN ? "Мир" : "Mir";
  return g_str_equal (system, "visa") ? "Visa" : g_str_equal (system, "mastercard") ? "Mastercard" : "JCB";
}

static gboolean
has_right_check_digit (const char *digits)
{
  int sum = 0;
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      int digit = digits[length - 1 - i] - '0';

      if (i % 2 == 1)
        digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }
  return sum % 10 == 0;
}

/* Spaces and dashes are how people type it. Returns: NULL for anything else than digits. */
static char *
take_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);
    else if (*text != ' ' && *text != '-')
      {
        g_string_free (digits, TRUE);
        return NULL;
      }
  return g_string_free (digits, FALSE);
}

static const char *
check_number (DemoTypedCard *self, const DemoWay *way, const char *text, DemoLanguage language)
{
  static const DemoText empty = DEMO_TEXT ("Type the number of the card", "Введите номер карты");
  static const DemoText odd = DEMO_TEXT ("The number has 13 to 19 digits", "В номере карты от 13 до 19 цифр");
  static const DemoText wrong =
    DEMO_TEXT ("There is a typing error in the number", "В номере карты опечатка");
  static const DemoText real = DEMO_TEXT ("Only the test cards below are taken: this is a demo",
                                          "Принимаются только тестовые карты ниже: это демо");
  static const DemoText system =
    DEMO_TEXT ("Cards of this system are not taken here", "Карты этой системы здесь не принимаются");

  self->number = take_digits (text);
  if (self->number != NULL && *self->number == '\0')
    return demo_text (&empty, language);
  if (self->number == NULL || strlen (self->number) < 13 || strlen (self->number) > 19)
    return demo_text (&odd, language);
  if (!has_right_check_digit (self->number))
    return demo_text (&wrong, language);
  for (const DemoCard *card = demo_cards; card->number != NULL; card++)
    if (g_str_equal (card->number, self->number))
      self->card = card;
  if (self->card == NULL)
    return demo_text (&real, language);
  return demo_way_takes_system (way, self->card->system) ? NULL : demo_text (&system, language);
}

/* "12/28", "12 / 2028", "1228": the last day of that month is the last on which it is valid. */
static const char *
check_expiry (const char *text, CabinetDate today, DemoLanguage language)
{
  static const DemoText form = DEMO_TEXT ("Type month and year as MM/YY", "Введите месяц и год как ММ/ГГ");
  static const DemoText past = DEMO_TEXT ("The card has expired", "Срок действия карты истёк");
  g_autoptr (GString) digits = g_string_new (NULL);
  gint64 month = 0;
  gint64 year = 0;

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);
    else if (strchr (" /.-", *text) == NULL)
      return demo_text (&form, language);
  if (digits->len != 4 && digits->len != 6)
    return demo_text (&form, language);
  year = g_ascii_strtoll (digits->str + 2, NULL, 10) + (digits->len == 4 ? 2000 : 0);
  g_string_truncate (digits, 2);
  month = g_ascii_strtoll (digits->str, NULL, 10);
  if (month < 1 || month > 12 || year < 2000 || year > 2099)
    return demo_text (&form, language);
  return cabinet_date_month_end (cabinet_date_new ((int) year, (int) month, 1)) < today
           ? demo_text (&past, language)
           : NULL;
}

static const char *
check_code (const char *text, DemoLanguage language)
{
  static const DemoText form =
    DEMO_TEXT ("Type the three digits on the back of the card", "Введите три цифры с обратной стороны карты");

  return strlen (text) == 3 && strspn (text, "0123456789") == 3 ? NULL : demo_text (&form, language);
}

/**
 * demo_typed_card_read:
 * @number: @expiry, @code: as typed; may be empty
 *
 * Judges what can be judged without asking the bank.
 */
void
demo_typed_card_read (DemoTypedCard *self,
                      const DemoWay *way,
                      const char *number,
                      const char *expiry,
                      const char *code,
                      CabinetDate today,
                      DemoLanguage language)
{
  self->number_fault = check_number (self, way, number, language);
  self->expiry_fault = check_expiry (expiry, today, language);
  self->code_fault = check_code (code, language);
}

void
demo_typed_card_clear (DemoTypedCard *self)
{
  if (self->number != NULL)
    memset (self->number, 0, strlen (self->number));
  g_clear_pointer (&self->number, g_free);
}

/**
 * demo_card_dup_mask:
 *
 * Returns: (transfer full): the first six and the last four digits, the most that may be kept
 */
char *
demo_card_dup_mask (const char *number)
{
  gsize length = strlen (number);

  g_assert (length >= 13);
  return g_strdup_printf ("%.4s %.2s•• •••• %s", number, number + 4, number + length - 4);
}

/**
 * demo_card_dup_groups:
 *
 * Returns: (transfer full): a number in groups of four, as it is printed on a card
 */
char *
demo_card_dup_groups (const char *number)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; number[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, number[i]);
    }
  return g_string_free (text, FALSE);
}
