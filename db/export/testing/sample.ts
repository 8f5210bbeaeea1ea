/** Notes with everything that a note can contain, and exports of them from a real store. */
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PrintedPage } from '../../../core/paper.ts'
import type { Input } from '../../contract/index.ts'
import {
  createContactId,
  createTempStore,
  octopus,
  saveNote,
  someone,
  type TestStore,
  toGuid,
  unwrap,
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

/** Many scripts in every kind of block, with links in all of them. */
export const worldNote = `# Итоги: «облако» и доказательства

Смешанный текст с [ссылкой на «Вики»](https://ru.wikipedia.org/wiki/Облако), *курсивом* и **[жирной ссылкой](https://example.org/b?x=1&y=2#z)**.

## 证据与管辖权

1. 第一点：电子证据
   1. 第一点之一 [链接](https://例え.jp/文書?q=証拠)
   2. 第一点之二
      - 更深一层 👩🏽‍⚖️🇪🇺
2. 第二点

   同一点的第二段

### العنوان الثالث

- البند الأول مع [رابط](https://example.org/%D8%A7%D9%84%D8%A3%D8%AF%D9%84%D8%A9)
  - بند فرعي
    1. مرقم
- עברית: סעיף שני

| Страна | 国家 | الدولة |
|:--|:-:|--:|
| Россия и [Беларусь](https://example.org/by) | 中国 👍🏿 | مصر |
| Ελλάδα | | **Österreich** |

<div align="center">Слова в <b>HTML</b></div>

- пункт

  <p>и в пункте</p>

> <i>и в цитате</i>

> Цитата: मराठी, ไทย, 한국어, Ё́, é
>
> 1. with a list
> 2. of two

- [ ] Направить проект [for Анна](rapporteur:for) [by 1 December 2016](rapporteur:due/2016-12-01)
- [x] 已完成 [mail](mailto:a.b@example.org)
`

export const ana = {
  ...someone,
  name: 'Ана "Ferreira"; Jr, Müller',
  organisation: '=EUROJUST',
  metAt: toGuid('workshop-9'),
  note: 'SECRET; met\nfor coffee',
}

/** A store with the bundled conference and these notes, all on one session. */
export function createStoreWith(...notes: string[]): TestStore {
  const store = createTempStore()
  for (const markdown of notes) {
    saveNote(store, markdown, { session: 'workshop-9' })
    store.clock.pass({ minutes: 1 })
  }
  unwrap(store.call('contacts.save', { id: createContactId(), conference: octopus, fields: ana }))
  return store
}

export type WantedExport = Partial<Input<'export.preview'>> & { format: string }

export function toInput(wanted: WantedExport): Input<'export.preview'> {
  return { conference: octopus, title: '', sessions: null, language: 'en', ...wanted }
}

/** The text of a text format, or of a page to be printed. */
export function getPageText([first]: PrintedPage): string {
  return Buffer.from(first?.bytes ?? []).toString()
}

export async function getText(store: TestStore, wanted: WantedExport): Promise<string> {
  return getPageText(unwrap(await store.request('export.files', toInput(wanted))))
}

/** Saves the export. @returns its path */
export async function saveAs(store: TestStore, wanted: WantedExport): Promise<string> {
  const grant = randomUUID()
  // Uses a new folder, since an existing one is refused.
  const folder = join(store.folder, grant.slice(0, 8))
  mkdirSync(folder)
  const path = join(folder, `report.${wanted.format}`)
  store.grants.add(grant, { path, mode: 'write' })
  return unwrap(await store.request('export.save', { options: toInput(wanted), grant })).path
}
