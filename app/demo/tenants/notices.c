/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-notices.h"

/* What the tenants say to all (I2-I4, I6). The words name no days: the days are data, and move with the day
 * on which the demo was started. */

#define AT(day, hours, minutes)    \
  {                                \
    (day), (hours) *60 + (minutes) \
  }
#define NEVER DEMO_NEVER

/* clang-format off */

static const DemoNotice tomtel[] = {
  { "works", CABINET_NOTICE_KIND_WORKS, AT (-1, 10, 0), AT (3, 2, 0), AT (3, 5, 0), AT (3, 5, 0), 0,
    DEMO_TEXT ("Planned works in the Uchebnaya area", "Плановые работы на узле «Учебная»"),
    DEMO_TEXT ("Internet and TV may break off for 10–15 minutes. The routers come back by themselves.",
               "Интернет и ТВ могут прерываться на 10–15 минут. Роутеры поднимутся сами.") },
  { "visit-price", CABINET_NOTICE_KIND_PRICE_CHANGE, AT (-3, 12, 0), NEVER, NEVER, NEVER, 1,
    DEMO_TEXT ("The price of a technician's visit changes", "Меняется стоимость вызова мастера"),
    DEMO_TEXT ("A visit for setting up one's own equipment will cost 500 ₽. Visits for faults of the line stay free.",
               "Вызов для настройки своего оборудования будет стоить 500 ₽. Выезд при неисправности линии остаётся бесплатным.") },
  { "fraud", CABINET_NOTICE_KIND_IMPORTANT, AT (-6, 9, 30), NEVER, NEVER, AT (20, 0, 0), 0,
    DEMO_TEXT ("Nobody from us asks for codes", "Мы не спрашиваем коды"),
    DEMO_TEXT ("Somebody calls in our name and asks for a code from an SMS or the number of a card. Hang up and call 550-550.",
               "От нашего имени звонят и просят код из СМС или номер карты. Положите трубку и позвоните 550-550.") },
  { "drweb", CABINET_NOTICE_KIND_OFFER, AT (-2, 15, 0), NEVER, NEVER, AT (18, 0, 0), 0,
    DEMO_TEXT ("Dr.Web: the second computer for half the price", "Dr.Web: второй компьютер за полцены"),
    DEMO_TEXT ("Write to support, and it will be switched on the same day.", "Напишите в поддержку — подключим в тот же день.") },
  { "channels", CABINET_NOTICE_KIND_NEWS, AT (-9, 11, 0), NEVER, NEVER, NEVER, 0,
    DEMO_TEXT ("Four new channels in “Basic”", "Четыре новых канала в пакете «Базовый»"),
    DEMO_TEXT ("Two about nature, one about history and one for children; the fee stays as it is.",
               "Два о природе, один об истории и один детский; плата не меняется.") },
  { "office", CABINET_NOTICE_KIND_NEWS, AT (2, 10, 0), NEVER, NEVER, NEVER, 0,
    DEMO_TEXT ("The office in Seversk is open on Sundays", "Офис в Северске работает и по воскресеньям"),
    DEMO_TEXT ("From 10 to 16, as on Saturdays.", "С 10 до 16, как по субботам.") },
  { NULL },
};

static const DemoNotice centra[] = {
  { "repair", CABINET_NOTICE_KIND_WORKS, AT (-1, 16, 0), AT (1, 1, 0), AT (1, 6, 0), AT (1, 6, 0), 0,
    DEMO_TEXT ("Repair of the trunk line at night", "Ремонт магистрали ночью"),
    DEMO_TEXT ("In the Central district the internet will be off for up to an hour.",
               "В Центральном районе интернета не будет до одного часа.") },
  { "socket", CABINET_NOTICE_KIND_PRICE_CHANGE, AT (-5, 10, 0), NEVER, NEVER, NEVER, 1,
    DEMO_TEXT ("Laying of cable in the flat: a new price", "Прокладка кабеля в квартире: новая цена"),
    DEMO_TEXT ("A metre of cable with work will cost 60 ₽. Fees of tariffs stay as they are.",
               "Метр кабеля с работой будет стоить 60 ₽. Плата по тарифам не меняется.") },
  { "terms", CABINET_NOTICE_KIND_IMPORTANT, AT (-12, 9, 0), NEVER, NEVER, AT (14, 0, 0), 0,
    DEMO_TEXT ("New rules of service", "Новые правила оказания услуг"),
    DEMO_TEXT ("The address for written applications has changed; what you pay for has not.",
               "Изменился адрес для письменных заявлений; условия оплаты прежние.") },
  { "neighbour", CABINET_NOTICE_KIND_OFFER, AT (-2, 12, 0), NEVER, NEVER, AT (25, 0, 0), 0,
    DEMO_TEXT ("Bring a neighbour", "Приведите соседа"),
    DEMO_TEXT ("Both get a month of TV for nothing once the neighbour is connected.",
               "Каждому — месяц ТВ бесплатно, когда соседа подключат.") },
  { "fibre", CABINET_NOTICE_KIND_NEWS, AT (-8, 14, 0), NEVER, NEVER, NEVER, 0,
    DEMO_TEXT ("Fibre has come to Osinniki", "Оптика пришла в Осинники"),
    DEMO_TEXT ("Seven more streets are connected.", "Подключены ещё семь улиц.") },
  { NULL },
};

