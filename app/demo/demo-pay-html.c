/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-pay-html.h"

#define W(english, russian) DEMO_WORDS (view->language, (english), (russian))

/* "500.00 ₽", in Russian with a comma; the space does not break. */
static char *
dup_sum (DemoPayView *view, gint64 kopecks)
{
  CabinetMoney money = demo_contract_money (view->contract, kopecks);
  g_autofree char *decimal = cabinet_money_to_decimal (&money, CABINET_ROUND_HALF_AWAY);

  if (view->language == DEMO_RUSSIAN)
    g_strdelimit (decimal, ".", ',');
  return g_strconcat (decimal, "\302\240₽", NULL);
}

static const char *
processor_of (DemoPayView *view)
{
  const char *processor = demo_text (&view->payment->way->processor, view->language);

  return processor != NULL ? processor : demo_tenant_get_info (view->contract->tenant, view->language)->name;
}

static void
add_header (DemoPayView *view, DemoHtml *html)
{
  demo_html_add (html,
                 "<header><span>%s · %s</span><nav aria-label=\"%s\">"
                 "<a href=\"?lang=%s\" hreflang=\"%s\" lang=\"%s\">%s</a></nav></header>\n<main>",
                 processor_of (view), W ("demo", "демо"), W ("Language", "Язык"), W ("ru", "en"),
                 W ("ru", "en"), W ("ru", "en"), W ("По-русски", "In English"));
}

/* F9: the phone stands at the bottom of every page. */
static void
add_footer (DemoPayView *view, DemoHtml *html)
{
  demo_html_add (html, "</main>\n<footer>");
  if (view->payment->way->processor_phone != NULL)
    demo_html_add (html, "<p>%s: %s, %s</p>", W ("Questions about the payment", "Вопросы о платеже"),
                   processor_of (view), view->payment->way->processor_phone);
  demo_html_add (html, "<p>%s</p></footer>",
                 W ("An invented processor: no money moves and no card is kept.",
                    "Вымышленный процессинг: деньги не списываются, карты не хранятся."));
}

static void
add_facts (DemoPayView *view, DemoHtml *html)
{
  DemoPayment *payment = view->payment;
  g_autofree char *amount = dup_sum (view, payment->amount);
  g_autofree char *fee = dup_sum (view, payment->fee);
  g_autofree char *total = dup_sum (view, payment->amount + payment->fee);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, payment->number);

  demo_html_add (
    html, "<dl><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd>", W ("Payee", "Получатель"),
    demo_tenant_get_info (view->contract->tenant, view->language)->name, W ("Contract", "Договор"),
    view->contract->number, W ("Payment number", "Номер платежа"), number);
  if (payment->fee != 0)
    demo_html_add (html, "<dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd>", W ("To be credited", "К зачислению"),
                   amount, W ("Fee", "Комиссия"), fee);
  demo_html_add (html, "<dt>%s</dt><dd class=\"sum\">%s</dd>", W ("To pay", "К оплате"), total);
  if (payment->card != NULL)
    demo_html_add (html, "<dt>%s</dt><dd>%s</dd>", W ("Card", "Карта"), payment->card);
  demo_html_add (html, "</dl>");
}

static void
begin_form (DemoPayView *view, DemoHtml *html)
{
  demo_html_add (html,
                 "<form method=\"post\" action=\"?lang=%s\" novalidate>"
                 "<input type=\"hidden\" name=\"form\" value=\"%s\">",
                 demo_language_tag (view->language), view->payment->form);
}

static void
add_button (DemoHtml *html, const char *action, const char *look, const char *label)
{
  demo_html_add (html, "<button type=\"submit\" name=\"action\" value=\"%s\" class=\"%s\">%s</button> ",
                 action, look, label);
}

/* One field: its label, a hint or what is wrong with it, and the input. */
typedef struct
{
  const char *name;
  const char *label;
  const char *hint;
  const char *autocomplete;
  const char *inputmode;
  const char *length;
  const char *value;
  const char *fault;
} Field;

