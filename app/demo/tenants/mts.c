/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-tenant.h"

/* Satellite television over the whole country: the fee is taken on the 1st; without the money the channels
 * stop. One may sign in with a phone and a code, and pick the contract. */

/* clang-format off */

static const DemoTariff tariffs[] = {
  { "basic", DEMO_TEXT ("Bazovy", "Базовый"), {
    { .id = "tv", .kind = CABINET_SERVICE_KIND_TV, .fee = 25000,
      .title = DEMO_TEXT ("Package “Bazovy”", "Пакет «Базовый»"),
      .details = DEMO_TEXT ("232 channels, satellite", "232 канала, спутник") } }, .sold = TRUE, .mbps = 0 },
  { "extended", DEMO_TEXT ("Rasshirenny", "Расширенный"), {
    { .id = "tv", .kind = CABINET_SERVICE_KIND_TV, .fee = 35000,
      .title = DEMO_TEXT ("Package “Rasshirenny”", "Пакет «Расширенный»"),
      .details = DEMO_TEXT ("247 channels, satellite", "247 каналов, спутник") },
    { .id = "internet", .kind = CABINET_SERVICE_KIND_INTERNET, .fee = 45000, .months_ago = 12,
      .title = DEMO_TEXT ("Home internet", "Домашний интернет"),
      .details = DEMO_TEXT ("up to 40 Mbit/s, radio", "до 40 Мбит/с, радио") } }, .sold = TRUE, .mbps = 0 },
  { "hotel", DEMO_TEXT ("Gostinitsa", "Гостиница"), {
    { .id = "tv", .kind = CABINET_SERVICE_KIND_TV, .fee = 310000,
      .title = DEMO_TEXT ("Package “Gostinitsa”", "Пакет «Гостиница»"),
      .details = DEMO_TEXT ("40 rooms, satellite", "40 номеров, спутник") } }, .sold = TRUE, .business = TRUE, .mbps = 0 },
  { "premium", DEMO_TEXT ("Premium", "Премиум"), {
    { .id = "tv", .kind = CABINET_SERVICE_KIND_TV, .fee = 55000,
      .title = DEMO_TEXT ("Package “Premium”", "Пакет «Премиум»"),
      .details = DEMO_TEXT ("290 channels, satellite", "290 каналов, спутник") } }, .sold = TRUE, .mbps = 0 },
  { NULL },
};

static const DemoService options[] = {
  { .id = "sport", .kind = CABINET_SERVICE_KIND_TV, .fee = 20000,
    .when = DEMO_WHEN_NOW | DEMO_WHEN_NEXT_PERIOD | DEMO_WHEN_DATE,
    .title = DEMO_TEXT ("Package “Sport”", "Пакет «Спорт»"),
    .details = DEMO_TEXT ("12 channels", "12 каналов") },
  { NULL },
};

static const DemoCase cases[] = {
  { "good", DEMO_TEXT ("in good standing", "всё в порядке"), .balance = 4500, .pays = TRUE, .points = 45 },
  { "debt", DEMO_TEXT ("in debt, within a credit", "долг в пределах кредита"), .balance = -13000,
    .credit = 25000, .credit_days = 5 },
  { "throttled", DEMO_TEXT ("internet throttled by the traffic limit",
                            "скорость интернета снижена по лимиту трафика"),
    .balance = 52000, .pays = TRUE, .forced = CABINET_LINE_STATE_THROTTLED, .reason = "traffic_limit",
    .since_days = 4, .until_days = 10, .limit_kbps = 256 },
  { "blocked", DEMO_TEXT ("blocked: the fee was not covered on the 1st", "отключён: 1-го числа не хватило денег"),
    .balance = 11000, .unpaid = 1 },
  { "suspended", DEMO_TEXT ("suspended at own wish", "приостановлен по желанию"), .balance = 25000,
    .forced = CABINET_LINE_STATE_SUSPENDED, .reason = "own_wish", .since_days = 33, .until_days = 120 },
  { "entity", DEMO_TEXT ("legal entity", "юридическое лицо"), .balance = 330000, .pays = TRUE,
    .business = TRUE },
  { "closed", DEMO_TEXT ("closed", "расторгнут"), .balance = 0, .forced = CABINET_LINE_STATE_CLOSED,
    .reason = "terminated", .since_days = 45 },
  { "new", DEMO_TEXT ("new", "новый"), .balance = 15000, .fresh = TRUE, .pays = TRUE },
  { NULL },
};

