/** A file without times does not change the zone of the conference that it updates. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { createTempStore, unwrap } from '../../testing/temp-store.ts'
import { writeScheduleXml } from '../testing/small-schedules.ts'
import { createReadGrant, getProgramme, previewFile } from '../testing/updates.ts'

const whole = writeScheduleXml('<event id="1"><title>T</title><start>10:00</start></event>')
const days = (uid: string) =>
  `BEGIN:VCALENDAR\r\nX-WR-CALNAME:Tiny 2026\r\nBEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:Day\r\nDTSTART;VALUE=DATE:20260504\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`

test.each([
  ['an empty programme', 'empty.xml', writeScheduleXml('', '')],
  ['whole days', 'days.ics', days('1')],
])('%s without a zone leaves the zone of its conference unchanged', async (_, name, content) => {
  const store = createTempStore()
  const file = (name: string, content: string) => {
    const path = join(store.folder, name)
    writeFileSync(path, content)
    return path
  }
  const request = (path: string) => ({ grant: createReadGrant(store, path), zoneIfUnknown: 'Asia/Tokyo' })
  const { conference } = unwrap(await store.request('import.file', request(file('whole.xml', whole))))
  const next = file(name, content)
  const choice = { update: conference.slug, missing: 'cancel' as const }
  expect(await previewFile(store, next, { zoneIfUnknown: 'Asia/Tokyo', choice })).toMatchObject({
    conference: { timeZone: 'Europe/Paris' },
  })
  unwrap(await store.request('import.file', { ...request(next), choice }))
  expect(getProgramme(store, conference.slug)?.conference.timeZone).toBe('Europe/Paris')
})
