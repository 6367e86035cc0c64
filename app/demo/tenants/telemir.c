/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-tenant.h"

/* Lipetsk: the fee is taken on the 1st, into debt if need be (E1); a debt that is not repaid by the next
 * 1st cuts the speed to 128 kbit/s (E2). */

/* clang-format off */

static const DemoTariff tariffs[] = {
  { "family100", DEMO_TEXT ("Semeiny 100", "Семейный 100"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 65000,
      .title = DEMO_TEXT ("“Semeiny 100”", "«Семейный 100»"),
      .details = DEMO_TEXT ("100 Mbit/s by the tariff", "по тарифу 100 Мбит/с") },
    { .id = "tv", .kind = CABINET_SERVICE_KIND_TV,
      .title = DEMO_TEXT ("Television", "Телевидение"),
      .details = DEMO_TEXT ("94 channels, within the tariff", "94 канала, входят в тариф") } }, .sold = TRUE, .mbps = 100 },
  { "fast200", DEMO_TEXT ("Bystry 200", "Быстрый 200"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 72000,
      .title = DEMO_TEXT ("“Bystry 200”", "«Быстрый 200»"),
      .details = DEMO_TEXT ("200 Mbit/s by the tariff", "по тарифу 200 Мбит/с") },
    { .id = "cctv", .kind = CABINET_SERVICE_KIND_CCTV, .fee = 19000, .months_ago = 9,
      .title = DEMO_TEXT ("Yard camera", "Видеонаблюдение во дворе"),
      .details = DEMO_TEXT ("two cameras", "две камеры") } }, .sold = TRUE, .mbps = 200 },
  { "office", DEMO_TEXT ("Ofis 100", "Офис 100"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 240000,
      .title = DEMO_TEXT ("“Ofis 100”", "«Офис 100»"),
      .details = DEMO_TEXT ("100 Mbit/s by the tariff", "по тарифу 100 Мбит/с") },
    { .id = "phone", .kind = CABINET_SERVICE_KIND_TELEPHONY, .fee = 45000,
      .title = DEMO_TEXT ("Telephony", "Телефония"),
      .details = DEMO_TEXT ("one number", "один номер") } }, .sold = TRUE, .business = TRUE, .mbps = 100 },
  { "fast500", DEMO_TEXT ("Bystry 500", "Быстрый 500"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 95000,
      .title = DEMO_TEXT ("“Bystry 500”", "«Быстрый 500»"),
      .details = DEMO_TEXT ("500 Mbit/s by the tariff", "по тарифу 500 Мбит/с") } }, .sold = TRUE, .mbps = 500 },
  { NULL },
};

static const DemoService options[] = {
  { .id = "cctv", .kind = CABINET_SERVICE_KIND_CCTV, .fee = 19000,
    .title = DEMO_TEXT ("Yard camera", "Видеонаблюдение во дворе"),
    .details = DEMO_TEXT ("two cameras", "две камеры") },
  { .id = "ip", .kind = CABINET_SERVICE_KIND_STATIC_IP, .fee = 15000,
    .title = DEMO_TEXT ("Static address", "Постоянный адрес"),
    .details = DEMO_TEXT ("one IPv4 address", "один адрес IPv4") },
  { .id = "boost", .kind = CABINET_SERVICE_KIND_BOOST, .once = 14900, .days = 7, .when = DEMO_WHEN_NOW,
    .title = DEMO_TEXT ("Speed boost for a week", "Ускорение на неделю"),
    .details = DEMO_TEXT ("up to 500 Mbit/s", "до 500 Мбит/с") },
  { NULL },
};

/* The last payment came on the 3rd of the month before the last one (design, picture "debt"). */
static const DemoEvent throttled_events[] = {
  { .months_ago = 2, .month_day = 3, .amount = 70000, .kind = CABINET_OPERATION_KIND_PAYMENT,
    .method = DEMO_METHOD_SBERBANK, .minute = 12 * 60 + 41 },
  { .amount = 0 },
};