static const DemoContractSpec contracts[] = {
  { "12345", NULL, "good", "basic", FALSE, DEMO_TEXT ("Demyanov Pyotr Olegovich", "Демьянов Пётр Олегович"),
    DEMO_TEXT ("Polevaya 3", "ул. Полевая, 3"), DEMO_TEXT ("Kislovka", "Кисловка") },
  { "900310001", NULL, "debt", "basic", FALSE, DEMO_TEXT ("Baranova Elena Lvovna", "Баранова Елена Львовна"),
    DEMO_TEXT ("Rechnaya 11", "ул. Речная, 11"), DEMO_TEXT ("Tver", "Тверь") },
  { "900310002", NULL, "throttled", "extended", FALSE, DEMO_TEXT ("Danilov Maxim Olegovich", "Данилов Максим Олегович"),
    DEMO_TEXT ("Zarechnaya 20", "ул. Заречная, 20"), DEMO_TEXT ("Ryazan", "Рязань") },
  { "900310003", NULL, "blocked", "basic", FALSE, DEMO_TEXT ("Chernova Yulia Egorovna", "Чернова Юлия Егоровна"),
    DEMO_TEXT ("Luzhskaya 9", "ул. Лужская, 9"), DEMO_TEXT ("Luga", "Луга") },
  { "900310004", NULL, "suspended", "basic", FALSE, DEMO_TEXT ("Moiseev Andrei Ilyich", "Моисеев Андрей Ильич"),
    DEMO_TEXT ("Rodnikovaya 2", "ул. Родниковая, 2"), DEMO_TEXT ("Kaluga", "Калуга") },
  { "900310005", NULL, "entity", "hotel", TRUE, DEMO_TEXT ("Pristan LLC", "ООО «Пристань»"),
    DEMO_TEXT ("Naberezhnaya 1", "ул. Набережная, 1"), DEMO_TEXT ("Kimry", "Кимры") },
  { "900310006", NULL, "good", "extended", FALSE, DEMO_TEXT ("Tikhonov Lev Sergeevich", "Тихонов Лев Сергеевич"),
    DEMO_TEXT ("Vokzalnaya 17", "ул. Вокзальная, 17"), DEMO_TEXT ("Kolomna", "Коломна"), 82000 },
  { "900310016", NULL, "good", "basic", FALSE, DEMO_TEXT ("Tikhonov Lev Sergeevich", "Тихонов Лев Сергеевич"),
    DEMO_TEXT ("Dachnaya 45", "СНТ «Заря», 45"), DEMO_TEXT ("Kolomna", "Коломна"), 31000 },
  { "900310026", NULL, "blocked", "basic", FALSE, DEMO_TEXT ("Tikhonov Lev Sergeevich", "Тихонов Лев Сергеевич"),
    DEMO_TEXT ("Sosnovaya 6", "ул. Сосновая, 6"), DEMO_TEXT ("Ozyory", "Озёры"), 7500 },
  { "900310007", NULL, "good", "basic", FALSE, DEMO_TEXT ("Gorin Alexei Petrovich", "Горин Алексей Петрович"),
    DEMO_TEXT ("Stroitelei 28", "ул. Строителей, 28"), DEMO_TEXT ("Vyazma", "Вязьма"), 26500 },
  { "900310008", NULL, "new", "basic", FALSE, DEMO_TEXT ("Lazarev Oleg Romanovich", "Лазарев Олег Романович"),
    DEMO_TEXT ("Parkovaya 13", "ул. Парковая, 13"), DEMO_TEXT ("Bologoe", "Бологое") },
  { "900310009", NULL, "closed", "basic", FALSE, DEMO_TEXT ("Nosova Tamara Ilyinichna", "Носова Тамара Ильинична"),
    DEMO_TEXT ("Mayakovskogo 4", "ул. Маяковского, 4"), DEMO_TEXT ("Staritsa", "Старица") },
  { "900310047", NULL, "good", "extended", FALSE, DEMO_TEXT ("Rybakova Alina Denisovna", "Рыбакова Алина Денисовна"),
    DEMO_TEXT ("Tsvetochnaya 8", "ул. Цветочная, 8"), DEMO_TEXT ("Rzhev", "Ржев"), 95000 },
  { NULL },
};

static const DemoLogin logins[] = {
  { "12345", "demo" },
  { "900310001", "demo" },
  { "900310002", "demo" },
  { "900310003", "demo" },
  { "900310004", "demo" },
  { "900310005", "demo" },
  { "900310006", "demo", .words = DEMO_TEXT ("several contracts", "несколько договоров"),
    .contracts = { "900310006", "900310016", "900310026" } },
  { "900310007", "k2Jb6sWu", .flag = DEMO_LOGIN_TEMPORARY,
    .words = DEMO_TEXT ("temporary password", "временный пароль") },
  { "900310008", "demo", .flag = DEMO_LOGIN_NOT_OPEN_YET,
    .words = DEMO_TEXT ("new contract, opens on the 1st", "новый договор, откроется 1-го числа") },
  { "900310009", "demo", .flag = DEMO_LOGIN_CLOSED,
    .words = DEMO_TEXT ("sign-in closed with the contract", "вход закрыт вместе с договором") },
  { "900310016", "demo", .flag = DEMO_LOGIN_CHOOSE,
    .words = DEMO_TEXT ("picks one of two contracts", "выбирает один договор из двух"),
    .contracts = { "900310006", "900310016" } },
  { "+79130000047", NULL, .words = DEMO_TEXT ("phone and code", "телефон и код"),
    .contracts = { "900310047" } },
  { "+79130000048", NULL, .flag = DEMO_LOGIN_CHOOSE,
    .words = DEMO_TEXT ("phone and code, then picks a contract", "телефон и код, затем выбор договора"),
    .contracts = { "900310016", "900310026" } },
  { NULL },
};

/* clang-format on */

const DemoTenant demo_tenant_mts = {
  .id = "mts",
  .charging = CABINET_CHARGING_KIND_MONTHLY_ON,
  .day = 1,
  .on_shortage = CABINET_SHORTAGE_STOP,
  .rule_words = DEMO_TEXT ("The package is paid for a month ahead, on the 1st",
                           "Пакет оплачивается за месяц вперёд, 1-го числа"),
  .tariffs = tariffs,
  .cases = cases,
  .contracts = contracts,
  .logins = logins,
  .options = options,
  .changes = DEMO_WHEN_NEXT_PERIOD | DEMO_WHEN_DATE,
  .ways = demo_ways_mts,
};
