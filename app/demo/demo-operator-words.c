/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-operator.h"

#include "demo-line.h"

#include <string.h>

/* What a message is about, by the beginnings of its words. */
typedef enum
{
  TOPIC_PAYMENT,
  TOPIC_SPEED,
  TOPIC_FAULT,
  TOPIC_BALANCE,
  TOPIC_TARIFF,
  TOPIC_THANKS,
  TOPIC_OTHER,
  N_TOPICS,
} Topic;

static const char *const topic_words[N_TOPICS][12] = {
  [TOPIC_PAYMENT] = { "оплат", "платеж", "платёж", "платил", "пополн", "зачисл", "payment", "paid", "top up",
                      "top-up", NULL },
  [TOPIC_SPEED] = { "скорост", "медленн", "тормоз", "замер", "speed", "slow", NULL },
  [TOPIC_FAULT] = { "не работает", "пропал", "пропада", "нет интернета", "нет связи", "обрыв", "not work",
                    "no internet", "outage", "dropp", NULL },
  [TOPIC_BALANCE] = { "баланс", "счёт", "счет", "долг", "списан", "balance", "account", "debt", "charge",
                      NULL },
  [TOPIC_TARIFF] = { "тариф", "tariff", "plan", NULL },
  [TOPIC_THANKS] = { "спасибо", "благодар", "thank", NULL },
};

/* %1 balance, %2 last payment, %3 tariff, %4 speed, %5 state of the line */
static const DemoText answers[N_TOPICS] = {
  [TOPIC_PAYMENT] = DEMO_TEXT ("%2 The balance is %1. If a payment was made later and is not there within an "
                               "hour, send us the receipt, we will look for it.",
                               "%2 На счёте %1. Если платили позже и за час он не пришёл, пришлите чек, "
                               "разберёмся."),
  [TOPIC_SPEED] =
    DEMO_TEXT ("Your tariff is “%3”, %4. %5 Please restart the router and measure over a cable; "
               "if it is less, tell us the figures.",
               "У вас тариф «%3», %4. %5 Перезагрузите, пожалуйста, роутер и замерьте по кабелю; "
               "если будет меньше, пришлите цифры."),
  [TOPIC_FAULT] =
    DEMO_TEXT ("%5 I pass it on to the engineers on duty, they will check your port; please leave the router "
               "switched on for ten minutes.",
               "%5 Передаю дежурным инженерам, проверят ваш порт; оставьте, пожалуйста, роутер "
               "включённым на десять минут."),
  [TOPIC_BALANCE] =
    DEMO_TEXT ("The balance is %1, the tariff is “%3”. %5 %2", "На счёте %1, тариф «%3». %5 %2"),
  [TOPIC_TARIFF] =
    DEMO_TEXT ("Now you have “%3”, %4. What else there is stands on the page “Tariff”, with the sum "
               "and the date of a change.",
               "Сейчас у вас «%3», %4. Другие тарифы — на странице «Тариф», с суммой и датой "
               "перехода."),
  [TOPIC_THANKS] = DEMO_TEXT ("You are welcome! Write if there is anything else.",
                              "Пожалуйста! Если что-то ещё понадобится, пишите."),
  [TOPIC_OTHER] = DEMO_TEXT ("I see your contract. %5 Could you tell a little more, what exactly should "
                             "be done?",
                             "Вижу ваш договор. %5 Расскажите чуть подробнее, что именно нужно сделать?"),
};

/* Who writes without a contract is told nothing of any: what is asked for could be somebody else's (H5). */
static const DemoText guest_answers[N_TOPICS] = {
  [TOPIC_PAYMENT] =
    DEMO_TEXT ("To look for a payment I need the number of the contract, the day and the sum; "
               "never send a password or a card number.",
               "Чтобы найти платёж, нужны номер договора, день и сумма; пароль и номер карты "
               "не присылайте никому."),
  [TOPIC_SPEED] =
    DEMO_TEXT ("Please restart the router and measure over a cable, then tell us the address and "
               "the figures.",
               "Перезагрузите, пожалуйста, роутер и замерьте по кабелю, затем напишите адрес и "
               "цифры."),
  [TOPIC_FAULT] =
    DEMO_TEXT ("Tell us the address, I pass it on to the engineers on duty; please leave the "
               "router switched on.",
               "Напишите адрес, передам дежурным инженерам; роутер, пожалуйста, не выключайте."),
  [TOPIC_BALANCE] =
    DEMO_TEXT ("Of a balance we speak only with who has signed in. Sign in with the number and "
               "the password of the contract, it is all there.",
               "О балансе говорим только с тем, кто вошёл. Войдите с номером и паролем из "
               "договора, там всё видно."),
  [TOPIC_TARIFF] = DEMO_TEXT ("Tell us the city and the street, I will say what can be connected there.",
                              "Напишите город и улицу, скажу, что там можно подключить."),
  [TOPIC_THANKS] = DEMO_TEXT ("You are welcome! Write if there is anything else.",
                              "Пожалуйста! Если что-то ещё понадобится, пишите."),
  [TOPIC_OTHER] = DEMO_TEXT ("Could you tell a little more, and at what address it is?",
                             "Расскажите чуть подробнее, и по какому это адресу?"),
};

