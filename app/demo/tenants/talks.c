/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-support.h"

/* What the demo subscribers and their providers have written to each other. Times are local; the last day of
 * a talk is the latest on which all of it is past. */

#define ME CABINET_MESSAGE_AUTHOR_ME
#define SUPPORT CABINET_MESSAGE_AUTHOR_SUPPORT
#define SYSTEM CABINET_MESSAGE_AUTHOR_SYSTEM
#define AT(hours, minutes) ((hours) *60 + (minutes))

/* clang-format off */

static const DemoTalk tomtel_talks[] = {
  { 0, DEMO_TEXT (NULL, NULL), CABINET_THREAD_STATE_WAITING_YOU, {
    { 1, AT (18, 42), ME,
      DEMO_TEXT ("Hello! The internet has been dropping out since the evening, a red LOS lamp is blinking on the router.",
                 "Здравствуйте! С вечера пропадает интернет, на роутере мигает красная лампочка LOS."),
      "router-los.jpg" },
    { 1, AT (18, 51), SUPPORT,
      DEMO_TEXT ("Good evening! I see a break on your port since 18:05. A technician is needed. Would tomorrow from 16 to 18 suit you?",
                 "Добрый вечер! Вижу обрыв на вашем порту с 18:05. Нужен мастер. Удобно завтра с 16 до 18?"), NULL },
    { 1, AT (18, 53), ME,
      DEMO_TEXT ("Yes, that suits me. The door code is 41.", "Да, удобно. Код домофона 41."), NULL },
    { 1, AT (18, 55), SYSTEM,
      DEMO_TEXT ("Visit No. 30 814 is confirmed: tomorrow, 16:00–18:00, Uchebnaya 8, apt. 41",
                 "Вызов мастера № 30 814 подтверждён: завтра, 16:00–18:00, Учебная, 8, кв. 41"), NULL },
    { 0, AT (9, 12), SUPPORT,
      DEMO_TEXT ("Sergei will leave for you by 16:00 and will call half an hour before. The time without service will be recalculated.",
                 "Мастер Сергей выедет к 16:00, позвонит за полчаса. За время простоя сделаем перерасчёт."), NULL } } },
  { .sayings = { { .text = DEMO_TEXT (NULL, NULL) } } },
};

static const DemoTalk centra_talks[] = {
  { 2, DEMO_TEXT (NULL, NULL), CABINET_THREAD_STATE_WAITING_YOU, {
    { 1, AT (11, 5), ME,
      DEMO_TEXT ("Hello! In the evenings films stop to load. This is what a measurement shows.",
                 "Здравствуйте! По вечерам фильмы замирают. Вот что показывает замер."), "speed-test.txt" },
    { 1, AT (11, 17), SUPPORT,
      DEMO_TEXT ("Hello! The port is fine: 100 Mbit/s, no errors. Was it measured over Wi-Fi?",
                 "Здравствуйте! Порт в порядке: 100 Мбит/с, ошибок нет. Вы замеряли через Wi-Fi?"), NULL },
    { 1, AT (11, 20), ME, DEMO_TEXT ("Yes, from the kitchen.", "Да, из кухни."), NULL },
    { 0, AT (10, 2), SUPPORT,
      DEMO_TEXT ("Your neighbours are on the same channel. I have moved your router to channel 11; please look at it this evening.",
                 "У соседей тот же канал. Переключила ваш роутер на 11-й; посмотрите, пожалуйста, вечером."), NULL } } },
  { .sayings = { { .text = DEMO_TEXT (NULL, NULL) } } },
};

static const DemoTalk mts_talks[] = {
  { 4, DEMO_TEXT (NULL, NULL), CABINET_THREAD_STATE_WAITING_YOU, {
    { 0, AT (20, 14), ME,
      DEMO_TEXT ("Some channels are gone, the screen says “access denied”.",
                 "Пропала часть каналов, на экране «нет доступа»."), "screen.png" },
    { 0, AT (20, 19), SUPPORT,
      DEMO_TEXT ("Hello! I have sent the keys to your card again. Leave the receiver on one of these channels for ten minutes.",
                 "Здравствуйте! Отправил ключи на вашу карту ещё раз. Оставьте приставку на таком канале на десять минут."), NULL },
    { 0, AT (20, 33), ME, DEMO_TEXT ("They are back, thank you!", "Появились, спасибо!"), NULL },
    { 0, AT (20, 34), SUPPORT, DEMO_TEXT ("Enjoy watching!", "Приятного просмотра!"), NULL } } },
  { .sayings = { { .text = DEMO_TEXT (NULL, NULL) } } },
};

