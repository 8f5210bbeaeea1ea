/** Every export is logged with its contents, mode and hash. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { exporters } from '../export/formats/index.ts'
import { hashContent } from '../export/render/write-file.ts'
import { saveAs, toInput } from '../export/testing/sample.ts'
import { createTempStore, octopus, saveNote, type TestStore, toGuid, unwrap } from '../testing/temp-store.ts'
import { noteFormats } from './export-log.ts'

let store: TestStore

beforeEach(() => {
  store = createTempStore()
  saveNote(store, 'Said in the room.', { session: 'workshop-9' })
})

const sent = () => unwrap(store.call('exportLog.sent', { conference: octopus }))

test('logs a saved file with its hash', async () => {
  const path = await saveAs(store, {
    format: 'docx',
    sessions: [toGuid('workshop-9')],
    confidentiality: 'internal',
  })
  expect(sent()).toMatchObject([
    {
      format: 'docx',
      fileName: 'report.docx',
      bytes: readFileSync(path).length,
      sha256: execFileSync('sha256sum', [path], { encoding: 'utf8' }).slice(0, 64),
      mode: { sessions: 1, confidentiality: 'internal' },
    },
  ])
})

test('logs a copy to the clipboard with the hash of its plain text', async () => {
  const { text } = unwrap(
    await store.request('export.copy', toInput({ format: 'docx', sessions: 'starred' })),
  )
  expect(sent()).toMatchObject([
    { format: 'clipboard', fileName: '', ...hashContent(text), mode: { sessions: 'starred' } },
  ])
})

test('does not log previews or failed exports', async () => {
  unwrap(await store.request('export.preview', toInput({ format: 'docx' })))
  await store.request('export.save', {
    options: toInput({ format: 'docx' }),
    grant: crypto.randomUUID(),
  })
  expect(sent()).toEqual([])
})

test('knows the formats that contain the text of the notes', () => {
  const reports = exporters.flatMap(({ id, about }) => (about === 'report' ? id : []))
  expect(noteFormats.toSorted()).toEqual(reports.toSorted())
})
