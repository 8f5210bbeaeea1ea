/** Schedules as frab writes them, in XML and JSON. */
import fc from 'fast-check'
import { duration, loosely, time, toJson, word, zone } from './generated-words.ts'

const inXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const element = (name: string, text: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 8, arbitrary: text.map((value) => `<${name}>${inXml(value)}</${name}>`) },
    fc.constantFrom(`<${name}/>`, '', `<${name}>`, `<${name}><${name}/></${name}>`),
  )
const xmlEvent = fc
  .tuple(
    fc.tuple(word, word).map(([guid, id]) => `guid="${inXml(guid)}" id="${inXml(id)}"`),
    element('title', word),
    element('date', time),
    element('start', time),
    element('duration', duration),
    element('room', word),
    element('language', word),
    element('description', word),
    word.map((name) => `<persons><person>${inXml(name)}</person></persons>`),
  )
  .map(([attributes, ...parts]) => `<event ${attributes}>${parts.join('')}</event>`)
export const xml = fc
  .tuple(
    element('title', word),
    element('start', time),
    element('time_zone_name', zone),
    time,
    word,
    fc.array(xmlEvent, { maxLength: 6 }),
  )
  .map(
    ([title, start, name, date, room, events]) =>
      `<schedule><conference>${title}${start}${name}</conference><day date="${inXml(date)}"><room name="${inXml(room)}">${events.join('')}</room></day></schedule>`,
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
