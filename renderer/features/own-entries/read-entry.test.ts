import { expect, test } from 'vitest'
import { loadFindDay } from './find-day.ts'
import { readEntry } from './read-entry.ts'

const rooms = ['Room 9', 'Hemicycle', 'Salle 1', 'Зал 5']

/** The day in the form is a Wednesday. */
async function read(line: string, language = 'en', today = '2016-11-16') {
  const findDay = await loadFindDay(language, () => today)
  return readEntry(line, { language, today: '2016-11-16', rooms, findDay })
}

test.each([
  ['en', 'Mexico bilateral Thu 15:00–15:30 Room 204 with EUROJUST', 'Mexico bilateral', 'Room 204'],
  ['fr', 'Bilatérale Mexique jeudi 15h-15h30 salle 204 avec EUROJUST', 'Bilatérale Mexique', 'salle 204'],
  ['es', 'Bilateral México jueves 15:00 a 15:30 sala 204 con EUROJUST', 'Bilateral México', 'sala 204'],
  ['ru', 'Встреча с Мексикой', 'Встреча', undefined],
  ['ru', 'Мексика двусторонняя чт 15:00–15:30 зал 204 с EUROJUST', 'Мексика двусторонняя', 'зал 204'],
])('%s: %s', async (language, line, title, place) => {
  const entry = await read(line, language)
  expect(entry).toMatchObject({ title, ...(place ? { place } : {}) })
  if (place) {
    expect(entry).toMatchObject({ day: '2016-11-17', from: '15:00', to: '15:30', people: ['EUROJUST'] })
  }
})

test.each([
  ['15:00-15:30', '15:00', '15:30'],
  ['15:00 – 15:30', '15:00', '15:30'],
  ['15.00–15.30', '15:00', '15:30'],
  ['from 9:00 to 10:15', '09:00', '10:15'],
  ['3–4pm', '15:00', '16:00'],
  ['11:30am-12:15pm', '11:30', '12:15'],
  ['at 15:00', '15:00', undefined],
  ['9 am', '09:00', undefined],
])('reads the times of “%s”', async (times, from, to) => {
  expect(await read(`Dentist ${times}`)).toEqual({ title: 'Dentist', from, ...(to ? { to } : {}) })
})

test.each([
  ['en', 'Dentist 3:30 pm', '15:30', undefined],
  ['en', 'Dentist 3:30pm', '15:30', undefined],
  ['en', 'Dentist 8.30pm', '20:30', undefined],
  ['en', 'Dentist at 8.30', '08:30', undefined],
  ['en', 'Dentist 11:30-1pm', '11:30', '13:00'],
  ['en', 'Dentist 12-1pm', '12:00', '13:00'],
  ['en', 'Dentist 11-1am', '23:00', '01:00'],
  ['en', 'Dentist 9-10 Dec 15:00–16:30', '15:00', '16:30'],
  ['en', 'Dentist 2016-11-17 15:00-16:30', '15:00', '16:30'],
  ['fr', 'Dentist 15 h 30', '15:30', undefined],
  ['fr', 'Dentist de 9 h à 10 h 30', '09:00', '10:30'],
  ['fr', 'Dentist le 18 à 15h', '15:00', undefined],
  ['es', 'Dentist el 18 a las 15:00', '15:00', undefined],
  ['es', 'Dentist a las 15:30 h', '15:30', undefined],
  ['es', 'Dentist 15:30h', '15:30', undefined],
  ['es', 'Dentist 3:30 p. m.', '15:30', undefined],
  ['ru', 'Dentist в 15.30', '15:30', undefined],
  ['ru', 'Dentist 18.11 в 15.30', '15:30', undefined],
  ['ru', 'Dentist в 15 ч 30 мин', '15:30', undefined],
  ['fr', 'Dentist le 15h30', '15:30', undefined],
  ['fr', 'Dentist à 15 heures', '15:00', undefined],
  ['fr', 'Dentist à midi', '12:00', undefined],
  ['fr', 'Dentist de 11h à midi', '11:00', '12:00'],
  ['fr', 'Dentist entre 15h et 16h', '15:00', '16:00'],
  ['fr', 'Dentist de 9 à 12', '09:00', '12:00'],
  ['fr', 'Dentist midi et demi', '12:30', undefined],
  ['fr', 'Dentist de midi et demi à 14h', '12:30', '14:00'],
  ['fr', 'Dentist 4h30', '04:30', undefined],
  ['fr', 'Dentist à 2h', '02:00', undefined],
  ['fr', 'Dentist de 2h à 4h', '02:00', '04:00'],
  ['es', 'Dentist de 9 a 12', '09:00', '12:00'],
  ['es', 'Dentist entre las 9 y las 12', '09:00', '12:00'],
  ['ru', 'Dentist с 9 до 12', '09:00', '12:00'],
  ['en', 'Dentist from 9 to 12', '09:00', '12:00'],
  ['fr', 'Dentist de 3 à 4h', '03:00', '04:00'],
  ['fr', 'Dentist 9 à 10h30', '09:00', '10:30'],
  ['en', 'Dentist 12 noon', '12:00', undefined],
  ['es', 'Dentist el 15:00', '15:00', undefined],
  ['es', 'Dentist a las 15', '15:00', undefined],
  ['es', 'Dentist 15:00 hs', '15:00', undefined],
  ['es', 'Dentist al mediodía', '12:00', undefined],
  ['es', 'Dentist desde las 15:00 hasta las 16:00', '15:00', '16:00'],
  ['es', 'Dentist de las 15:00 a las 16:00', '15:00', '16:00'],
  ['ru', 'Dentist в 15:00', '15:00', undefined],
  ['ru', 'Dentist на 15:00', '15:00', undefined],
  ['ru', 'Dentist в 15 часов', '15:00', undefined],
  ['ru', 'Dentist в полдень', '12:00', undefined],
  ['ru', 'Dentist в 3 часа дня', '15:00', undefined],
  ['ru', 'Dentist в 7 вечера', '19:00', undefined],
  ['ru', 'Dentist в 9 утра', '09:00', undefined],
  ['es', 'Dentist a las 3 de la tarde', '15:00', undefined],
  ['en', 'Dentist at noon', '12:00', undefined],
  ['en', 'Dentist at 9', '09:00', undefined],
  ['en', 'Dentist between 9:00 and 10:00', '09:00', '10:00'],
])('%s: reads the times of “%s”', async (language, line, from, to) => {
  const entry = await read(line, language)
  expect([entry.from, entry.to, entry.title.replace(/ 9-10 Dec| [le][le] 18/, '')]).toEqual([
    from,
    to,
    'Dentist',
  ])
})

