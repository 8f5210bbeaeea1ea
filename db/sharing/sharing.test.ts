/** Notes shared from one store to another in a file. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  createTempFolder,
  createTempStore,
  octopus,
  saveNote,
  toGuid,
  unwrap,
} from '../testing/temp-store.ts'
import type { NotesBundle } from './bundle.ts'
import { getRows, importShared, shareNotes } from './testing/shared-files.ts'
import { anna, boris, everything, fill, listNotes, prepareTwoStores } from './testing/two-stores.ts'

prepareTwoStores()

describe('a file for the delegate’s other computer', () => {
  test('gives the other computer an equal database, and changes nothing when it is sent back', async () => {
    fill(anna)
    const before = getRows(anna)
    const other = createTempStore()
    other.clock.pass({ hours: 1 })
    await importShared(other, await shareNotes(anna, everything), { stars: true })
    expect(getRows(other)).toEqual(before)
    await importShared(anna, await shareNotes(other, everything), { stars: true })
    expect(getRows(anna)).toEqual(before)
  })

  test('has the same bytes each time', async () => {
    fill(anna)
    const [one, two] = [await shareNotes(anna, everything), await shareNotes(anna, everything)]
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true)
  })
})

describe('a file for a colleague', () => {
  test('leaves out a template with a passage that is too confidential', async () => {
    const template = {
      id: randomUUID(),
      name: 'Plenary',
      markdown: '[Private:](rapporteur:private) A secret.\n',
    }
    unwrap(anna.call('templates.save', template))
    unwrap(anna.call('templates.save', { id: randomUUID(), name: 'Lunch', markdown: '# Menu\n' }))
    const listTemplates = async (confidentiality: 'internal' | 'private') => {
      const path = await shareNotes(anna, { history: true, confidentiality })
      const json = execFileSync('unzip', ['-p', removeFirstLine(path), 'bundle.json'], { encoding: 'utf8' })
      return (JSON.parse(json) as NotesBundle).own?.templates.map(({ name }) => name).toSorted()
    }
    expect(await listTemplates('internal')).toEqual(['Lunch'])
    expect(await listTemplates('private')).toEqual(['Lunch', 'Plenary'])
  })

  test('leaves out internal, private and deleted notes, and private notes on contacts', async () => {
    const { first, contact } = fill(anna)
    const path = await shareNotes(anna)
    expect(unwrap(anna.call('sharing.contents', { conference: octopus }))).toMatchObject({
      notes: 1,
      contacts: 1,
      stars: 0,
      withheld: 2,
      fileName: 'Octopus Conference 2016 Anna Ek.rapporteur',
    })
    const { preview, summary } = await importShared(boris, path)
    expect(preview?.from).toMatchObject({ name: 'Anna Ek', delegation: 'Sweden' })
    expect(summary).toEqual({ newNotes: 1, changedNotes: 0, settledNotes: 0, contacts: 1, stars: 0, tags: 0 })
    expect(listNotes(boris)).toMatchObject([{ id: first, createdBy: preview?.from.id }])
    expect(unwrap(boris.call('contacts.list', { conference: octopus }))).toMatchObject([
      { id: contact, note: '', createdBy: preview?.from.id },
    ])
    const bytes = execFileSync('unzip', ['-p', removeFirstLine(path), 'bundle.json'], { encoding: 'utf8' })
    expect(bytes).not.toMatch(/between us|for nobody|REMOVED|coffee|会議/)
    expect(bytes).toContain('rewritten')
  })

  test('includes internal notes on request', async () => {
    fill(anna)
    await importShared(boris, await shareNotes(anna, { confidentiality: 'internal' }))
    expect(
      listNotes(boris)
        .map(({ confidentiality }) => confidentiality)
        .sort(),
    ).toEqual(['internal', 'shareable'])
  })

  test('includes only chosen or starred sessions', async () => {
    saveNote(anna, 'nine', { session: 'workshop-9' })
    saveNote(anna, 'eight', { session: 'workshop-8' })
    saveNote(anna, 'none')
    await importShared(boris, await shareNotes(anna, { sessions: [toGuid('workshop-8')] }))
    expect(listNotes(boris).map(({ excerpt }) => excerpt)).toEqual(['eight'])
    unwrap(anna.call('stars.set', { conference: octopus, session: toGuid('workshop-9'), starred: true }))
    await importShared(boris, await shareNotes(anna, { sessions: 'starred' }))
    expect(listNotes(boris)).toHaveLength(2)
    expect(unwrap(boris.call('stars.list', { conference: octopus }))).toEqual([])
  })
})

test('exports and imports are logged', async () => {
  fill(anna)
  const path = await shareNotes(anna, { confidentiality: 'internal' }, 'correct horse battery')
  expect(unwrap(anna.call('exportLog.sent', { conference: octopus }))).toMatchObject([
    {
      format: 'rapporteur',
      fileName: 'notes.rapporteur',
      bytes: readFileSync(path).length,
      sha256: execFileSync('sha256sum', [path], { encoding: 'utf8' }).slice(0, 64),
      mode: { sessions: null, confidentiality: 'internal', encrypted: true },
    },
  ])
  const clear = await shareNotes(anna)
  await importShared(boris, clear)
  expect(unwrap(boris.call('exportLog.received', { conference: octopus }))).toMatchObject([
    { name: 'Anna Ek', fileName: 'notes.rapporteur', canUndo: true, summary: { newNotes: 1 } },
  ])
})

/** Removes the first line, so that any program can unpack the archive. */
function removeFirstLine(path: string): string {
  const bytes = readFileSync(path)
  const archive = join(createTempFolder(), 'bundle.zip')
  writeFileSync(archive, bytes.subarray(bytes.indexOf('\n') + 1))
  return archive
}
