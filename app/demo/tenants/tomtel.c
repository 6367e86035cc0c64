/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-tenant.h"

/* Tomsk: the fee is taken every day in equal parts (E5); a day that is not covered is not taken. */

/* clang-format off */

static const DemoTariff tariffs[] = {
  { "dom300", DEMO_TEXT ("Dom 300", "Дом 300"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 55000,
      .title = DEMO_TEXT ("Internet “Dom 300”", "Интернет «Дом 300»"),
      .details = DEMO_TEXT ("up to 300 Mbit/s, fibre", "до 300 Мбит/с, оптика") },
    { .id = "tv", .kind = CABINET_SERVICE_KIND_TV, .fee = 15000,
      .title = DEMO_TEXT ("TV “Basic”", "ТВ «Базовый»"),
      .details = DEMO_TEXT ("148 channels", "148 каналов") },
    { .id = "drweb", .kind = CABINET_SERVICE_KIND_ANTIVIRUS, .fee = 5000, .months_ago = 2,
      .title = DEMO_TEXT ("Dr.Web antivirus", "Антивирус Dr.Web"),
      .details = DEMO_TEXT ("one computer", "один компьютер") } }, .sold = TRUE, .mbps = 300 },
  { "dom100", DEMO_TEXT ("Dom 100", "Дом 100"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 43000,
      .title = DEMO_TEXT ("Internet “Dom 100”", "Интернет «Дом 100»"),
      .details = DEMO_TEXT ("up to 100 Mbit/s, fibre", "до 100 Мбит/с, оптика") },
    { .id = "tv", .kind = CABINET_SERVICE_KIND_TV, .fee = 15000, .months_ago = 14,
      .title = DEMO_TEXT ("TV “Basic”", "ТВ «Базовый»"),
      .details = DEMO_TEXT ("148 channels", "148 каналов") } }, .mbps = 100 },
  { "delo", DEMO_TEXT ("Delo 500", "Дело 500"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 289000,
      .title = DEMO_TEXT ("Internet “Delo 500”", "Интернет «Дело 500»"),
      .details = DEMO_TEXT ("up to 500 Mbit/s, fibre", "до 500 Мбит/с, оптика") },
    { .id = "ip", .kind = CABINET_SERVICE_KIND_STATIC_IP, .fee = 15000,
      .title = DEMO_TEXT ("Static address", "Постоянный адрес"),
      .details = DEMO_TEXT ("one IPv4 address", "один адрес IPv4") } }, .sold = TRUE, .business = TRUE, .mbps = 500 },
  { "delo1000", DEMO_TEXT ("Delo 1000", "Дело 1000"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 449000,
      .title = DEMO_TEXT ("Internet “Delo 1000”", "Интернет «Дело 1000»"),
      .details = DEMO_TEXT ("up to 1 Gbit/s, fibre", "до 1 Гбит/с, оптика") } },
    .sold = TRUE, .business = TRUE, .mbps = 1000 },
  { "home100", DEMO_TEXT ("Dom 100", "Дом 100"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 40000,
      .title = DEMO_TEXT ("Internet “Dom 100”", "Интернет «Дом 100»"),
      .details = DEMO_TEXT ("up to 100 Mbit/s, fibre", "до 100 Мбит/с, оптика") } }, .sold = TRUE, .mbps = 100 },
  { "dom500", DEMO_TEXT ("Dom 500", "Дом 500"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 69000,
      .title = DEMO_TEXT ("Internet “Dom 500”", "Интернет «Дом 500»"),
      .details = DEMO_TEXT ("up to 500 Mbit/s, fibre", "до 500 Мбит/с, оптика") } }, .sold = TRUE, .mbps = 500 },
  { "dom1000", DEMO_TEXT ("Dom 1000", "Дом 1000"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 95000,
      .title = DEMO_TEXT ("Internet “Dom 1000”", "Интернет «Дом 1000»"),
      .details = DEMO_TEXT ("up to 1 Gbit/s, fibre", "до 1 Гбит/с, оптика") } }, .sold = TRUE, .mbps = 1000,
    .lacks = DEMO_TEXT ("Needs another router", "Нужен другой роутер") },
  { NULL },
};

static const DemoService options[] = {
  { .id = "tv", .kind = CABINET_SERVICE_KIND_TV, .fee = 15000,
    .title = DEMO_TEXT ("TV “Basic”", "ТВ «Базовый»"),
    .details = DEMO_TEXT ("148 channels", "148 каналов") },
  { .id = "drweb", .kind = CABINET_SERVICE_KIND_ANTIVIRUS, .fee = 5000,
    .title = DEMO_TEXT ("Dr.Web antivirus", "Антивирус Dr.Web"),
    .details = DEMO_TEXT ("one computer", "один компьютер") },
  { .id = "cinema", .kind = CABINET_SERVICE_KIND_TV, .fee = 19900,
    .title = DEMO_TEXT ("TV “Films and series”", "ТВ «Кино и сериалы»"),
    .details = DEMO_TEXT ("18 channels", "18 каналов") },
  { .id = "ip", .kind = CABINET_SERVICE_KIND_STATIC_IP, .fee = 15000,
    .title = DEMO_TEXT ("Static address", "Постоянный адрес"),
    .details = DEMO_TEXT ("one IPv4 address", "один адрес IPv4") },
  { .id = "boost", .kind = CABINET_SERVICE_KIND_BOOST, .once = 4900, .days = 1, .when = DEMO_WHEN_NOW,
    .title = DEMO_TEXT ("Speed boost for a day", "Ускорение на сутки"),
    .details = DEMO_TEXT ("up to 1 Gbit/s", "до 1 Гбит/с") },
  { NULL },
};