test.each([
  ['fr', 'Réunion de groupe 9h', '09:00'],
  ['fr', 'Atelier 3 à 15h', '15:00'],
  ['fr', 'Réunion salle 12 à 15h', '15:00'],
  ['fr', 'Réunion points 3 et 4 à 15h', '15:00'],
  ['es', 'Sesión 3 a las 15:00', '15:00'],
  ['es', 'Reunión sala 12 a las 15:00', '15:00'],
])('%s: “%s” has one time', async (language, line, from) => {
  const entry = await read(line, language)
  expect([entry.from, entry.to]).toEqual([from, undefined])
})

test.each(['Room 204', 'Talk of 3-4 people', 'Article 17 of the Convention', 'May', 'Budapest 25'])(
  'finds no time of day in “%s”',
  async (line) => {
    const { from, to } = await read(line)
    expect({ from, to }).toEqual({ from: undefined, to: undefined })
  },
)

test.each([
  ['fr', 'Enfants de 9 à 12 ans'],
  ['fr', 'Examen des articles de 9 à 12 du projet'],
  ['es', 'Reunión del 9 al 12'],
  ['ru', 'Статьи с 9 до 12 проекта'],
  ['en', 'Articles from 9 to 12'],
])('%s: “%s” has no times', async (language, line) => {
  const { from, to } = await read(line, language)
  expect({ from, to }).toEqual({ from: undefined, to: undefined })
})

test.each([
  ['fr', 'Formation de 2 heures jeudi 14h', 'Formation de 2 heures', '14:00'],
  ['fr', 'Atelier 2 heures', 'Atelier 2 heures', undefined],
  ['fr', 'Grève de 24 heures', 'Grève de 24 heures', undefined],
  ['es', 'Taller de 3 horas 10:00', 'Taller de 3 horas', '10:00'],
  ['es', 'Aviso de 72 horas', 'Aviso de 72 horas', undefined],
  ['ru', 'Семинар 3 часа в 15:00', 'Семинар 3 часа', '15:00'],
  ['ru', 'Срок 48 часов', 'Срок 48 часов', undefined],
  ['en', '24h hackathon 9:00', '24h hackathon', '09:00'],
  ['en', 'Speech 2h', 'Speech 2h', undefined],
  ['en', 'Workshop 2h 10:00', 'Workshop 2h', '10:00'],
  ['fr', 'Atelier 1h30 à 15h', 'Atelier 1h30', '15:00'],
  ['fr', 'Atelier 2h à 15h', 'Atelier 2h', '15:00'],
  ['es', 'Taller de 3 h', 'Taller de 3 h', undefined],
  ['fr', 'Rappeler dans 2h', 'Rappeler dans 2h', undefined],
  ['ru', 'Семинар 2 ч в 10:00', 'Семинар 2 ч', '10:00'],
])('%s: the length in “%s” is no time of day', async (language, line, title, from) => {
  const entry = await read(line, language)
  expect([entry.title, entry.from, entry.to]).toEqual([title, from, undefined])
})