static void
add_field (DemoHtml *html, const Field *field)
{
  demo_html_add (html, "<div><label for=\"%s\">%s", field->name, field->label);
  if (field->hint != NULL)
    demo_html_add (html, " <span class=\"hint\">%s</span>", field->hint);
  demo_html_add (html, "</label>");
  if (field->fault != NULL)
    demo_html_add (html, "<span class=\"fault\" id=\"%s-fault\">✗ %s</span>", field->name, field->fault);
  demo_html_add (html,
                 "<input id=\"%s\" name=\"%s\" autocomplete=\"%s\" inputmode=\"%s\" maxlength=\"%s\""
                 " spellcheck=\"false\" value=\"%s\"",
                 field->name, field->name, field->autocomplete, field->inputmode, field->length,
                 field->value != NULL ? field->value : "");
  if (field->fault != NULL)
    demo_html_add (html, " aria-invalid=\"true\" aria-describedby=\"%s-fault\"", field->name);
  demo_html_add (html, "></div>");
}

static void
add_fault_link (DemoHtml *html, const char *name, const char *fault)
{
  if (fault != NULL)
    demo_html_add (html, "<li><a href=\"#%s\">%s</a></li>", name, fault);
}

static void
add_faults (DemoPayView *view, DemoHtml *html)
{
  if (view->typed == NULL)
    return;
  demo_html_add (html, "<div role=\"alert\" tabindex=\"-1\" autofocus><h2>%s</h2><ul>",
                 W ("Please check what was typed", "Проверьте введённые данные"));
  add_fault_link (html, "number", view->typed->number_fault);
  add_fault_link (html, "expiry", view->typed->expiry_fault);
  add_fault_link (html, "cvc", view->typed->code_fault);
  demo_html_add (html, "</ul></div>");
}

static void
add_test_cards (DemoPayView *view, DemoHtml *html)
{
  demo_html_add (html,
                 "<table><caption>%s</caption><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
                 "</tr></thead><tbody>",
                 W ("Test cards: with any date to come and any three digits",
                    "Тестовые карты: любой будущий срок и любые три цифры"),
                 W ("Number", "Номер"), W ("What happens", "Что произойдёт"));
  for (const DemoCard *card = demo_cards; card->number != NULL; card++)
    {
      g_autofree char *groups = demo_card_dup_groups (card->number);

      if (demo_way_takes_system (view->payment->way, card->system))
        demo_html_add (html, "<tr data-outcome=\"%s\"><td><code>%s</code></td><td>%s: %s</td></tr>",
                       card->word, groups, demo_card_system_name (card->system, view->language),
                       demo_text (&card->words, view->language));
    }
  demo_html_add (html, "</tbody></table>");
}

static void
add_card_form (DemoPayView *view, DemoHtml *html)
{
  const DemoTypedCard *typed = view->typed;
  g_autofree char *total = dup_sum (view, view->payment->amount + view->payment->fee);
  g_autofree char *pay = g_strconcat (W ("Pay ", "Оплатить "), total, NULL);
  const Field number = { "number",     W ("Card number", "Номер карты"),
                         NULL,         "cc-number",
                         "numeric",    "23",
                         view->number, typed != NULL ? typed->number_fault : NULL };
  const Field expiry = {
    "expiry",     W ("Valid to", "Срок действия"),           W ("MM/YY", "ММ/ГГ"), "cc-exp", "numeric", "7",
    view->expiry, typed != NULL ? typed->expiry_fault : NULL
  };
  const Field code = { "cvc", "CVC / CVV", W ("on the back", "на обороте"),         "cc-csc", "numeric",
                       "3",   NULL,        typed != NULL ? typed->code_fault : NULL };
  const Field name = { "name",
                       W ("Name on the card", "Имя на карте"),
                       W ("optional", "необязательно"),
                       "cc-name",
                       "text",
                       "60",
                       view->name,
                       NULL };
  GString *systems = g_string_new (NULL);

  for (guint i = 0; view->payment->way->systems[i] != NULL; i++)
    g_string_append_printf (systems, "%s%s", i > 0 ? ", " : "",
                            demo_card_system_name (view->payment->way->systems[i], view->language));
  demo_html_add (html, "<p>%s: %s</p>", W ("Cards taken", "Принимаются карты"), systems->str);
  g_string_free (systems, TRUE);
  begin_form (view, html);
  add_field (html, &number);
  demo_html_add (html, "<div class=\"pair\">");
  add_field (html, &expiry);
  add_field (html, &code);
  demo_html_add (html, "</div>");
  add_field (html, &name);
  add_button (html, "pay", "main", pay);
  add_button (html, "cancel", "plain", W ("Cancel the payment", "Отменить платёж"));
  demo_html_add (html, "</form>");
  add_test_cards (view, html);
}