static Topic
find_topic (const char *text)
{
  g_autofree char *folded = g_utf8_strdown (text, -1);

  for (guint topic = 0; topic < TOPIC_OTHER; topic++)
    for (guint i = 0; topic_words[topic][i] != NULL; i++)
      if (strstr (folded, topic_words[topic][i]) != NULL)
        return (Topic) topic;
  return TOPIC_OTHER;
}

/* "312,40 ₽" */
static char *
format_sum (DemoContract *contract, gint64 kopecks, DemoLanguage language)
{
  CabinetMoney money = demo_contract_money (contract, kopecks);
  g_autofree char *decimal = cabinet_money_to_decimal (&money, CABINET_ROUND_HALF_AWAY);

  if (language == DEMO_RUSSIAN)
    g_strdelimit (decimal, ".", ',');
  return *decimal == '-' ? g_strconcat ("−", decimal + 1, "\u00a0₽", NULL)
                         : g_strconcat (decimal, "\u00a0₽", NULL);
}

static char *
describe_payment (DemoWorld *world, DemoContract *contract, DemoLanguage language)
{
  static const DemoText none = DEMO_TEXT ("I see no payment.", "Платежей не вижу.");
  g_autofree char *sum = NULL;
  CabinetDate date;
  int year;
  int month;
  int day;
  sqlite3_stmt *rows =
    demo_database_query (world->database,
                         "SELECT amount, date FROM operation WHERE contract = ? AND kind = ?"
                         " AND withdrawn = 0 ORDER BY date DESC, at DESC, n DESC LIMIT 1",
                         "ii", contract->row, (gint64) CABINET_OPERATION_KIND_PAYMENT);

  if (!demo_row (rows))
    return g_strdup (demo_text (&none, language));
  sum = format_sum (contract, sqlite3_column_int64 (rows, 0), language);
  date = (CabinetDate) sqlite3_column_int64 (rows, 1);
  demo_rows_end (rows);
  cabinet_date_split (date, &year, &month, &day);
  if (language == DEMO_RUSSIAN)
    return g_strdup_printf ("Последний платёж, %s от %02d.%02d.%04d, зачислен.", sum, day, month, year);
  return g_strdup_printf ("The last payment, %s of %04d-%02d-%02d, is credited.", sum, year, month, day);
}

static const char *
describe_line (DemoWorld *world, DemoContract *contract, DemoLanguage language)
{
  static const DemoText fine = DEMO_TEXT ("The line works.", "Линия работает.");
  static const DemoText slow = DEMO_TEXT ("The speed is limited now.", "Сейчас скорость ограничена.");
  static const DemoText off = DEMO_TEXT ("The line is off now.", "Сейчас линия отключена.");
  g_autoptr (CabinetLine) line = demo_line_new (world, contract, demo_contract_today (world, contract));

  if (line->state == CABINET_LINE_STATE_ACTIVE || line->state == CABINET_LINE_STATE_DEBT)
    return demo_text (&fine, language);
  return demo_text (line->state == CABINET_LINE_STATE_THROTTLED ? &slow : &off, language);
}

static char *
answer_in (DemoWorld *world, DemoContract *contract, Topic topic, gboolean greet, DemoLanguage language)
{
  static const DemoText greeting = DEMO_TEXT ("Hello! ", "Здравствуйте! ");
  const DemoTariff *tariff = demo_contract_tariff_on (contract, demo_contract_today (world, contract));
  const char *details = demo_text (&tariff->services[0].details, language);
  g_autofree char *balance = format_sum (contract, contract->balance, language);
  g_autofree char *payment = describe_payment (world, contract, language);
  const char *facts[] = { balance, payment, demo_text (&tariff->title, language),
                          details != NULL ? details : "", describe_line (world, contract, language) };
  GString *text = g_string_new (greet && topic != TOPIC_THANKS ? demo_text (&greeting, language) : NULL);

  for (const char *c = demo_text (&answers[topic], language); *c != '\0'; c++)
    if (*c == '%')
      g_string_append (text, facts[*++c - '1']);
    else
      g_string_append_c (text, *c);
  return g_string_free (text, FALSE);
}

static char *
answer_guest_in (DemoContract *contract, Topic topic, gboolean greet, DemoLanguage language)
{
  const char *text = demo_text (&guest_answers[topic], language);

  if (!greet || topic == TOPIC_THANKS)
    return g_strdup (text);
  return g_strdup_printf ("%s, %s! %s", language == DEMO_RUSSIAN ? "Здравствуйте" : "Hello", contract->guest,
                          text);
}

DemoText
demo_operator_answer (DemoWorld *world, DemoContract *contract, const char *text, gboolean greet)
{
  Topic topic = find_topic (text);
  DemoText answer;

  if (contract->guest != NULL)
    {
      answer.words[DEMO_RUSSIAN] = answer_guest_in (contract, topic, greet, DEMO_RUSSIAN);
      answer.words[DEMO_ENGLISH] = answer_guest_in (contract, topic, greet, DEMO_ENGLISH);
      return answer;
    }
  answer.words[DEMO_RUSSIAN] = answer_in (world, contract, topic, greet, DEMO_RUSSIAN);
  answer.words[DEMO_ENGLISH] = answer_in (world, contract, topic, greet, DEMO_ENGLISH);
  return answer;
}