test.each([
  ['fr', 'Appel vendredi après midi à 15h', 'Appel après midi', '15:00'],
  ['fr', 'Réponse avant midi', 'Réponse avant midi', undefined],
  ['es', 'Llamada antes del mediodía', 'Llamada antes del mediodía', undefined],
  ['ru', 'Звонок после полудня', 'Звонок после полудня', undefined],
])('%s: “before noon” and “after noon” are no times of day: %s', async (language, line, title, from) => {
  const entry = await read(line, language)
  expect([entry.title, entry.from, entry.to]).toEqual([title, from, undefined])
})

test.each([
  [
    'Lunch 12:30 at Chez Yvonne with Ana Ferreira and Jan Novák',
    'meal',
    'Chez Yvonne',
    ['Ana Ferreira', 'Jan Novák'],
  ],
  ['Call with Ana 17 Nov 9:00', 'call', undefined, ['Ana']],
  ['Flight LH 1234 Fri 18:05', 'travel', undefined, undefined],
  ['Coffee with Ana in the lobby 10:00', 'meal', 'the lobby', ['Ana']],
  ['Bilateral Hemicycle 14:00', undefined, 'Hemicycle', undefined],
])('%s', async (line, kind, place, people) => {
  const entry = await read(line)
  expect([entry.kind, entry.place, entry.people]).toEqual([kind, place, people])
})

test('days are counted from today, in words or as a date', async () => {
  expect((await read('Bilateral tomorrow 15:00')).day).toBe('2016-11-17')
  expect((await read('Bilateral 18 Nov 15:00')).day).toBe('2016-11-18')
  expect((await read('Bilatérale vendredi 15h', 'fr')).day).toBe('2016-11-18')
  expect((await read('Reunión mañana 15:00', 'es')).day).toBe('2016-11-17')
  expect((await read('Встреча завтра 15:00', 'ru')).day).toBe('2016-11-17')
  expect((await read('Bilateral 15:00')).day).toBeUndefined()
})