static const DemoTalk tctr_talks[] = {
  { 3, DEMO_TEXT ("Payment through a terminal", "Оплата через терминал"), CABINET_THREAD_STATE_WAITING_YOU, {
    { 1, AT (14, 40), ME,
      DEMO_TEXT ("I paid at a terminal and made a mistake in the number. The receipt is attached.",
                 "Платил через терминал и ошибся в номере. Чек приложил."), "receipt.txt" },
    { 0, AT (9, 25), SUPPORT,
      DEMO_TEXT ("Hello! The payment is found. Is it right to move it to your contract?",
                 "Здравствуйте! Платёж нашли. Верно, что переносим его на ваш договор?"), NULL } } },
  { 40, DEMO_TEXT ("No signal on three channels", "Нет сигнала на трёх каналах"), CABINET_THREAD_STATE_CLOSED, {
    { 2, AT (19, 8), ME,
      DEMO_TEXT ("Since yesterday there has been no signal on channels 14, 15 and 31.",
                 "Со вчерашнего дня нет сигнала на каналах 14, 15 и 31."), NULL },
    { 2, AT (19, 8), SYSTEM,
      DEMO_TEXT ("Nobody reads messages now. They are answered in working hours, in the order in which they came.",
                 "Сейчас нерабочее время. На сообщения отвечают в рабочее время, по мере их поступления."), NULL },
    { 1, AT (9, 31), SUPPORT,
      DEMO_TEXT ("Hello! An amplifier in your house is being changed, it will work by the evening.",
                 "Здравствуйте! Меняем усилитель в вашем доме, к вечеру заработает."), NULL },
    { 0, AT (10, 2), ME, DEMO_TEXT ("It works, thank you.", "Работает, спасибо."), NULL },
    { 0, AT (10, 20), SYSTEM, DEMO_TEXT ("The request is closed.", "Обращение закрыто."), NULL } } },
  { .sayings = { { .text = DEMO_TEXT (NULL, NULL) } } },
};

static const DemoTalk telemir_talks[] = {
  { 1, DEMO_TEXT ("An act for the accountant", "Акт для бухгалтерии"), CABINET_THREAD_STATE_WAITING_YOU, {
    { 1, AT (10, 11), ME,
      DEMO_TEXT ("Please send an act for the last quarter.", "Пришлите, пожалуйста, акт за прошлый квартал."), NULL },
    { 0, AT (11, 48), SUPPORT,
      DEMO_TEXT ("Hello! The act is ready, here it is.", "Здравствуйте! Акт готов, вот он."), "act.txt" } } },
  { 65, DEMO_TEXT ("Low speed", "Низкая скорость"), CABINET_THREAD_STATE_CLOSED, {
    { 0, AT (12, 3), ME,
      DEMO_TEXT ("The speed is 10 Mbit/s instead of 100.", "Скорость 10 Мбит/с вместо 100."), NULL },
    { 0, AT (12, 30), SUPPORT,
      DEMO_TEXT ("Hello! The cable had come loose in the hall, it is fixed.",
                 "Здравствуйте! В подъезде отошёл кабель, исправили."), NULL },
    { 0, AT (13, 0), SYSTEM, DEMO_TEXT ("The request is closed.", "Обращение закрыто."), NULL } } },
  { .sayings = { { .text = DEMO_TEXT (NULL, NULL) } } },
};

const DemoSupport demo_supports[] = {
  { "tomtel", CABINET_THREAD_STYLE_CHAT, { AT (9, 0), AT (20, 0) }, { AT (9, 0), AT (20, 0) }, { AT (10, 0), AT (18, 0) },
    10, DEMO_TEXT ("Messages are answered in working hours, usually within 10 minutes",
                   "Отвечают в рабочее время, обычно за 10 минут"),
    DEMO_TEXT ("If it is urgent, call 550-550", "Если срочно — звоните 550-550"),
    DEMO_TEXT ("Olga, Tomtel", "Ольга, Томтел"), tomtel_talks },
  { "centra", CABINET_THREAD_STYLE_CHAT, { AT (8, 0), AT (21, 0) }, { AT (9, 0), AT (18, 0) }, { AT (9, 0), AT (18, 0) },
    15, DEMO_TEXT ("The chat is answered from 8 to 21, on days off from 9 to 18, usually within 15 minutes",
                   "В чате отвечают с 8 до 21, в выходные с 9 до 18, обычно за 15 минут"),
    DEMO_TEXT ("If it is urgent, call 8-384-375-60-00, day and night", "Если срочно — звоните 8-384-375-60-00, круглосуточно"),
    DEMO_TEXT ("Marina, CENTRA", "Марина, CENTRA"), centra_talks },
  { "telemir", CABINET_THREAD_STYLE_TICKET, { AT (9, 0), AT (18, 0) }, { AT (10, 0), AT (15, 0) }, { 0, 0 },
    120, DEMO_TEXT ("Requests are answered on working days from 9 to 18, on Saturdays until 15, usually within two hours",
                    "На обращения отвечают по будням с 9 до 18, в субботу до 15, обычно за два часа"),
    DEMO_TEXT ("If it is urgent, call 55-00-00", "Если срочно — звоните 55-00-00"),
    DEMO_TEXT ("Nikita, Telemir", "Никита, Телемир"), telemir_talks },
  { "tctr", CABINET_THREAD_STYLE_TICKET, { AT (9, 0), AT (18, 0) }, { 0, 0 }, { 0, 0 },
    240, DEMO_TEXT ("Messages are answered in working hours, in the order in which they came; the phone is answered day and night",
                    "На письменные сообщения отвечают в рабочее время, по мере их поступления; телефон — круглосуточно"),
    DEMO_TEXT ("If it is urgent, call: the phone is answered day and night", "Если срочно — звоните: телефон работает круглосуточно"),
    DEMO_TEXT ("Sardana, TCTR", "Сардана, ТЦТР"), tctr_talks },
  { "mts", CABINET_THREAD_STYLE_CHAT, { AT (8, 0), AT (23, 0) }, { AT (8, 0), AT (23, 0) }, { AT (8, 0), AT (23, 0) },
    5, DEMO_TEXT ("The chat is answered from 8 to 23, usually within 5 minutes",
                  "В чате отвечают с 8 до 23, обычно за 5 минут"),
    DEMO_TEXT ("If it is urgent, call support", "Если срочно — звоните в поддержку"),
    DEMO_TEXT ("Timur, MTS", "Тимур, МТС"), mts_talks },
  { .tenant = NULL },
};

/* clang-format on */