/* In place of the app or the site of a bank, which would ask the same. */
static void
add_app_form (DemoPayView *view, DemoHtml *html)
{
  demo_html_add (html, "<p>%s</p>",
                 W ("This page stands for the app or the site of the bank.",
                    "Эта страница заменяет приложение или сайт банка."));
  begin_form (view, html);
  add_button (html, "confirm", "main", W ("Confirm the payment", "Подтвердить платёж"));
  add_button (html, "no_money", "plain",
              W ("As if there were not enough money", "Как будто денег не хватает"));
  add_button (html, "bank", "plain", W ("As if the bank refused", "Как будто банк отказал"));
  add_button (html, "cancel", "plain", W ("Cancel the payment", "Отменить платёж"));
  demo_html_add (html, "</form>");
}

/* F14: the bank's own page, with the password printed, since no SMS comes. */
static void
add_challenge (DemoPayView *view, DemoHtml *html)
{
  g_autofree char *left = g_strdup_printf ("%" G_GINT64_FORMAT, view->payment->attempts);
  g_autofree char *fault =
    view->wrong_password
      ? g_strconcat (W ("Wrong password. Attempts left: ", "Неверный пароль. Осталось попыток: "), left, NULL)
      : NULL;
  const Field password = { "password",
                           W ("One-time password", "Разовый пароль"),
                           W ("from the SMS", "из СМС"),
                           "one-time-code",
                           "numeric",
                           "6",
                           NULL,
                           fault };

  if (fault != NULL)
    {
      demo_html_add (html, "<div role=\"alert\" tabindex=\"-1\" autofocus><h2>%s</h2><ul>",
                     W ("Not confirmed yet", "Пока не подтверждено"));
      add_fault_link (html, "password", fault);
      demo_html_add (html, "</ul></div>");
    }
  demo_html_add (html, "<p>%s: <code id=\"printed-password\">%s</code></p>",
                 W ("The bank that issued the card has sent a password; in this demo it is printed here",
                    "Банк, выдавший карту, прислал пароль; в демо он напечатан здесь"),
                 view->payment->password);
  begin_form (view, html);
  add_field (html, &password);
  add_button (html, "confirm", "main", W ("Confirm", "Подтвердить"));
  add_button (html, "refuse", "plain", W ("I did not order this payment", "Я не заказывал этот платёж"));
  demo_html_add (html, "</form>");
}

static const char *
advice_for (DemoPayView *view, CabinetDeclineReason reason)
{
  switch (reason)
    {
    case CABINET_DECLINE_REASON_WRONG_DATA:
      return W ("Check number, date and code; start a new payment with them or with another card.",
                "Проверьте номер, срок и код; начните новый платёж с этой или другой картой.");
    case CABINET_DECLINE_REASON_NOT_ENOUGH_MONEY:
      return W ("Start a new payment with a smaller sum or with another card.",
                "Начните новый платёж на меньшую сумму или с другой картой.");
    case CABINET_DECLINE_REASON_SECURITY:
      return W (
        "The reason is told by phone. Say only the first 6 and the last 4 digits of the card, never the "
        "others and never the code.",
        "Причину скажут по телефону. Называйте только 6 первых и 4 последних цифры карты, остальные и код "
        "не сообщайте никому.");
    case CABINET_DECLINE_REASON_BANK:
      return W ("Call the bank at the number that is printed on the card.",
                "Позвоните в банк по номеру, указанному на карте.");
    default:
      return W ("Nothing was taken. Start a new payment.", "Деньги не списаны. Начните новый платёж.");
    }
}

static void
add_decline (DemoPayView *view, DemoHtml *html)
{
  g_autoptr (CabinetDecline) decline = demo_decline_new (view->payment, view->language);
  gboolean expired = view->payment->state == CABINET_PAYMENT_STATE_EXPIRED;

  demo_html_add (
    html, "<div role=\"alert\" tabindex=\"-1\" autofocus data-reason=\"%s\"><h2>%s</h2><p>%s</p><p>%s</p>",
    cabinet_enum_to_nick (CABINET_TYPE_DECLINE_REASON, decline->reason),
    expired ? W ("The time is over", "Время истекло") : W ("Declined", "Платёж отклонён"), decline->words,
    advice_for (view, decline->reason));
  if (decline->phone != NULL)
    demo_html_add (html, "<p>%s: %s</p>", processor_of (view), decline->phone);
  demo_html_add (html, "</div>");
}

