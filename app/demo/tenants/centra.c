/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-tenant.h"

/* Kuzbass: the fee is taken on the 1st for the month ahead; without the money the line stops. */

/* clang-format off */

static const DemoTariff tariffs[] = {
  { "center100", DEMO_TEXT ("Tsentr 100", "Центр 100"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 49000,
      .title = DEMO_TEXT ("Internet “Tsentr 100”", "Интернет «Центр 100»"),
      .details = DEMO_TEXT ("up to 100 Mbit/s", "до 100 Мбит/с") },
    { .id = "tv", .kind = CABINET_SERVICE_KIND_TV, .fee = 21000, .months_ago = 20,
      .title = DEMO_TEXT ("Digital TV", "Цифровое ТВ"),
      .details = DEMO_TEXT ("120 channels", "120 каналов") } }, .sold = TRUE, .mbps = 100 },
  { "workshop", DEMO_TEXT ("Masterskaya", "Мастерская"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 195000,
      .title = DEMO_TEXT ("Internet “Masterskaya”", "Интернет «Мастерская»"),
      .details = DEMO_TEXT ("up to 100 Mbit/s", "до 100 Мбит/с") } }, .sold = TRUE, .business = TRUE, .mbps = 100 },
  { "center300", DEMO_TEXT ("Tsentr 300", "Центр 300"), {
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 65000,
      .title = DEMO_TEXT ("Internet “Tsentr 300”", "Интернет «Центр 300»"),
      .details = DEMO_TEXT ("up to 300 Mbit/s", "до 300 Мбит/с") } }, .sold = TRUE, .mbps = 300 },
  { NULL },
};

static const DemoService options[] = {
  { .id = "tv", .kind = CABINET_SERVICE_KIND_TV, .fee = 21000,
    .title = DEMO_TEXT ("Digital TV", "Цифровое ТВ"),
    .details = DEMO_TEXT ("120 channels", "120 каналов") },
  { .id = "ip", .kind = CABINET_SERVICE_KIND_STATIC_IP, .fee = 15000,
    .title = DEMO_TEXT ("Static address", "Постоянный адрес"),
    .details = DEMO_TEXT ("one IPv4 address", "один адрес IPv4") },
  { NULL },
};

static const DemoEvent good_events[] = {
  { .months_ago = 4, .month_day = 11, .amount = 3375, .kind = CABINET_OPERATION_KIND_CORRECTION,
    .minute = 13 * 60 + 15 },
  { .amount = 0 },
};

static const DemoCase cases[] = {
  { "good", DEMO_TEXT ("in good standing", "всё в порядке"), .balance = 231875, .pays = TRUE, .points = 140,
    .events = good_events },
  { "debt", DEMO_TEXT ("in debt, within a credit", "долг в пределах кредита"), .balance = -26000,
    .credit = 70000, .credit_days = 6 },
  { "throttled", DEMO_TEXT ("throttled by the traffic limit", "скорость снижена по лимиту трафика"),
    .balance = 83000, .pays = TRUE, .forced = CABINET_LINE_STATE_THROTTLED, .reason = "traffic_limit",
    .since_days = 1, .until_days = 8, .limit_kbps = 2048 },
  { "blocked", DEMO_TEXT ("blocked: the fee was not covered on the 1st", "отключён: 1-го числа не хватило денег"),
    .balance = 23500, .unpaid = 1 },
  { "suspended", DEMO_TEXT ("suspended at own wish", "приостановлен по желанию"), .balance = 70000,
    .forced = CABINET_LINE_STATE_SUSPENDED, .reason = "own_wish", .since_days = 35, .until_days = 55 },
  { "entity", DEMO_TEXT ("legal entity", "юридическое лицо"), .balance = 205000, .pays = TRUE,
    .business = TRUE },
  { "closed", DEMO_TEXT ("closed", "расторгнут"), .balance = 0, .forced = CABINET_LINE_STATE_CLOSED,
    .reason = "terminated", .since_days = 61 },
  { "new", DEMO_TEXT ("new", "новый"), .balance = 22000, .fresh = TRUE, .pays = TRUE },
  { NULL },
};

