/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-text.h"

static const DemoText titles[DEMO_N_TITLES] = {
  [DEMO_TITLE_CHANGE] = DEMO_TEXT ("Extra charge for a change", "Доплата при изменении"),
  [DEMO_TITLE_PROMISE] = DEMO_TEXT ("Price of a promised payment", "Плата за обещанный платёж"),
  [DEMO_TITLE_BLOCK] = DEMO_TEXT ("Price of a voluntary block", "Плата за добровольную блокировку"),
  [DEMO_TITLE_BLOCK_BACK] = DEMO_TEXT ("Return of the price of a block", "Возврат платы за блокировку"),
  [DEMO_TITLE_RESUMED] =
    DEMO_TEXT ("Subscription fee for the rest of the month", "Абонентская плата за остаток месяца"),
  [DEMO_TITLE_OPENING] = DEMO_TEXT ("Balance brought forward", "Перенос остатка"),
  [DEMO_TITLE_FEE] = DEMO_TEXT ("Subscription fee", "Абонентская плата"),
  [DEMO_TITLE_FEE_MONTH] = DEMO_TEXT ("Subscription fee for %s", "Абонентская плата за %s"),
  [DEMO_TITLE_CARD] = DEMO_TEXT ("Top-up by card", "Пополнение картой"),
  [DEMO_TITLE_SBP] = DEMO_TEXT ("Top-up by SBP", "Пополнение через СБП"),
  [DEMO_TITLE_TERMINAL] = DEMO_TEXT ("Top-up at a terminal", "Пополнение через терминал"),
  [DEMO_TITLE_BANK] = DEMO_TEXT ("Top-up through Sberbank", "Пополнение через Сбербанк"),
  [DEMO_TITLE_OFFICE] = DEMO_TEXT ("Payment at the office", "Оплата в офисе"),
  [DEMO_TITLE_TRANSFER] = DEMO_TEXT ("Bank transfer", "Банковский перевод"),
  [DEMO_TITLE_OUTAGE] = DEMO_TEXT ("Recalculation for an outage", "Перерасчёт за аварию"),
  [DEMO_TITLE_DOUBLE_PAYMENT] = DEMO_TEXT ("Return of a mistaken payment", "Возврат ошибочного платежа"),
  [DEMO_TITLE_CALL_CITY] = DEMO_TEXT ("Long-distance call", "Междугородный звонок"),
  [DEMO_TITLE_CALL_MOBILE] = DEMO_TEXT ("Call to a mobile number", "Звонок на мобильный"),
  [DEMO_TITLE_FILM] = DEMO_TEXT ("Film for one evening", "Фильм на вечер"),
  [DEMO_TITLE_BOOST] = DEMO_TEXT ("Speed boost", "Ускорение интернета"),
  [DEMO_TITLE_INTERNET_BANK] =
    DEMO_TEXT ("Top-up through an internet bank", "Пополнение через интернет-банк"),
  [DEMO_TITLE_WALLET] = DEMO_TEXT ("Top-up from a wallet", "Пополнение с электронного кошелька"),
  [DEMO_TITLE_BONUS] = DEMO_TEXT ("Top-up with bonus points", "Пополнение бонусными баллами"),
  [DEMO_TITLE_PHONE_ACCOUNT] = DEMO_TEXT ("Top-up from the phone account", "Пополнение со счёта телефона"),
  [DEMO_TITLE_RETURNED] = DEMO_TEXT ("Return of a payment", "Возврат платежа"),
};

static const DemoText methods[DEMO_N_METHODS] = {
  [DEMO_METHOD_MIR_4417] = DEMO_TEXT ("Mir •• 4417", "«Мир» •• 4417"),
  [DEMO_METHOD_MIR_0921] = DEMO_TEXT ("Mir •• 0921", "«Мир» •• 0921"),
  [DEMO_METHOD_SBP_VTB] = DEMO_TEXT ("SBP, VTB", "СБП, ВТБ"),
  [DEMO_METHOD_SBP_SBER] = DEMO_TEXT ("SBP, Sberbank", "СБП, Сбербанк"),
  [DEMO_METHOD_TERMINAL] = DEMO_TEXT ("Terminal, cash", "Терминал, наличные"),
  [DEMO_METHOD_SBERBANK] = DEMO_TEXT ("Sberbank Online", "Сбербанк Онлайн"),
  [DEMO_METHOD_OFFICE] = DEMO_TEXT ("Office, cash", "Офис, наличные"),
  [DEMO_METHOD_TRANSFER] = DEMO_TEXT ("Payment order", "Платёжное поручение"),
  [DEMO_METHOD_ONLINE] = DEMO_TEXT ("Online", "Онлайн"),
};

