import { expect, test } from 'vitest'
import { ConferenceBundle } from '../../model.ts'
import { bundle, session } from '../../testing/bundles.ts'
import { fillIn, makeMissingFields } from './fill-in.ts'

type Named = { guid: string; name: string }

/** A conference with a room, a speaker and a session of both for each name. */
const withNames = (all: Named[]) =>
  ConferenceBundle.parse(
    bundle((made) => {
      made.rooms = all.map((room) => ({ ...room, languages: [] })) as typeof made.rooms
      made.speakers = all as typeof made.speakers
      made.sessions = all.map(({ guid }) => session(`in-${guid}`, { room: guid, speakers: [guid] }))
    }),
  )

function getFilledGuids(before: Named[], imported: Named[]) {
  const { rooms, speakers, sessions } = fillIn(
    withNames(before),
    withNames(imported),
    makeMissingFields({ speakers: 'biographies' }),
  )
  const guids = [rooms.map(({ guid }) => guid), speakers.map(({ guid }) => guid)]
  expect(sessions.map((one) => one.room)).toEqual(guids[0])
  expect(sessions.flatMap((one) => one.speakers)).toEqual(guids[1])
  expect(guids[0]).toEqual(guids[1])
  return guids[0]
}

const lee = (guid: string) => ({ guid, name: 'Anna Lee' })

test('a room or speaker under a new key is matched by its name', () => {
  expect(getFilledGuids([lee('a')], [lee('new')])).toEqual(['a'])
})

test('an ambiguous name, stored or in the file, is matched to nothing', () => {
  expect(getFilledGuids([lee('a'), lee('b')], [lee('new')])).toEqual(['new'])
  expect(getFilledGuids([lee('a')], [lee('new'), lee('other')])).toEqual(['new', 'other'])
})