static const DemoContractSpec contracts[] = {
  { "12345", NULL, "good", "center100", FALSE, DEMO_TEXT ("Demyanov Oleg Ilyich", "Демьянов Олег Ильич"),
    DEMO_TEXT ("Vesennyaya 19, apt. 2", "ул. Весенняя, 19, кв. 2"), DEMO_TEXT ("Kemerovo", "Кемерово") },
  { "770201", NULL, "debt", "center100", FALSE, DEMO_TEXT ("Kotova Rimma Ivanovna", "Котова Римма Ивановна"),
    DEMO_TEXT ("Nogradskaya 6, apt. 33", "ул. Ноградская, 6, кв. 33"), DEMO_TEXT ("Kemerovo", "Кемерово") },
  { "770202", NULL, "throttled", "center100", FALSE, DEMO_TEXT ("Lavrov Stepan Lvovich", "Лавров Степан Львович"),
    DEMO_TEXT ("Krasnoarmeiskaya 97", "ул. Красноармейская, 97"), DEMO_TEXT ("Kemerovo", "Кемерово") },
  { "770203", NULL, "blocked", "center100", FALSE, DEMO_TEXT ("Shubina Zoya Pavlovna", "Шубина Зоя Павловна"),
    DEMO_TEXT ("Ordzhonikidze 35, apt. 8", "ул. Орджоникидзе, 35, кв. 8"), DEMO_TEXT ("Novokuznetsk", "Новокузнецк") },
  { "770204", NULL, "suspended", "center100", FALSE, DEMO_TEXT ("Yudin Boris Kirillovich", "Юдин Борис Кириллович"),
    DEMO_TEXT ("Mokrousova 12", "ул. Мокроусова, 12"), DEMO_TEXT ("Kemerovo", "Кемерово") },
  { "770205", NULL, "entity", "workshop", TRUE, DEMO_TEXT ("Masterskaya LLC", "ООО «Мастерская»"),
    DEMO_TEXT ("Sovetsky 54", "пр. Советский, 54"), DEMO_TEXT ("Kemerovo", "Кемерово") },
  { "770206", NULL, "good", "center100", FALSE, DEMO_TEXT ("Efimova Galina Yurievna", "Ефимова Галина Юрьевна"),
    DEMO_TEXT ("Tukhachevskogo 41, apt. 90", "ул. Тухачевского, 41, кв. 90"), DEMO_TEXT ("Kemerovo", "Кемерово"), 76000 },
  { "770216", NULL, "blocked", "center100", FALSE, DEMO_TEXT ("Efimova Galina Yurievna", "Ефимова Галина Юрьевна"),
    DEMO_TEXT ("Lesnaya Polyana 4", "мкр. Лесная Поляна, 4"), DEMO_TEXT ("Kemerovo", "Кемерово"), 41000 },
  { "770207", NULL, "good", "center100", FALSE, DEMO_TEXT ("Kravtsov Ivan Sergeevich", "Кравцов Иван Сергеевич"),
    DEMO_TEXT ("Lenina 77, apt. 45", "пр. Ленина, 77, кв. 45"), DEMO_TEXT ("Kemerovo", "Кемерово"), 112050 },
  { "770208", NULL, "new", "center100", FALSE, DEMO_TEXT ("Savin Ilya Denisovich", "Савин Илья Денисович"),
    DEMO_TEXT ("Dzerzhinskogo 20, apt. 14", "ул. Дзержинского, 20, кв. 14"), DEMO_TEXT ("Kemerovo", "Кемерово") },
  { "770209", NULL, "closed", "center100", FALSE, DEMO_TEXT ("Burov Gennady Ilyich", "Буров Геннадий Ильич"),
    DEMO_TEXT ("Rukavishnikova 3", "ул. Рукавишникова, 3"), DEMO_TEXT ("Kemerovo", "Кемерово") },
  { "770210", NULL, "good", "center100", FALSE, DEMO_TEXT ("Tkach Anna Olegovna", "Ткач Анна Олеговна"),
    DEMO_TEXT ("Kuznetsky 33, apt. 61", "пр. Кузнецкий, 33, кв. 61"), DEMO_TEXT ("Kemerovo", "Кемерово") },
  { NULL },
};

static const DemoLogin logins[] = {
  { "12345", "demo" },
  { "770201", "demo" },
  { "770202", "demo" },
  { "770203", "demo" },
  { "770204", "demo" },
  { "770205", "demo" },
  { "770206", "demo", .words = DEMO_TEXT ("several contracts", "несколько договоров"),
    .contracts = { "770206", "770216" } },
  { "770207", "m5Xe8gBa", .flag = DEMO_LOGIN_TEMPORARY,
    .words = DEMO_TEXT ("temporary password", "временный пароль") },
  { "770208", "demo", .flag = DEMO_LOGIN_NOT_OPEN_YET,
    .words = DEMO_TEXT ("new contract, opens on the 1st", "новый договор, откроется 1-го числа") },
  { "770209", "demo", .flag = DEMO_LOGIN_CLOSED,
    .words = DEMO_TEXT ("sign-in closed with the contract", "вход закрыт вместе с договором") },
  { "770210", "demo", .flag = DEMO_LOGIN_FORBIDDEN,
    .words = DEMO_TEXT ("sign-in switched off by the provider", "вход отключён провайдером") },
  { NULL },
};

/* clang-format on */

const DemoTenant demo_tenant_centra = {
  .id = "centra",
  .charging = CABINET_CHARGING_KIND_MONTHLY_ON,
  .day = 1,
  .on_shortage = CABINET_SHORTAGE_STOP,
  .rule_words = DEMO_TEXT ("The subscription fee for the month ahead is taken on the 1st",
                           "Абонентская плата за месяц вперёд списывается 1-го числа"),
  .tariffs = tariffs,
  .cases = cases,
  .contracts = contracts,
  .logins = logins,
  .options = options,
  .changes = DEMO_WHEN_NOW,
  .ways = demo_ways_centra,
};