static const DemoText notes[DEMO_N_NOTES] = {
  [DEMO_NOTE_OPENING] =
    DEMO_TEXT ("Earlier operations are kept in the office", "Более ранние операции хранятся в офисе"),
  [DEMO_NOTE_OUTAGE] = DEMO_TEXT ("18 hours without service", "18 часов без связи"),
  [DEMO_NOTE_DOUBLE_PAYMENT] =
    DEMO_TEXT ("The same sum was paid twice", "Одна и та же сумма поступила дважды"),
};

static const DemoText months[12] = {
  DEMO_TEXT ("January", "январь"),  DEMO_TEXT ("February", "февраль"), DEMO_TEXT ("March", "март"),
  DEMO_TEXT ("April", "апрель"),    DEMO_TEXT ("May", "май"),          DEMO_TEXT ("June", "июнь"),
  DEMO_TEXT ("July", "июль"),       DEMO_TEXT ("August", "август"),    DEMO_TEXT ("September", "сентябрь"),
  DEMO_TEXT ("October", "октябрь"), DEMO_TEXT ("November", "ноябрь"),  DEMO_TEXT ("December", "декабрь"),
};

static const DemoTitle method_titles[DEMO_N_METHODS] = {
  [DEMO_METHOD_NONE] = DEMO_TITLE_OPENING,      [DEMO_METHOD_MIR_4417] = DEMO_TITLE_CARD,
  [DEMO_METHOD_MIR_0921] = DEMO_TITLE_CARD,     [DEMO_METHOD_SBP_VTB] = DEMO_TITLE_SBP,
  [DEMO_METHOD_SBP_SBER] = DEMO_TITLE_SBP,      [DEMO_METHOD_TERMINAL] = DEMO_TITLE_TERMINAL,
  [DEMO_METHOD_SBERBANK] = DEMO_TITLE_BANK,     [DEMO_METHOD_OFFICE] = DEMO_TITLE_OFFICE,
  [DEMO_METHOD_TRANSFER] = DEMO_TITLE_TRANSFER, [DEMO_METHOD_ONLINE] = DEMO_TITLE_CARD,
};

/**
 * demo_language_negotiate:
 * @accept_language: (nullable): the header's value
 *
 * Returns: Russian if the header begins with it, else English. Weights are not looked at: the client
 * sends its language first.
 */
DemoLanguage
demo_language_negotiate (const char *accept_language)
{
  if (accept_language != NULL && g_ascii_strncasecmp (accept_language, "ru", 2) == 0
      && !g_ascii_isalpha (accept_language[2]))
    return DEMO_RUSSIAN;
  return DEMO_ENGLISH;
}

const char *
demo_language_tag (DemoLanguage language)
{
  return language == DEMO_RUSSIAN ? "ru" : "en";
}

/**
 * demo_text:
 *
 * Returns: (nullable): the words in @language, NULL if the text is empty
 */
const char *
demo_text (const DemoText *text, DemoLanguage language)
{
  return text->words[language];
}

/**
 * demo_title_dup:
 * @date: of the row; some titles name its month
 *
 * Returns: (transfer full): what the row is called
 */
char *
demo_title_dup (DemoTitle title, CabinetDate date, DemoLanguage language)
{
  const char *words;
  const char *hole;
  int month;

  g_assert ((guint) title < DEMO_N_TITLES);
  words = demo_text (&titles[title], language);
  hole = strstr (words, "%s");
  if (hole == NULL)
    return g_strdup (words);

  cabinet_date_split (date, NULL, &month, NULL);
  return g_strdup_printf ("%.*s%s", (int) (hole - words), words, demo_text (&months[month - 1], language));
}

const char *
demo_method_words (DemoMethod method, DemoLanguage language)
{
  g_assert ((guint) method < DEMO_N_METHODS);
  return demo_text (&methods[method], language);
}

const char *
demo_note_words (DemoNote note, DemoLanguage language)
{
  g_assert ((guint) note < DEMO_N_NOTES);
  return demo_text (&notes[note], language);
}

/**
 * demo_method_title:
 *
 * Returns: what a payment that came by @method is called
 */
DemoTitle
demo_method_title (DemoMethod method)
{
  g_assert ((guint) method < DEMO_N_METHODS);
  return method_titles[method];
}
