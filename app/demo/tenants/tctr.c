/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-tenant.h"

/* Yakutia: two categories of subscribers, cable and Wi-Fi, with numbers of one format (A18): equal numbers
 * are different people. The fee is taken on the 1st, into debt if need be. */

/* clang-format off */

static const DemoTariff tariffs[] = {
  { "cable50", DEMO_TEXT ("Kabel 50", "Кабель 50"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 89000,
      .title = DEMO_TEXT ("Internet “Kabel 50”", "Интернет «Кабель 50»"),
      .details = DEMO_TEXT ("up to 50 Mbit/s, cable", "до 50 Мбит/с, кабель") },
    { .id = "tv", .kind = CABINET_SERVICE_KIND_TV, .fee = 18000,
      .title = DEMO_TEXT ("Cable TV", "Кабельное ТВ"),
      .details = DEMO_TEXT ("76 channels", "76 каналов") } }, .sold = TRUE, .category = "cable", .mbps = 50 },
  { "wifi20", DEMO_TEXT ("Wi-Fi 20", "Wi-Fi 20"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 120000,
      .title = DEMO_TEXT ("Internet “Wi-Fi 20”", "Интернет «Wi-Fi 20»"),
      .details = DEMO_TEXT ("up to 20 Mbit/s, radio", "до 20 Мбит/с, радио") } }, .sold = TRUE, .category = "wifi", .mbps = 20 },
  { "wifi40", DEMO_TEXT ("Wi-Fi 40", "Wi-Fi 40"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 165000,
      .title = DEMO_TEXT ("Internet “Wi-Fi 40”", "Интернет «Wi-Fi 40»"),
      .details = DEMO_TEXT ("up to 40 Mbit/s, radio", "до 40 Мбит/с, радио") } },
    .sold = TRUE, .category = "wifi", .mbps = 40 },
  { "business", DEMO_TEXT ("Biznes 50", "Бизнес 50"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 540000,
      .title = DEMO_TEXT ("Internet “Biznes 50”", "Интернет «Бизнес 50»"),
      .details = DEMO_TEXT ("up to 50 Mbit/s, cable", "до 50 Мбит/с, кабель") } }, .sold = TRUE, .business = TRUE, .category = "cable", .mbps = 50 },
  { "cable100", DEMO_TEXT ("Kabel 100", "Кабель 100"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 119000,
      .title = DEMO_TEXT ("Internet “Kabel 100”", "Интернет «Кабель 100»"),
      .details = DEMO_TEXT ("up to 100 Mbit/s, cable", "до 100 Мбит/с, кабель") } }, .sold = TRUE, .category = "cable", .mbps = 100 },
  { NULL },
};

static const DemoService options[] = {
  { .id = "ip", .kind = CABINET_SERVICE_KIND_STATIC_IP, .fee = 20000,
    .title = DEMO_TEXT ("Static address", "Постоянный адрес"),
    .details = DEMO_TEXT ("one IPv4 address", "один адрес IPv4") },
  { NULL },
};

static const DemoCase cases[] = {
  { "good", DEMO_TEXT ("in good standing", "всё в порядке"), .balance = 124000, .pays = TRUE },
  { "good-wifi", DEMO_TEXT ("in good standing", "всё в порядке"), .balance = 57050, .pays = TRUE },
  { "debt", DEMO_TEXT ("in debt", "долг"), .balance = -41000 },
  { "throttled", DEMO_TEXT ("throttled by the traffic limit", "скорость снижена по лимиту трафика"),
    .balance = 60200, .pays = TRUE, .forced = CABINET_LINE_STATE_THROTTLED, .reason = "traffic_limit",
    .since_days = 3, .until_days = 12, .limit_kbps = 512 },
  { "blocked", DEMO_TEXT ("blocked by the provider for a debt", "отключён провайдером за долг"), .balance = -318900,
    .forced = CABINET_LINE_STATE_BLOCKED, .reason = "debt", .since_days = 20 },
  { "suspended", DEMO_TEXT ("suspended at own wish", "приостановлен по желанию"), .balance = 124000,
    .forced = CABINET_LINE_STATE_SUSPENDED, .reason = "own_wish", .since_days = 50, .until_days = 70 },
  { "entity", DEMO_TEXT ("legal entity", "юридическое лицо"), .balance = 612050, .pays = TRUE,
    .business = TRUE },
  { "closed", DEMO_TEXT ("closed", "расторгнут"), .balance = 0, .forced = CABINET_LINE_STATE_CLOSED,
    .reason = "terminated", .since_days = 95 },
  { "new", DEMO_TEXT ("new", "новый"), .balance = 8000, .fresh = TRUE, .pays = TRUE },
  { NULL },
};