static const DemoEvent good_events[] = {
  { .months_ago = 5, .month_day = 19, .amount = 5000, .kind = CABINET_OPERATION_KIND_CORRECTION,
    .minute = 16 * 60 + 30 },
  { .months_ago = 11, .month_day = 23, .amount = -65000, .kind = CABINET_OPERATION_KIND_REFUND,
    .minute = 14 * 60 + 12 },
  { .months_ago = 11, .month_day = 21, .amount = 65000, .kind = CABINET_OPERATION_KIND_PAYMENT,
    .method = DEMO_METHOD_TERMINAL, .minute = 18 * 60 + 54 },
  { .amount = 0 },
};

static const DemoCase cases[] = {
  { "good", DEMO_TEXT ("in good standing", "всё в порядке"), .balance = 93000, .pays = TRUE, .points = 320,
    .events = good_events },
  { "debt", DEMO_TEXT ("in debt since the 1st", "долг с 1-го числа"), .balance = -53000 },
  { "throttled", DEMO_TEXT ("debt of two months, throttled to 128 kbit/s",
                            "долг за два месяца, скорость 128 Кбит/с"),
    .balance = -118000, .events = throttled_events },
  { "blocked", DEMO_TEXT ("blocked by the provider", "отключён провайдером"), .balance = 21000,
    .forced = CABINET_LINE_STATE_BLOCKED, .reason = "admin", .since_days = 6 },
  { "suspended", DEMO_TEXT ("suspended at own wish", "приостановлен по желанию"), .balance = 30500,
    .forced = CABINET_LINE_STATE_SUSPENDED, .reason = "own_wish", .since_days = 40, .until_days = 25 },
  { "entity", DEMO_TEXT ("legal entity", "юридическое лицо"), .balance = 305000, .pays = TRUE,
    .business = TRUE },
  { "closed", DEMO_TEXT ("closed", "расторгнут"), .balance = 0, .forced = CABINET_LINE_STATE_CLOSED,
    .reason = "terminated", .since_days = 130 },
  { "new", DEMO_TEXT ("new", "новый"), .balance = 13500, .fresh = TRUE, .pays = TRUE },
  { NULL },
};

