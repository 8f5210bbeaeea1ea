/** Generates schedules in frab's XML and JSON. */
import fc from 'fast-check'
import { duration, mixInWrongTypes, time, toJson, word, zone } from './generated-words.ts'

const escapeForXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const createElement = (name: string, text: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 8, arbitrary: text.map((value) => `<${name}>${escapeForXml(value)}</${name}>`) },
    fc.constantFrom(`<${name}/>`, '', `<${name}>`, `<${name}><${name}/></${name}>`),
  )
const createPersons = (person: string) => `<persons><person ${person}</person></persons>`
const xmlEvent = fc
  .tuple(
    fc.tuple(word, word).map(([guid, id]) => `guid="${escapeForXml(guid)}" id="${escapeForXml(id)}"`),
    createElement('title', word),
    createElement('date', time),
    createElement('start', time),
    createElement('duration', duration),
    createElement('end', time),
    createElement('room', word),
    createElement('language', word),
    createElement('description', word),
    fc.oneof(word, fc.constant('Ada')).map((name) => createPersons(`id="1">${escapeForXml(name)}`)),
  )
  .map(([attributes, ...parts]) => `<event ${attributes}>${parts.join('')}</event>`)
const xmlDay = fc
  .tuple(time, time, time, word, fc.array(xmlEvent, { maxLength: 3 }))
  .map(
    ([date, start, end, room, events]) =>
      `<day date="${escapeForXml(date)}" start="${escapeForXml(start)}" end="${escapeForXml(end)}"><room name="${escapeForXml(room)}">${events.join('')}</room></day>`,
  )
export const xml = fc
  .tuple(
    createElement('title', word),
    createElement('start', time),
    createElement('time_zone_name', zone),
    fc.array(xmlDay, { maxLength: 3 }),
    createElement('biography', word).map((biography) => createPersons(`id="1"><name>Ada</name>${biography}`)),
  )
  .map(
    ([title, start, name, days, persons]) =>
      `<schedule><conference>${title}${start}${name}</conference>${persons}${days.join('')}</schedule>`,
  )

const jsonEvent = fc.record(
  {
    guid: mixInWrongTypes(word),
    id: mixInWrongTypes(fc.integer()),
    title: mixInWrongTypes(word),
    date: mixInWrongTypes(time),
    start: mixInWrongTypes(time),
    end: mixInWrongTypes(time),
    duration: mixInWrongTypes(duration),
    room: mixInWrongTypes(word),
    language: mixInWrongTypes(word),
    description: mixInWrongTypes(word),
    persons: mixInWrongTypes(fc.array(fc.record({ name: word, guid: word }), { maxLength: 3 })),
  },
  { requiredKeys: [] },
)
export const json = fc
  .record({
    title: mixInWrongTypes(word),
    start: mixInWrongTypes(time),
    zone: mixInWrongTypes(zone),
    days: mixInWrongTypes(
      fc.array(
        fc.record({
          date: mixInWrongTypes(time),
          day_start: mixInWrongTypes(time),
          day_end: mixInWrongTypes(time),
          rooms: mixInWrongTypes(
            fc.dictionary(word, mixInWrongTypes(fc.array(jsonEvent, { maxLength: 4 })), { maxKeys: 3 }),
          ),
        }),
        { maxLength: 3 },
      ),
    ),
    events: mixInWrongTypes(fc.array(jsonEvent, { maxLength: 4 })),
  })
  .map(({ title, start, zone, days, events }) => ({
    schedule: { conference: { title, start, time_zone_name: zone, days }, events },
  }))
  .map(toJson)