static const DemoContractSpec contracts[] = {
  { "12345", "cable", "good", "cable50", FALSE, DEMO_TEXT ("Demyanov Roman Olegovich", "Демьянов Роман Олегович"),
    DEMO_TEXT ("Oktyabrskaya 18, apt. 30", "ул. Октябрьская, 18, кв. 30"), DEMO_TEXT ("Yakutsk", "Якутск") },
  { "12345", "wifi", "good-wifi", "wifi20", FALSE, DEMO_TEXT ("Alekseeva Sardana Petrovna", "Алексеева Сардана Петровна"),
    DEMO_TEXT ("Namskoe 7", "ул. Намская, 7"), DEMO_TEXT ("Maya", "Майя") },
  { "200101", "cable", "debt", "cable50", FALSE, DEMO_TEXT ("Ivanov Aisen Nikolaevich", "Иванов Айсен Николаевич"),
    DEMO_TEXT ("Lermontova 40, apt. 12", "ул. Лермонтова, 40, кв. 12"), DEMO_TEXT ("Yakutsk", "Якутск") },
  { "200101", "wifi", "throttled", "wifi20", FALSE, DEMO_TEXT ("Semyonova Maria Vasilyevna", "Семёнова Мария Васильевна"),
    DEMO_TEXT ("Lesnaya 3", "ул. Лесная, 3"), DEMO_TEXT ("Nizhny Bestyakh", "Нижний Бестях") },
  { "200103", "cable", "blocked", "cable50", FALSE, DEMO_TEXT ("Petrov Nyurgun Semyonovich", "Петров Ньургун Семёнович"),
    DEMO_TEXT ("Kalvitsy 2, apt. 9", "ул. Кальвица, 2, кв. 9"), DEMO_TEXT ("Yakutsk", "Якутск") },
  { "200104", "cable", "suspended", "cable50", FALSE, DEMO_TEXT ("Tarasov Pavel Ilyich", "Тарасов Павел Ильич"),
    DEMO_TEXT ("Dachny 114", "СОТ «Дачный», 114"), DEMO_TEXT ("Yakutsk", "Якутск") },
  { "200105", "cable", "entity", "business", TRUE, DEMO_TEXT ("Sever LLC", "ООО «Север»"),
    DEMO_TEXT ("Lenina 24, office 3", "пр. Ленина, 24, оф. 3"), DEMO_TEXT ("Yakutsk", "Якутск") },
  { "200106", "cable", "good", "cable50", FALSE, DEMO_TEXT ("Nikolaev Yegor Petrovich", "Николаев Егор Петрович"),
    DEMO_TEXT ("Kirova 11, apt. 6", "ул. Кирова, 11, кв. 6"), DEMO_TEXT ("Yakutsk", "Якутск"), 108000 },
  { "200116", "cable", "debt", "cable50", FALSE, DEMO_TEXT ("Nikolaev Yegor Petrovich", "Николаев Егор Петрович"),
    DEMO_TEXT ("Chernyshevskogo 60", "ул. Чернышевского, 60"), DEMO_TEXT ("Yakutsk", "Якутск"), -25500 },
  { "200107", "wifi", "good-wifi", "wifi20", FALSE, DEMO_TEXT ("Vasilyeva Anna Egorovna", "Васильева Анна Егоровна"),
    DEMO_TEXT ("Shkolnaya 1", "ул. Школьная, 1"), DEMO_TEXT ("Tabaga", "Табага"), 130000 },
  { "200108", "cable", "new", "cable50", FALSE, DEMO_TEXT ("Osipov Dmitry Ivanovich", "Осипов Дмитрий Иванович"),
    DEMO_TEXT ("Petrovskogo 5, apt. 71", "ул. Петровского, 5, кв. 71"), DEMO_TEXT ("Yakutsk", "Якутск") },
  { "200109", "cable", "closed", "cable50", FALSE, DEMO_TEXT ("Egorov Innokenty Petrovich", "Егоров Иннокентий Петрович"),
    DEMO_TEXT ("Bestuzheva 14", "ул. Бестужева, 14"), DEMO_TEXT ("Yakutsk", "Якутск") },
  { NULL },
};

static const DemoLogin logins[] = {
  { "12345", "demo", "cable" },
  { "12345", "demo", "wifi" },
  { "200101", "demo", "cable" },
  { "200101", "demo", "wifi" },
  { "200103", "demo", "cable" },
  { "200104", "demo", "cable" },
  { "200105", "demo", "cable" },
  { "200106", "demo", "cable", .words = DEMO_TEXT ("several contracts", "несколько договоров"),
    .contracts = { "200106", "200116" } },
  { "200107", "v8Ht3cDy", "wifi", .flag = DEMO_LOGIN_TEMPORARY,
    .words = DEMO_TEXT ("temporary password", "временный пароль") },
  { "200108", "demo", "cable", .flag = DEMO_LOGIN_NOT_OPEN_YET,
    .words = DEMO_TEXT ("new contract, opens on the 1st", "новый договор, откроется 1-го числа") },
  { "200109", "demo", "cable", .flag = DEMO_LOGIN_CLOSED,
    .words = DEMO_TEXT ("sign-in closed with the contract", "вход закрыт вместе с договором") },
  { NULL },
};

static const DemoPromise choices[] = {
  { "promise500", 50000, .days = 3, .price = 2000 },
  { "promise1000", 100000, .days = 7, .price = 4000 },
  { NULL },
};

static const DemoPromises promises = {
  .title = DEMO_TEXT ("Promised payment", "Обещанный платёж"),
  .terms = DEMO_TEXT ("A debt does not switch the line off until the promise ends. Twice a month at most.",
                      "До конца обещания доступ за долг не отключают. Не чаще двух раз в месяц."),
  .not_needed = DEMO_TEXT ("Possible in debt only", "Можно только при долге"),
  .a_month = 2,
  .choices = choices,
};

/* G8: so long that it stops the fee of a month; the price is once. */
static const DemoBlocks blocks = { .min_days = 30, .max_days = 120, .a_year = 180, .price = 10000 };

/* clang-format on */

const DemoTenant demo_tenant_tctr = {
  .id = "tctr",
  .charging = CABINET_CHARGING_KIND_MONTHLY_ON,
  .day = 1,
  .on_shortage = CABINET_SHORTAGE_DEBT,
  .rule_words = DEMO_TEXT ("The subscription fee is taken on the 1st of each month",
                           "Абонентская плата списывается 1-го числа каждого месяца"),
  .tariffs = tariffs,
  .cases = cases,
  .contracts = contracts,
  .logins = logins,
  .options = options,
  .changes = DEMO_WHEN_NEXT_PERIOD,
  .ways = demo_ways_tctr,
  .promises = &promises,
  .blocks = &blocks,
};
