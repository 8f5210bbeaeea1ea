/** Generates schedules in frab's XML and JSON. */
import fc from 'fast-check'
import { duration, loosely, time, toJson, word, zone } from './generated-words.ts'

const inXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const element = (name: string, text: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 8, arbitrary: text.map((value) => `<${name}>${inXml(value)}</${name}>`) },
    fc.constantFrom(`<${name}/>`, '', `<${name}>`, `<${name}><${name}/></${name}>`),
  )
const xmlPersons = (person: string) => `<persons><person ${person}</person></persons>`
const xmlEvent = fc
  .tuple(
    fc.tuple(word, word).map(([guid, id]) => `guid="${inXml(guid)}" id="${inXml(id)}"`),
    element('title', word),
    element('date', time),
    element('start', time),
    element('duration', duration),
    element('end', time),
    element('room', word),
    element('language', word),
    element('description', word),
    fc.oneof(word, fc.constant('Ada')).map((name) => xmlPersons(`id="1">${inXml(name)}`)),
  )
  .map(([attributes, ...parts]) => `<event ${attributes}>${parts.join('')}</event>`)
const xmlDay = fc
  .tuple(time, time, time, word, fc.array(xmlEvent, { maxLength: 3 }))
  .map(
    ([date, start, end, room, events]) =>
      `<day date="${inXml(date)}" start="${inXml(start)}" end="${inXml(end)}"><room name="${inXml(room)}">${events.join('')}</room></day>`,
  )
export const xml = fc
  .tuple(
    element('title', word),
    element('start', time),
    element('time_zone_name', zone),
    fc.array(xmlDay, { maxLength: 3 }),
    element('biography', word).map((biography) => xmlPersons(`id="1"><name>Ada</name>${biography}`)),
  )
  .map(
    ([title, start, name, days, persons]) =>
      `<schedule><conference>${title}${start}${name}</conference>${persons}${days.join('')}</schedule>`,
  )

const jsonEvent = fc.record(
  {
    guid: loosely(word),
    id: loosely(fc.integer()),
    title: loosely(word),
    date: loosely(time),
    start: loosely(time),
    end: loosely(time),
    duration: loosely(duration),
    room: loosely(word),
    language: loosely(word),
    description: loosely(word),
    persons: loosely(fc.array(fc.record({ name: word, guid: word }), { maxLength: 3 })),
  },
  { requiredKeys: [] },
)
export const json = fc
  .record({
    title: loosely(word),
    start: loosely(time),
    zone: loosely(zone),
    days: loosely(
      fc.array(
        fc.record({
          date: loosely(time),
          day_start: loosely(time),
          day_end: loosely(time),
          rooms: loosely(fc.dictionary(word, loosely(fc.array(jsonEvent, { maxLength: 4 })), { maxKeys: 3 })),
        }),
        { maxLength: 3 },
      ),
    ),
    events: loosely(fc.array(jsonEvent, { maxLength: 4 })),
  })
  .map(({ title, start, zone, days, events }) => ({
    schedule: { conference: { title, start, time_zone_name: zone, days }, events },
  }))
  .map(toJson)
