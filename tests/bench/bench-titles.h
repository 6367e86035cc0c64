/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the operations are called of an archive that was made without a provider. */
static const char *const bench_titles[] = {
  "Абонентская плата: Интернет 300",
  "Абонентская плата: Кабельное ТВ",
  "Аренда роутера",
  "Антивирус",
  "Статический адрес",
  "Пополнение картой",
  "Платёж через СБП",
  "Обещанный платёж",
  "Перерасчёт за простой",
};