/* What has become of a payment that nothing can be typed for any more. */
static void
add_result (DemoPayView *view, DemoHtml *html)
{
  DemoPayment *payment = view->payment;
  const char *heading = NULL;
  const char *words = NULL;

  switch (payment->state)
    {
    case CABINET_PAYMENT_STATE_DECLINED:
    case CABINET_PAYMENT_STATE_EXPIRED:
      add_decline (view, html);
      break;
    case CABINET_PAYMENT_STATE_CANCELLED:
      heading = W ("Cancelled", "Платёж отменён");
      words = W ("Nothing was taken.", "Деньги не списаны.");
      break;
    case CABINET_PAYMENT_STATE_REFUNDED:
      heading = W ("Returned", "Платёж возвращён");
      words = W ("The money goes back to where it came from.", "Деньги возвращаются туда, откуда пришли.");
      break;
    case CABINET_PAYMENT_STATE_PAID:
      heading = W ("Paid", "Оплачено");
      words = W ("The provider credits the sum as soon as it hears of it.",
                 "Провайдер зачислит сумму, как только получит её.");
      break;
    default:
      heading = W ("Paid and credited", "Оплачено и зачислено");
      words = W ("The sum is on the balance.", "Сумма на балансе.");
      break;
    }
  if (heading != NULL)
    demo_html_add (html, "<div role=\"status\" class=\"good\"><h2>%s</h2><p>%s</p></div>", heading, words);
  if (payment->approval != NULL)
    demo_html_add (html, "<p>%s: %s</p>", W ("Approval code", "Код подтверждения"), payment->approval);
  if (payment->return_url != NULL)
    demo_html_add (html, "<p><a href=\"%s\">%s</a></p>", payment->return_url,
                   W ("Back to the program", "Вернуться в программу"));
  else
    demo_html_add (html, "<p>%s</p>",
                   W ("You may close this page and go back to the program.",
                      "Эту страницу можно закрыть и вернуться в программу."));
}

static const char *
title_of (DemoPayView *view)
{
  switch (view->payment->state)
    {
    case CABINET_PAYMENT_STATE_WAITING:
      return W ("Payment", "Оплата");
    case CABINET_PAYMENT_STATE_PROCESSING:
      return W ("Confirm the payment", "Подтверждение платежа");
    default:
      return W ("The payment", "Платёж");
    }
}

/**
 * demo_pay_html_reply:
 *
 * The page of a payment, whatever state it is in.
 */
void
demo_pay_html_reply (DemoPayView *view, int status)
{
  DemoHtml html;
  DemoPayment *payment = view->payment;
  gboolean wrong = view->typed != NULL || view->wrong_password;
  g_autofree char *title =
    g_strconcat (wrong ? W ("Error: ", "Ошибка: ") : "", title_of (view), " — ", processor_of (view), NULL);

  demo_html_begin (&html, view->language, title);
  add_header (view, &html);
  demo_html_add (&html, "<h1 data-state=\"%s\">%s</h1>",
                 cabinet_enum_to_nick (CABINET_TYPE_PAYMENT_STATE, payment->state), title_of (view));
  if (view->stale)
    demo_html_add (&html, "<div role=\"status\"><p>%s</p></div>",
                   W ("This form was sent before. Nothing was done a second time.",
                      "Эта форма уже отправлялась. Ничего не сделано во второй раз."));
  add_faults (view, &html);
  add_facts (view, &html);
  if (payment->state == CABINET_PAYMENT_STATE_PROCESSING)
    add_challenge (view, &html);
  else if (payment->state != CABINET_PAYMENT_STATE_WAITING)
    add_result (view, &html);
  else if (payment->way->kind == CABINET_PAYMENT_KIND_CARD)
    add_card_form (view, &html);
  else
    add_app_form (view, &html);
  add_footer (view, &html);
  demo_html_reply (&html, view->x, status);
}

/**
 * demo_pay_html_reply_missing:
 *
 * There is no such payment, or its address was cut.
 */
void
demo_pay_html_reply_missing (DemoExchange *x, DemoLanguage language)
{
  DemoHtml html;
  const char *title = DEMO_WORDS (language, "There is no such payment", "Такого платежа нет");

  demo_html_begin (&html, language, title);
  demo_html_add (&html, "<main><h1>%s</h1><p>%s</p></main>", title,
                 DEMO_WORDS (language, "Open the page from the program once more.",
                             "Откройте страницу из программы ещё раз."));
  demo_html_reply (&html, x, 404);
}