static const DemoContractSpec contracts[] = {
  { "12345", NULL, "good", "family100", FALSE, DEMO_TEXT ("Demyanova Olga Ivanovna", "Демьянова Ольга Ивановна"),
    DEMO_TEXT ("Mira 14, apt. 9", "пр. Мира, 14, кв. 9"), DEMO_TEXT ("Lipetsk", "Липецк") },
  { "48-11701", NULL, "debt", "family100", FALSE, DEMO_TEXT ("Karpov Semyon Ilyich", "Карпов Семён Ильич"),
    DEMO_TEXT ("Tereshkovoi 3, apt. 77", "ул. Терешковой, 3, кв. 77"), DEMO_TEXT ("Lipetsk", "Липецк") },
  { "48-11702", NULL, "throttled", "family100", FALSE, DEMO_TEXT ("Demyanov Oleg Petrovich", "Демьянов Олег Петрович"),
    DEMO_TEXT ("Gagarina 60", "ул. Гагарина, 60"), DEMO_TEXT ("Lipetsk", "Липецк") },
  { "48-11703", NULL, "blocked", "fast200", FALSE, DEMO_TEXT ("Frolov Kirill Egorovich", "Фролов Кирилл Егорович"),
    DEMO_TEXT ("Pobedy 102, apt. 51", "пр. Победы, 102, кв. 51"), DEMO_TEXT ("Lipetsk", "Липецк") },
  { "48-11704", NULL, "suspended", "fast200", FALSE, DEMO_TEXT ("Melnik Taras Vadimovich", "Мельник Тарас Вадимович"),
    DEMO_TEXT ("Tsiolkovskogo 8", "ул. Циолковского, 8"), DEMO_TEXT ("Lipetsk", "Липецк") },
  { "48-11705", NULL, "entity", "office", TRUE, DEMO_TEXT ("Rodnik LLC", "ООО «Родник»"),
    DEMO_TEXT ("Sovetskaya 71", "ул. Советская, 71"), DEMO_TEXT ("Lipetsk", "Липецк") },
  { "48-11706", NULL, "good", "fast200", FALSE, DEMO_TEXT ("Yashina Lidia Borisovna", "Яшина Лидия Борисовна"),
    DEMO_TEXT ("Zegelya 21, apt. 4", "ул. Зегеля, 21, кв. 4"), DEMO_TEXT ("Lipetsk", "Липецк"), 104000 },
  { "48-11716", NULL, "debt", "family100", FALSE, DEMO_TEXT ("Yashina Lidia Borisovna", "Яшина Лидия Борисовна"),
    DEMO_TEXT ("Sadovaya 5", "ул. Садовая, 5"), DEMO_TEXT ("Gryazi", "Грязи"), -41500 },
  { "48-11707", NULL, "good", "family100", FALSE, DEMO_TEXT ("Popov Fyodor Ilyich", "Попов Фёдор Ильич"),
    DEMO_TEXT ("Internatsionalnaya 30", "ул. Интернациональная, 30"), DEMO_TEXT ("Lipetsk", "Липецк"), 71000 },
  { "48-11708", NULL, "new", "family100", FALSE, DEMO_TEXT ("Titov Artyom Olegovich", "Титов Артём Олегович"),
    DEMO_TEXT ("Moskovskaya 91, apt. 16", "ул. Московская, 91, кв. 16"), DEMO_TEXT ("Lipetsk", "Липецк") },
  { "48-11709", NULL, "closed", "family100", FALSE, DEMO_TEXT ("Vlasov Yegor Semyonovich", "Власов Егор Семёнович"),
    DEMO_TEXT ("Nedelina 2, apt. 40", "ул. Неделина, 2, кв. 40"), DEMO_TEXT ("Lipetsk", "Липецк") },
  { NULL },
};

static const DemoLogin logins[] = {
  { "12345", "demo" },
  { "48-11701", "demo" },
  { "48-11702", "demo" },
  { "48-11703", "demo" },
  { "48-11704", "demo" },
  { "48-11705", "demo" },
  { "48-11706", "demo", .words = DEMO_TEXT ("several contracts", "несколько договоров"),
    .contracts = { "48-11706", "48-11716" } },
  { "48-11707", "q4Rw9nLz", .flag = DEMO_LOGIN_TEMPORARY,
    .words = DEMO_TEXT ("temporary password", "временный пароль") },
  { "48-11708", "demo", .flag = DEMO_LOGIN_NOT_OPEN_YET,
    .words = DEMO_TEXT ("new contract, opens on the 1st", "новый договор, откроется 1-го числа") },
  { "48-11709", "demo", .flag = DEMO_LOGIN_CLOSED,
    .words = DEMO_TEXT ("sign-in closed with the contract", "вход закрыт вместе с договором") },
  { NULL },
};

/* clang-format on */

const DemoTenant demo_tenant_telemir = {
  .id = "telemir",
  .charging = CABINET_CHARGING_KIND_MONTHLY_ON,
  .day = 1,
  .on_shortage = CABINET_SHORTAGE_THROTTLE,
  .throttle_kbps = 128,
  .rule_words = DEMO_TEXT (
    "The subscription fee is taken on the 1st of each month. A debt that is not repaid by the 1st of the "
    "next "
    "month limits the speed to 128 kbit/s",
    "Абонентская плата списывается 1-го числа каждого месяца. Если долг не погашен до 1-го числа следующего "
    "месяца, скорость ограничивается до 128 Кбит/с"),
  .tariffs = tariffs,
  .cases = cases,
  .contracts = contracts,
  .logins = logins,
  .options = options,
  .changes = DEMO_WHEN_NEXT_PERIOD,
  .confirms = TRUE,
  .ways = demo_ways_telemir,
};
