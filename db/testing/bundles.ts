/** Small conferences for tests. */

import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import type { ConferenceBundle } from '../model.ts'
import type { Store } from '../open-store.ts'

export type BundleInput = z.input<typeof ConferenceBundle>

export function bundle(change: (bundle: BundleInput) => void = () => {}): BundleInput {
  const made: BundleInput = {
    format: 'rapporteur-conference',
    formatVersion: 1,
    conference: {
      slug: 'testing-days' as BundleInput['conference']['slug'],
      title: 'Testing Days',
      revision: 1,
      timeZone: 'Europe/Paris',
      startDate: '2026-05-04',
      endDate: '2026-05-06',
    },
    rooms: [{ guid: 'hall', name: 'Hall', languages: ['en', 'fr'] }],
    speakers: [{ guid: 'ada', name: 'Ada Lovelace' }],
    sessions: [
      session('opening', { title: 'Opening', speakers: ['ada'], description: 'Welcome and orientation.' }),
      session('closing', {
        title: 'Closing',
        start: '2026-05-06T16:00:00+02:00',
        end: null,
        day: '2026-05-06',
      }),
    ],
    keyMessages: [
      {
        guid: 'km-1',
        number: '1',
        lead: 'Evidence in the cloud',
        text: 'Evidence in the cloud must be reachable.',
        points: [{ guid: 'km-1a', number: '1a', lead: 'In Africa', text: 'In Africa, reform goes on.' }],
      },
    ],
    directory: [{ guid: 'unodc', name: 'UNODC', kind: 'organisation', sentence: 'UNODC took part.' }],
  } as BundleInput
  change(made)
  return made
}

export function session(guid: string, more: Record<string, unknown> = {}): BundleInput['sessions'][number] {
  return {
    guid,
    title: guid,
    kind: 'workshop',
    start: '2026-05-04T09:30:00+02:00',
    end: '2026-05-04T11:00:00+02:00',
    day: '2026-05-04',
    room: 'hall',
    languages: ['en'],
    ...more,
  } as BundleInput['sessions'][number]
}

export function getBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
}

/** Imports as the interface does, with a file and a grant. */
export function importFile(
  store: Store & { folder: string },
  content: unknown,
  name = 'conference.json',
  reading: { timeZone?: string } = {},
) {
  const path = join(store.folder, name)
  writeFileSync(path, content instanceof Uint8Array ? content : getBytes(content))
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return store.request('import.file', { grant, ...reading })
}