static const DemoNotice telemir[] = {
  { "node", CABINET_NOTICE_KIND_WORKS, AT (0, 0, 10), AT (2, 3, 0), AT (2, 4, 30), AT (2, 4, 30), 0,
    DEMO_TEXT ("Equipment is replaced", "Замена оборудования"),
    DEMO_TEXT ("The connection may be lost for up to 20 minutes.", "Связь может пропадать до 20 минут.") },
  { "new-tariffs", CABINET_NOTICE_KIND_NEWS, AT (-4, 11, 0), NEVER, NEVER, NEVER, 0,
    DEMO_TEXT ("The tariffs of the line “Semeiny”", "О тарифах линейки «Семейный»"),
    DEMO_TEXT ("What they cost and how fast they are stands on the page of tariffs.",
               "Стоимость и скорость — на странице тарифов.") },
  { "old-site", CABINET_NOTICE_KIND_IMPORTANT, AT (-10, 9, 0), NEVER, NEVER, NEVER, 0,
    DEMO_TEXT ("The old site will be closed", "Старый сайт закроется"),
    DEMO_TEXT ("Signing in on lks-tv.ru will soon be impossible: use stat.telemir48.ru.",
               "Зайти в личный кабинет на lks-tv.ru скоро будет нельзя: пользуйтесь stat.telemir48.ru.") },
  { "restart", CABINET_NOTICE_KIND_PRICE_CHANGE, AT (-7, 10, 0), NEVER, NEVER, NEVER, 2,
    DEMO_TEXT ("Rent of a set-top box", "Аренда приставки"),
    DEMO_TEXT ("For new contracts it will cost 120 ₽ a month; present ones keep their price.",
               "Для новых договоров — 120 ₽ в месяц; действующим цена сохраняется.") },
  { NULL },
};

static const DemoNotice tctr[] = {
  { "frost", CABINET_NOTICE_KIND_IMPORTANT, AT (-1, 8, 0), NEVER, NEVER, AT (10, 0, 0), 0,
    DEMO_TEXT ("Visits in hard frost", "Выезды в сильный мороз"),
    DEMO_TEXT ("Below −50° technicians come on the next warmer day; the phone is answered as always.",
               "Ниже −50° мастера приезжают в ближайший более тёплый день; телефон работает как обычно.") },
  { "antennas", CABINET_NOTICE_KIND_WORKS, AT (-2, 9, 0), AT (1, 4, 0), AT (1, 7, 0), AT (1, 7, 0), 0,
    DEMO_TEXT ("Maintenance of the head-end", "Профилактика на головной станции"),
    DEMO_TEXT ("There will be no TV signal for up to three hours.", "Телевизионного сигнала не будет до трёх часов.") },
  { "channels", CABINET_NOTICE_KIND_NEWS, AT (-6, 12, 0), NEVER, NEVER, NEVER, 0,
    DEMO_TEXT ("NVK Sakha in high definition", "«НВК Саха» в высокой чёткости"),
    DEMO_TEXT ("On its usual place, for nothing.", "На прежней кнопке, бесплатно.") },
  { "reconnection", CABINET_NOTICE_KIND_PRICE_CHANGE, AT (-8, 12, 0), NEVER, NEVER, NEVER, 1,
    DEMO_TEXT ("Reconnection after a move", "Переподключение при переезде"),
    DEMO_TEXT ("Will cost 800 ₽.", "Будет стоить 800 ₽.") },
  { NULL },
};

static const DemoNotice mts[] = {
  { "satellite", CABINET_NOTICE_KIND_WORKS, AT (-1, 18, 0), AT (4, 3, 0), AT (4, 6, 0), AT (4, 6, 0), 0,
    DEMO_TEXT ("Maintenance on the satellite", "Профилактика на спутнике"),
    DEMO_TEXT ("Some channels may be missing at night.", "Ночью может не быть части каналов.") },
  { "cinema", CABINET_NOTICE_KIND_OFFER, AT (-3, 12, 0), NEVER, NEVER, AT (12, 0, 0), 0,
    DEMO_TEXT ("A month of films for 1 ₽", "Месяц кино за 1 ₽"),
    DEMO_TEXT ("For who has not had the film package yet.", "Для тех, у кого ещё не было пакета «Кино».") },
  { "year", CABINET_NOTICE_KIND_PRICE_CHANGE, AT (-9, 12, 0), NEVER, NEVER, NEVER, 2,
    DEMO_TEXT ("The second receiver: a new price", "Второй ресивер: новая цена"),
    DEMO_TEXT ("Buying one will cost 2,900 ₽; fees stay as they are.", "Покупка обойдётся в 2 900 ₽; абонентская плата прежняя.") },
  { "app", CABINET_NOTICE_KIND_NEWS, AT (-11, 10, 0), NEVER, NEVER, NEVER, 0,
    DEMO_TEXT ("The programme guide knows two weeks", "Телегид теперь на две недели"),
    DEMO_TEXT ("The receiver loads it at night.", "Ресивер загружает его ночью.") },
  { NULL },
};

const DemoNotices demo_notices[] = {
  { "tomtel", tomtel }, { "centra", centra }, { "telemir", telemir }, { "tctr", tctr }, { "mts", mts }, { .tenant = NULL },
};

/* clang-format on */