static const DemoEvent good_events[] = {
  { .days_ago = 7, .amount = 40000, .kind = CABINET_OPERATION_KIND_PAYMENT, .method = DEMO_METHOD_MIR_4417,
    .minute = 19 * 60 + 6 },
  { .days_ago = 18, .amount = 2500, .kind = CABINET_OPERATION_KIND_CORRECTION, .minute = 11 * 60 + 20 },
  { .days_ago = 37, .amount = 70000, .kind = CABINET_OPERATION_KIND_PAYMENT, .method = DEMO_METHOD_SBP_VTB,
    .minute = 9 * 60 + 41 },
  { .months_ago = 7, .month_day = 16, .amount = -50000, .kind = CABINET_OPERATION_KIND_REFUND,
    .minute = 15 * 60 + 2 },
  { .months_ago = 7, .month_day = 14, .amount = 50000, .kind = CABINET_OPERATION_KIND_PAYMENT,
    .method = DEMO_METHOD_MIR_4417, .minute = 20 * 60 + 17 },
  { .months_ago = 17, .month_day = 9, .amount = 4200, .kind = CABINET_OPERATION_KIND_CORRECTION,
    .minute = 10 * 60 + 5 },
  { .amount = 0 },
};

static const DemoCase cases[] = {
  { "good", DEMO_TEXT ("in good standing", "всё в порядке"), .balance = 31240, .pays = TRUE,
    .events = good_events },
  { "debt", DEMO_TEXT ("in debt, within a credit", "долг в пределах кредита"), .balance = -12050,
    .credit = 30000, .credit_days = 4 },
  { "throttled", DEMO_TEXT ("throttled by the traffic limit", "скорость снижена по лимиту трафика"),
    .balance = 41815, .pays = TRUE, .forced = CABINET_LINE_STATE_THROTTLED, .reason = "traffic_limit",
    .since_days = 2, .until_days = 9, .limit_kbps = 1024 },
  { "blocked", DEMO_TEXT ("blocked: the money has run out", "отключён: деньги кончились"), .balance = 814,
    .unpaid = 5 },
  { "suspended", DEMO_TEXT ("suspended at own wish", "приостановлен по желанию"), .balance = 62300,
    .forced = CABINET_LINE_STATE_SUSPENDED, .reason = "own_wish", .since_days = 11, .until_days = 19 },
  { "entity", DEMO_TEXT ("legal entity", "юридическое лицо"), .balance = 184466, .pays = TRUE,
    .business = TRUE },
  { "closed", DEMO_TEXT ("closed", "расторгнут"), .balance = 0, .forced = CABINET_LINE_STATE_CLOSED,
    .reason = "terminated", .since_days = 74 },
  { "new", DEMO_TEXT ("new", "новый"), .balance = 41200, .fresh = TRUE, .pays = TRUE },
  { NULL },
};

