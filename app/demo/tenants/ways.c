/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-way.h"

/* Ways to pay that subscribers of each tenant have. What a provider no longer takes is not in its table, and
 * so in no program (F2). */

/* clang-format off */

#define BY_PHONE_OF_BANK \
  DEMO_TEXT ("QR code or a link into the app of your bank", "QR-код или ссылка в приложение банка")

/* F4: VISA, MasterCard, Мир; Sberbank keeps the payments safe. */
const DemoWay demo_ways_tomtel[] = {
  { .id = "card", .kind = CABINET_PAYMENT_KIND_CARD, .title = DEMO_TEXT ("Bank card", "Банковская карта"),
    .details = DEMO_TEXT ("the card is typed on the page of Sberbank", "данные карты вводятся на странице Сбербанка"),
    .systems = { "mir", "visa", "mastercard" }, .processor = DEMO_TEXT ("Sberbank", "Сбербанк"),
    .processor_phone = "8 800 555-01-01", .min = 1000, .max = 1500000, .usual_seconds = 60, .page_minutes = 15 },
  { .id = "sbp", .kind = CABINET_PAYMENT_KIND_SBP, .title = DEMO_TEXT ("SBP", "СБП"), .details = BY_PHONE_OF_BANK,
    .processor = DEMO_TEXT ("SBP", "СБП"), .min = 100, .max = 10000000, .usual_seconds = 15, .page_minutes = 20 },
  { .id = "yoomoney", .kind = CABINET_PAYMENT_KIND_WALLET, .title = DEMO_TEXT ("YooMoney wallet", "Кошелёк ЮMoney"),
    .details = DEMO_TEXT ("electronic wallet", "электронный кошелёк"), .processor = DEMO_TEXT ("YooMoney", "ЮMoney"),
    .processor_phone = "8 800 555-01-04", .min = 1000, .max = 1500000, .fee_hundredths = 250, .usual_seconds = 60,
    .page_minutes = 60 },
  { NULL },
};

/* F3, F5, F9: Visa, JCB and MasterCard by ChronoPay; F11: points and three internet banks. */
const DemoWay demo_ways_telemir[] = {
  { .id = "card", .kind = CABINET_PAYMENT_KIND_CARD, .title = DEMO_TEXT ("Bank card", "Банковская карта"),
    .details = DEMO_TEXT ("the card is typed on the protected platform of ChronoPay",
                          "данные карты вводятся на защищённой платформе ChronoPay"),
    .systems = { "visa", "jcb", "mastercard" }, .processor = DEMO_TEXT ("ChronoPay", "ChronoPay"),
    .processor_phone = "8 800 555-01-05", .min = 1000, .max = 1500000, .usual_seconds = 120, .page_minutes = 15 },
  { .id = "bonus", .kind = CABINET_PAYMENT_KIND_BONUS, .title = DEMO_TEXT ("“Telemir Bonus” points", "Баллы «Телемир Бонус»"),
    .details = DEMO_TEXT ("1 point is 1 rouble", "1 балл — 1 рубль"), .min = 100, .max = 1000000, .whole_units = TRUE },
  { .id = "vtb", .kind = CABINET_PAYMENT_KIND_BANK, .title = DEMO_TEXT ("VTB Online", "ВТБ Онлайн"),
    .processor = DEMO_TEXT ("VTB", "ВТБ"), .processor_phone = "8 800 555-01-02", .min = 100, .max = 10000000,
    .usual_seconds = 300, .page_minutes = 30 },
  { .id = "lipetskcombank", .kind = CABINET_PAYMENT_KIND_BANK, .title = DEMO_TEXT ("Lipetskcombank", "Липецккомбанк"),
    .details = DEMO_TEXT ("internet bank", "интернет-банк"),
    .processor = DEMO_TEXT ("Lipetskcombank", "Липецккомбанк"), .processor_phone = "8 800 555-01-03", .min = 1000,
    .max = 3000000, .fee_fixed = 1000, .usual_seconds = 600, .page_minutes = 30 },
  { .id = "sberbank", .kind = CABINET_PAYMENT_KIND_BANK, .title = DEMO_TEXT ("Sberbank Online", "Сбербанк Онлайн"),
    .processor = DEMO_TEXT ("Sberbank", "Сбербанк"), .processor_phone = "8 800 555-01-01", .min = 100, .max = 10000000,
    .usual_seconds = 300, .page_minutes = 30 },
  { NULL },
};

