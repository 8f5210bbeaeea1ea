import { expect, test } from 'vitest'
import { insertNoBreakSpaces } from './on-pages.ts'

test.each([
  ['Room 1 and Workshop 9', 'Room~1 and Workshop~9'],
  ['Article 18 of the Convention', 'Article~18 of the Convention'],
  ['Salle 12, salle d’attente', 'Salle~12, salle d’attente'],
  ['Зал 3, ст. 18', 'Зал~3, ст.~18'],
  ['on 25 November 2016 at noon', 'on 25~November~2016 at noon'],
  ['le 1 décembre 2016', 'le 1~décembre~2016'],
  ['el 25 de noviembre de 2016', 'el 25~de~noviembre~de~2016'],
  ['25 ноября 2016 г.', '25~ноября~2016~г.'],
  ['in 36 h, 10 000 cases, 5 % of 3 million', 'in 36~h, 10~000 cases, 5~% of 3~million'],
  ['ask +40 21 555 0101 or +33 (0)3 88 41 20 00', 'ask +40~21~555~0101 or +33~(0)3~88~41~20~00'],
  ['In 2016 we met 40 people', 'In 2016 we met 40 people'],
  ['May we ask for 3 more', 'May we ask for 3 more'],
  ['no number at all', 'no number at all'],
])('“%s” has no line break next to its number', (text, expected) => {
  expect(insertNoBreakSpaces(text).replaceAll('\u00a0', '~')).toBe(expected)
})