static const DemoContractSpec contracts[] = {
  { "12345", NULL, "good", "dom300", FALSE, DEMO_TEXT ("Demyanov Pyotr Olegovich", "Демьянов Пётр Олегович"),
    DEMO_TEXT ("Uchebnaya 8, apt. 41", "ул. Учебная, 8, кв. 41"), DEMO_TEXT ("Tomsk", "Томск") },
  { "104205401", NULL, "debt", "dom100", FALSE, DEMO_TEXT ("Lomova Vera Ilyinichna", "Ломова Вера Ильинична"),
    DEMO_TEXT ("Lebedeva 31, apt. 7", "ул. Лебедева, 31, кв. 7"), DEMO_TEXT ("Tomsk", "Томск") },
  { "104205402", NULL, "throttled", "dom100", FALSE, DEMO_TEXT ("Ushakov Gleb Romanovich", "Ушаков Глеб Романович"),
    DEMO_TEXT ("Nakhimova 15, apt. 120", "ул. Нахимова, 15, кв. 120"), DEMO_TEXT ("Tomsk", "Томск") },
  { "104205403", NULL, "blocked", "dom300", FALSE, DEMO_TEXT ("Zimina Alla Petrovna", "Зимина Алла Петровна"),
    DEMO_TEXT ("Kirova 44, apt. 3", "пр. Кирова, 44, кв. 3"), DEMO_TEXT ("Tomsk", "Томск") },
  { "104205404", NULL, "suspended", "dom300", FALSE, DEMO_TEXT ("Orlov Denis Lvovich", "Орлов Денис Львович"),
    DEMO_TEXT ("Solyanaya 6", "пер. Соляной, 6"), DEMO_TEXT ("Tomsk", "Томск") },
  { "104205405", NULL, "entity", "delo", TRUE, DEMO_TEXT ("Kedr LLC", "ООО «Кедр»"),
    DEMO_TEXT ("Lenina 110, office 204", "пр. Ленина, 110, оф. 204"), DEMO_TEXT ("Tomsk", "Томск") },
  { "104205406", NULL, "good", "dom300", FALSE, DEMO_TEXT ("Sedova Inna Markovna", "Седова Инна Марковна"),
    DEMO_TEXT ("Usova 25, apt. 60", "ул. Усова, 25, кв. 60"), DEMO_TEXT ("Tomsk", "Томск"), 18733 },
  { "104205416", NULL, "blocked", "dom100", FALSE, DEMO_TEXT ("Sedova Inna Markovna", "Седова Инна Марковна"),
    DEMO_TEXT ("Dachnaya 2", "ул. Дачная, 2"), DEMO_TEXT ("Seversk", "Северск"), 1120 },
  { "104205426", NULL, "closed", "dom100", FALSE, DEMO_TEXT ("Sedova Inna Markovna", "Седова Инна Марковна"),
    DEMO_TEXT ("Gertsena 9, apt. 18", "ул. Герцена, 9, кв. 18"), DEMO_TEXT ("Tomsk", "Томск") },
  { "104205407", NULL, "good", "dom100", FALSE, DEMO_TEXT ("Belov Ilya Antonovich", "Белов Илья Антонович"),
    DEMO_TEXT ("Belinskogo 70, apt. 11", "ул. Белинского, 70, кв. 11"), DEMO_TEXT ("Tomsk", "Томск"), 26581 },
  { "104205408", NULL, "new", "dom100", FALSE, DEMO_TEXT ("Gusev Mark Yuryevich", "Гусев Марк Юрьевич"),
    DEMO_TEXT ("Vershinina 39, apt. 88", "ул. Вершинина, 39, кв. 88"), DEMO_TEXT ("Tomsk", "Томск") },
  { "104205409", NULL, "closed", "dom100", FALSE, DEMO_TEXT ("Rogova Nina Pavlovna", "Рогова Нина Павловна"),
    DEMO_TEXT ("Frunze 12, apt. 5", "пр. Фрунзе, 12, кв. 5"), DEMO_TEXT ("Tomsk", "Томск") },
  { NULL },
};

static const DemoLogin logins[] = {
  { "12345", "demo" },
  { "104205401", "demo" },
  { "104205402", "demo" },
  { "104205403", "demo" },
  { "104205404", "demo" },
  { "104205405", "demo" },
  { "104205406", "demo", .words = DEMO_TEXT ("several contracts", "несколько договоров"),
    .contracts = { "104205406", "104205416", "104205426" } },
  { "104205407", "t7Kp2mQx", .flag = DEMO_LOGIN_TEMPORARY,
    .words = DEMO_TEXT ("temporary password", "временный пароль") },
  { "104205408", "demo", .flag = DEMO_LOGIN_NOT_OPEN_YET,
    .words = DEMO_TEXT ("new contract, opens on the 1st", "новый договор, откроется 1-го числа") },
  { "104205409", "demo", .flag = DEMO_LOGIN_CLOSED,
    .words = DEMO_TEXT ("sign-in closed with the contract", "вход закрыт вместе с договором") },
  { NULL },
};

/* F18: a trust payment, which nobody gets without the password. */
static const DemoPromise trust[] = {
  { "trust300", 30000, .days = 5 },
  { NULL },
};

static const DemoPromises promises = {
  .title = DEMO_TEXT ("Trust payment", "Доверительный платёж"),
  .terms = DEMO_TEXT ("The line works on credit; what is not paid by the end is switched off again. Once a month.",
                      "Линия работает в кредит; если к сроку не оплатить, доступ отключится снова. Раз в месяц."),
  .not_needed = DEMO_TEXT ("Possible when the money is for less than three days",
                           "Можно, когда денег осталось меньше чем на три дня"),
  .within = 3,
  .a_month = 1,
  .choices = trust,
};

/* clang-format on */

const DemoTenant demo_tenant_tomtel = {
  .id = "tomtel",
  .charging = CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS,
  .on_shortage = CABINET_SHORTAGE_STOP,
  .rule_words = DEMO_TEXT ("The subscription fee is taken every day in equal parts",
                           "Абонентская плата списывается ежедневно равными долями"),
  .tariffs = tariffs,
  .cases = cases,
  .contracts = contracts,
  .logins = logins,
  .options = options,
  .changes = DEMO_WHEN_NOW,
  .confirms = TRUE,
  .ways = demo_ways_tomtel,
  .promises = &promises,
};