test.each([
  ['es', 'Café con María Marín 10:00', 'Café', undefined, ['María Marín']],
  ['fr', 'Déjeuner avec mon ambassadeur 12h30', 'Déjeuner', undefined, ['mon ambassadeur']],
  ['es', 'Reunión 10:00 de la mañana', 'Reunión de la mañana', undefined, undefined],
  ['es', 'Café con Domingo Marín 10:00', 'Café', undefined, ['Domingo Marín']],
  ['fr', 'Appel avec Sam 15h', 'Appel', undefined, ['Sam']],
  ['en', '24/7 network 15:00', '24/7 network', undefined, undefined],
  ['fr', 'Bilan après-demain 9h', 'Bilan', '2016-11-18', undefined],
  ['es', 'Reunión pasado mañana 9:00', 'Reunión', '2016-11-18', undefined],
  ['en', 'Review day after tomorrow 9:00', 'Review', '2016-11-18', undefined],
  ['en', 'Telecon Fri 15:00', 'Telecon', '2016-11-18', undefined],
  ['en', 'Review Fri 10.30', 'Review', '2016-11-18', undefined],
  ['en', 'Review Wed 23 Nov at 9', 'Review', '2016-11-23', undefined],
  ['en', 'Review in 2 hours', 'Review', undefined, undefined],
  ['en', 'Review Friday noon', 'Review', '2016-11-18', undefined],
  ['en', 'Briefing 30 min Fri 15:00', 'Briefing 30 min', '2016-11-18', undefined],
  ['fr', 'Réunion ven. 25 nov. 10:00', 'Réunion', '2016-11-25', undefined],
  ['ru', 'Встреча пт, 25 нояб. 10:00', 'Встреча', '2016-11-25', undefined],
  ['ru', 'Встреча 18.11 в 10:00', 'Встреча', '2016-11-18', undefined],
  ['ru', 'Встреча 5 июл. 10:00', 'Встреча', '2017-07-05', undefined],
  ['es', 'Reunión vie 25 nov 10:00', 'Reunión', '2016-11-25', undefined],
  ['fr', 'Appel vendredi 18 à 15h', 'Appel', '2016-11-18', undefined],
  ['fr', 'Appel le mar. 22 à 9h', 'Appel', '2016-11-22', undefined],
  ['fr', 'Appel le vendredi à 9h', 'Appel', '2016-11-18', undefined],
  ['es', 'Reunión viernes 18 a las 15:00', 'Reunión', '2016-11-18', undefined],
  ['es', 'Reunión el viernes a las 9:30', 'Reunión', '2016-11-18', undefined],
  ['es', 'Reunión mié 23 10:00', 'Reunión', '2016-11-23', undefined],
  ['ru', 'Встреча во вторник в 9:00', 'Встреча', '2016-11-22', undefined],
  ['ru', 'Встреча вс, 27 нояб. 10:00', 'Встреча', '2016-11-27', undefined],
  ['es', 'Reunión mar 22 nov 10:00', 'Reunión', '2016-11-22', undefined],
  ['ru', 'Встреча в пт 18-го в 10', 'Встреча', '2016-11-18', undefined],
  ['en', 'Call Thu 24 10:00', 'Call', '2016-11-24', undefined],
  ['fr', 'Train du 18 à 9h', 'Train', '2016-11-18', undefined],
  ['ru', 'Встреча вс 10:00', 'Встреча', '2016-11-20', undefined],
  ['en', 'Call on Friday at 3pm', 'Call', '2016-11-18', undefined],
  ['en', 'Flight 14 Nov 15:00', 'Flight', '2016-11-14', undefined],
  ['en', 'Call 3 Jan 15:00', 'Call', '2017-01-03', undefined],
  ['fr', 'Dîner ce soir à 20h', 'Dîner', '2016-11-16', undefined],
  ['es', 'Cena esta noche a las 20:00', 'Cena', '2016-11-16', undefined],
  ['fr', 'Appel le 18 à 15h', 'Appel', '2016-11-18', undefined],
  ['fr', 'Appel le 1er à 15h', 'Appel', '2016-12-01', undefined],
  ['es', 'Llamada el 18 a las 15:00', 'Llamada', '2016-11-18', undefined],
  ['ru', 'Звонок 18-го в 15:00', 'Звонок', '2016-11-18', undefined],
  ['en', 'Call on the 14th at 3pm', 'Call', '2016-11-14', undefined],
  ['en', 'Tour of the 2nd floor 15:00', 'Tour of the 2nd floor', undefined, undefined],
  ['en', 'Review item 3.10 Friday 15:00', 'Review item 3.10', '2016-11-18', undefined],
  ['en', 'Working group 3/4 15:00', 'Working group 3/4', undefined, undefined],
  ['en', 'Workshops 3/4 15:00', 'Workshops 3/4', undefined, undefined],
  ['fr', 'Groupe 3/4 15h', 'Groupe 3/4', undefined, undefined],
  ['fr', 'Point 3.10 à 15h', 'Point 3.10', undefined, undefined],
  ['ru', 'Встреча п. 3.10 15:00', 'Встреча п. 3.10', undefined, undefined],
  ['en', 'Call 2/12 15:00', 'Call', '2016-12-02', undefined],
  ['ru', 'Ответ через 2 дня', 'Ответ', '2016-11-18', undefined],
  ['ru', 'Обсуждение 3-го пункта', 'Обсуждение 3-го пункта', undefined, undefined],
  ['ru', 'Отчёт к пятнице', 'Отчёт', '2016-11-18', undefined],
  ['ru', 'Отчёт ко вторнику', 'Отчёт', '2016-11-22', undefined],
  ['ru', 'Отчёт к воскресенью', 'Отчёт', '2016-11-20', undefined],
  ['ru', 'Обращение к среде обитания', 'Обращение к среде обитания', undefined, undefined],
  ['ru', 'Встреча 25-го с Анной', 'Встреча', '2016-11-25', ['Анной']],
  ['ru', 'Доклад ВС РФ', 'Доклад ВС РФ', undefined, undefined],
  ['ru', 'Заседание СБ ООН 10:00', 'Заседание СБ ООН', undefined, undefined],
  ['ru', 'Статья 15.10', 'Статья 15.10', undefined, undefined],
  ['en', 'Article 9/10 of the treaty', 'Article 9/10 of the treaty', undefined, undefined],
  ['en', 'This morning’s notes', 'notes', '2016-11-16', undefined],
])('%s: reads the day of “%s”', async (language, line, title, day, people) => {
  const entry = await read(line, language)
  expect([entry.title, entry.day, entry.people]).toEqual([title, day, people])
})

test('before the conference, “tomorrow” is the next day, and a weekday is a day of the conference', async () => {
  const day = async (line: string, language?: string) => (await read(line, language, '2016-11-10')).day
  expect(await day('Call tomorrow 15:00')).toBe('2016-11-11')
  expect(await day('Call tomorrow at 9')).toBe('2016-11-11')
  expect(await day('Call in 2 days 9:00')).toBe('2016-11-12')
  expect(await day('Appel aujourd’hui 15h', 'fr')).toBe('2016-11-10')
  expect(await day('Звонок завтра 15:00', 'ru')).toBe('2016-11-11')
  expect(await day('Call Thu 15:00')).toBe('2016-11-17')
  expect(await day('Call 18 Nov 15:00')).toBe('2016-11-18')
})

test('an entry without a title is named after the people it is with', async () => {
  expect(await read('with EUROJUST 15:00')).toMatchObject({ title: 'EUROJUST', people: ['EUROJUST'] })
})
