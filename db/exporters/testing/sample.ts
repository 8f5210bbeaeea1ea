/** Notes with everything that a note can hold, and what is made of them by a real store. */
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Input } from '../../contract/index.ts'
import {
  guid,
  must,
  newContactId,
  octopus,
  saveNote,
  someone,
  type TestStore,
  tempStore,
} from '../../testing/temp-store.ts'

export const richNote = `[14:33](rapporteur:at/2016-11-17T13:33:07Z) Opening **bold**, *italic*, ==marked==, ~~gone~~ \`code\` & <tag> "quotes".

# My heading

Русский текст, 中文, emoji 👩‍👩‍👧 and a [page](https://example.org/?a=1&b=2), [not a page](javascript:alert(1)).

## Second

> Quoted words
>
> - in a list

1. one
   - nested
     - deeper

     second paragraph
2. two

7) seven
8) eight

- [ ] [14:44](rapporteur:at/2016-11-17T13:44:10Z) Read the *draft*.
- [x] Done thing
  - [ ] sub task

[14:47](rapporteur:at/2016-11-17T13:47:31Z) [Decision:](rapporteur:decision) Report both, as in [Key message 3](rapporteur:key-message/octopus-2016/km-3).

| Страна | 2 |
|---|--:|
| العربية | **x** |
| =1+1 | |

\`\`\`
code  block
  two lines
\`\`\`

العربية أولا

Line one\\
line two
`

export const ana = {
  ...someone,
  name: 'Ана "Ferreira"; Jr, Müller',
  organisation: '=EUROJUST',
  metAt: guid('workshop-9'),
  note: 'SECRET; met\nfor coffee',
}

/** The bundled conference with these notes, all of one session. */
export function storeWith(...notes: string[]): TestStore {
  const store = tempStore()
  for (const markdown of notes) {
    saveNote(store, markdown, { session: 'workshop-9' })
    store.clock.pass({ minutes: 1 })
  }
  must(store.call('contacts.save', { id: newContactId(), conference: octopus, fields: ana }))
  return store
}

export type Wanted = Partial<Input<'export.preview'>> & { format: string }

export function options(wanted: Wanted): Input<'export.preview'> {
  return { conference: octopus, title: '', sessions: null, language: 'en', ...wanted }
}

export async function textOf(store: TestStore, wanted: Wanted): Promise<string> {
  return must(await store.request('export.text', options(wanted)))
}

/** Writes the file and answers its path. */
export async function saveAs(store: TestStore, wanted: Wanted): Promise<string> {
  const grant = randomUUID()
  // A folder that is there already is refused.
  const folder = join(store.folder, grant.slice(0, 8))
  mkdirSync(folder)
  const path = join(folder, `report.${wanted.format}`)
  store.grants.add(grant, { path, mode: 'write' })
  return must(await store.request('export.save', { options: options(wanted), grant })).path
}