/* F1, F2: cards and electronic wallets. */
const DemoWay demo_ways_tctr[] = {
  { .id = "card", .kind = CABINET_PAYMENT_KIND_CARD, .title = DEMO_TEXT ("Bank card", "Банковская карта"),
    .details = DEMO_TEXT ("any bank", "любой банк"), .systems = { "mir", "visa", "mastercard" },
    .processor = DEMO_TEXT ("YooKassa", "ЮKassa"), .processor_phone = "8 800 555-01-04", .min = 1000, .max = 1500000,
    .whole_units = TRUE, .fee_hundredths = 100, .usual_seconds = 60, .page_minutes = 15 },
  { .id = "yoomoney", .kind = CABINET_PAYMENT_KIND_WALLET, .title = DEMO_TEXT ("YooMoney wallet", "Кошелёк ЮMoney"),
    .processor = DEMO_TEXT ("YooMoney", "ЮMoney"), .processor_phone = "8 800 555-01-04", .min = 1000, .max = 1500000,
    .whole_units = TRUE, .usual_seconds = 60, .page_minutes = 60 },
  { NULL },
};

const DemoWay demo_ways_centra[] = {
  { .id = "card", .kind = CABINET_PAYMENT_KIND_CARD, .title = DEMO_TEXT ("Bank card", "Банковская карта"),
    .systems = { "mir", "visa", "mastercard" }, .processor = DEMO_TEXT ("YooKassa", "ЮKassa"),
    .processor_phone = "8 800 555-01-04", .min = 5000, .max = 1500000, .usual_seconds = 60, .page_minutes = 15 },
  { .id = "sbp", .kind = CABINET_PAYMENT_KIND_SBP, .title = DEMO_TEXT ("SBP", "СБП"), .details = BY_PHONE_OF_BANK,
    .processor = DEMO_TEXT ("SBP", "СБП"), .min = 100, .max = 10000000, .usual_seconds = 15, .page_minutes = 60 },
  { .id = "yoomoney", .kind = CABINET_PAYMENT_KIND_WALLET, .title = DEMO_TEXT ("YooMoney wallet", "Кошелёк ЮMoney"),
    .processor = DEMO_TEXT ("YooMoney", "ЮMoney"), .processor_phone = "8 800 555-01-04", .min = 5000, .max = 1500000,
    .usual_seconds = 60, .page_minutes = 60 },
  { NULL },
};

/* F14, F15: a card with a one-time password, or straight from the phone's account. */
const DemoWay demo_ways_mts[] = {
  { .id = "card", .kind = CABINET_PAYMENT_KIND_CARD, .title = DEMO_TEXT ("Bank card", "Банковская карта"),
    .details = DEMO_TEXT ("confirmed by a one-time password", "подтверждается разовым паролем"),
    .systems = { "mir", "visa", "mastercard" }, .processor = DEMO_TEXT ("MTS Money", "МТС Деньги"),
    .processor_phone = "8 800 555-01-06", .min = 1000, .max = 1500000, .usual_seconds = 60, .page_minutes = 15 },
  { .id = "phone_account", .kind = CABINET_PAYMENT_KIND_PHONE_ACCOUNT,
    .title = DEMO_TEXT ("MTS phone account", "Счёт телефона МТС"),
    .details = DEMO_TEXT ("“Easy payment”", "«Лёгкий платёж»"), .min = 1000, .max = 500000 },
  { NULL },
};

/* clang-format on */
