/** Files with times in UTC only: without a preview, as on the command line, the zone must be given; the window proposes one. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { LIMITS } from '../import/preview/parse-in-worker.ts'
import { calendar, event } from '../import/testing/small-calendars.ts'
import { createReadGrant, getProgramme } from '../import/testing/updates.ts'
import { takeThread } from '../kept-threads.ts'
import { importFile } from '../testing/bundles.ts'
import { createTempStore, unwrap, unwrapError } from '../testing/temp-store.ts'

const inUtc = (place: string, hour = '07') =>
  new TextEncoder().encode(
    calendar(
      event(`DTSTART:20260504T${hour}3000Z\r\nDURATION:PT1H\r\nLOCATION:${place}`),
      'X-WR-CALNAME:Tiny 2026',
    ),
  )

test.each([
  ['the zone of the city in its places', 'Hofburg\\, Vienna', 'Europe/Vienna'],
  ['an example, since no city is named', 'Hall B', 'Europe/Brussels'],
  ['an example, since two cities are named', 'Paris or Vienna', 'Europe/Brussels'],
])('a file with times in UTC only is refused; the message names %s', async (_, place, zone) => {
  const store = createTempStore()
  expect(unwrapError(await importFile(store, inUtc(place), 'tiny.ics'))).toMatchObject({
    code: 'bad-file',
    details: { code: 'import.utc-alone-say-zone', parameters: { zone } },
  })
})

test.each([
  ['a city in its places', 'Hofburg\\, Vienna', 'Europe/Vienna', 'proposed'],
  ['two cities', 'Paris or Vienna', 'UTC', 'offset'],
])('the preview of a file with times in UTC only that names %s', async (_, place, timeZone, zone) => {
  const store = createTempStore()
  const path = join(store.folder, 'tiny.ics')
  writeFileSync(path, inUtc(place))
  const grant = createReadGrant(store, path)
  const read = async (more = {}) =>
    unwrap(await store.request('import.preview', { grant, zoneIfUnknown: 'Asia/Tokyo', ...more }))
  expect(await read()).toMatchObject({ zone, conference: { timeZone } })
  expect(await read({ timeZone: 'UTC' })).toMatchObject({ zone: 'shown', conference: { timeZone: 'UTC' } })
})

test('keeps a chosen time zone for the next file, and accepts UTC', async () => {
  for (const timeZone of ['Europe/Vienna', 'UTC']) {
    const store = createTempStore()
    const path = join(store.folder, 'first.ics')
    writeFileSync(path, inUtc('Hall B'))
    const { conference } = unwrap(
      await store.request('import.file', { grant: createReadGrant(store, path), timeZone }),
    )
    expect(getProgramme(store, conference.slug)?.conference.timeZone).toBe(timeZone)
    unwrap(await importFile(store, inUtc('Hall B', '08'), 'next.ics'))
    expect(getProgramme(store, conference.slug)?.conference.timeZone).toBe(timeZone)
  }
})

test('import.formats also starts the thread that reads files', async () => {
  const script = new URL('../import/preview/parse.worker.ts', import.meta.url)
  const kind = { script, megabytes: LIMITS.megabytes }
  // Ends a thread that an earlier test has left.
  await takeThread(kind).terminate()
  unwrap(await createTempStore().request('import.formats', {}))
  const other = takeThread({ script, megabytes: 64 })
  const thread = takeThread(kind)
  onTestFinished(() => void Promise.all([other, thread].map((one) => one.terminate())))
  // Threads are numbered when they start.
  expect(thread.threadId).toBeLessThan(other.threadId)
})
