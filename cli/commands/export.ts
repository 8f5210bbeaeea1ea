import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { fold } from '../../core/fold.ts'
import { builtInPresets, ReportOptions, type ReportPreset } from '../../db/contract/index.ts'
import { exporters } from '../../db/export/formats/index.ts'
import type { Store } from '../../db/open-store.ts'
import { ask, type Command, request, UsageError } from '../command.ts'
import { asGuid, conferenceOf, conferenceWithNotes } from '../conferences.ts'
import { printPdf } from '../print-pdf.ts'

const { language: languages, paper: papers, order: orders, confidentiality: levels } = ReportOptions.shape
/** Words of --include. */
const parts = {
  cover: 'cover',
  contents: 'tableOfContents',
  facts: 'facts',
  notes: 'notes',
  'key-messages': 'keyMessages',
  'all-key-messages': 'allKeyMessages',
  actions: 'actions',
  decisions: 'decisions',
  questions: 'questions',
  programme: 'programme',
  contacts: 'contacts',
  'contact-notes': 'contactNotes',
  history: 'history',
} as const satisfies Record<string, keyof ReportOptions['include']>

export const exportReport: Command = {
  name: 'export',
  usage:
    '--format FORMAT --out PATH [--session GUID… | --starred] [--day DATE…] [--tag TAG…] [--conference SLUG]' +
    ' [--preset NAME] [--title TITLE] [--reference TEXT] [--distribution TEXT] [--order agenda|key-messages] [--include PART,…] [--language en|fr|es|ru] [--paper a4|letter]' +
    ' [--confidentiality shareable|internal|private] [--chatham-house] [--author NAME…]',
  summary:
    `Write the notes as one report. Formats: ${exporters.map(({ id, name }) => `${id} (${name})`).join(', ')}.` +
    ` Parts: ${Object.keys(parts).join(', ')}; without --include: contents, facts, notes, key-messages, actions, decisions, questions.` +
    ' With --order key-messages the notes stand under the key messages that they name.' +
    ` Presets: ${builtInPresets.join(', ')}, and your own by name.` +
    ' What is internal or private stays out unless --confidentiality asks for it.' +
    ' With --chatham-house nobody is named: speakers and contacts become “a participant”.' +
    ' --reference and --distribution stand on the cover, the reference also at the head of each page.' +
    ' --author: only the notes of these people, “me” among them; by default everybody’s',
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    session: { type: 'string', multiple: true },
    starred: { type: 'boolean' },
    day: { type: 'string', multiple: true },
    tag: { type: 'string', multiple: true },
    order: { type: 'string' },
    preset: { type: 'string' },
    conference: { type: 'string' },
    title: { type: 'string' },
    reference: { type: 'string' },
    distribution: { type: 'string' },
    include: { type: 'string' },
    language: { type: 'string' },
    paper: { type: 'string' },
    confidentiality: { type: 'string' },
    'chatham-house': { type: 'boolean' },
    author: { type: 'string', multiple: true },
  },
  // Further GUIDs may follow the first: --session A B
  values: [0, Number.POSITIVE_INFINITY],
  run: async (store, words) => {
    const preset = presetOf(store, words.one('preset'))?.choice
    const format = words.one('format') ?? preset?.format
    const out = words.one('out')
    if (!format || out === undefined)
      throw new UsageError('Say the format and the file: --format FORMAT --out PATH')
    const sessions = sessionsIn(words.all('session'), words.values)
    if (sessions && words.has('starred')) throw new UsageError('Say either --session or --starred.')
    const language = languages.safeParse(words.one('language') ?? preset?.language ?? 'en')
    if (!language.success) throw new UsageError(`--language: expected one of ${languages.options.join(', ')}`)
    const paper = papers.safeParse(words.one('paper') ?? preset?.paper ?? undefined)
    if (!paper.success) throw new UsageError(`--paper: expected one of ${papers.unwrap().options.join(', ')}`)
    const order = orders.safeParse(
      words.one('order')?.replace('key-messages', 'keyMessages') ?? preset?.order,
    )
    if (!order.success) throw new UsageError('--order: expected agenda or key-messages')
    const level = levels.safeParse(words.one('confidentiality'))
    if (!level.success)
      throw new UsageError(`--confidentiality: expected one of ${levels.unwrap().options.join(', ')}`)
    const slug = words.one('conference')
    const [first] = sessions ?? []
    const grant = randomUUID()
    const exporter = exporters.find(({ id }) => id === format)
    // The programme and contacts are there without any, and JSON has them too.
    const needsNotes = !exporter?.handsOver && !['agenda', 'contacts'].includes(exporter?.about ?? '')
    const options = {
      conference:
        first === undefined
          ? conferenceWithNotes(store, slug, { needsNotes })
          : conferenceOf(store, first, slug),
      format,
      title: words.one('title') ?? '',
      reference: words.one('reference') ?? '',
      distribution: words.one('distribution') ?? '',
      sessions: words.has('starred') ? ('starred' as const) : (sessions?.map(asGuid) ?? null),
      days: words.all('day') ?? null,
      tags: words.all('tag') ?? null,
      order: order.data,
      language: language.data,
      include: partsIn(words.one('include')) ?? preset?.include,
      paper: paper.data,
      confidentiality: level.data,
      chathamHouse: words.has('chatham-house'),
      authors: words.all('author')?.map((name) => personNamed(store, name)) ?? null,
    }
    store.grants.add(grant, { path: resolve(out), mode: 'write' })
    const isPrinted = exporter?.gives === 'page'
    const saved = isPrinted
      ? await request(store, 'export.savePrinted', {
          options,
          file: await printPdf(await request(store, 'export.files', options)),
          grant,
        })
      : await request(store, 'export.save', { options, grant })
    return { json: saved, text: `${saved.path} (${saved.bytes} bytes)` }
  },
}

function presetOf(store: Store, name: string | undefined): ReportPreset | undefined {
  if (name === undefined) return undefined
  const { presets } = ask(store, 'presets.list', {})
  const found = presets.find((preset) => fold(preset.name ?? preset.id) === fold(name))
  if (found) return found
  throw new UsageError(
    `--preset: “${name}” is not one of ${presets.map((preset) => preset.name ?? preset.id).join(', ')}`,
  )
}

function personNamed(store: Store, name: string): string {
  if (name === 'me') return ask(store, 'people.me', {}).id
  const people = ask(store, 'people.list', {})
  const found = people.find((person) => fold(person.name) === fold(name))
  if (found) return found.id
  throw new UsageError(
    `--author: “${name}” is not one of ${['me', ...people.map((one) => one.name)].join(', ')}`,
  )
}

/** Exactly the parts that are named; undefined for the usual ones. */
function partsIn(list: string | undefined): Partial<ReportOptions['include']> | undefined {
  if (list === undefined) return undefined
  const named = list.split(',').filter((word) => word !== '')
  const unknown = named.find((word) => !Object.hasOwn(parts, word))
  if (unknown !== undefined)
    throw new UsageError(`--include: “${unknown}” is not one of ${Object.keys(parts).join(', ')}`)
  return Object.fromEntries(Object.entries(parts).map(([word, part]) => [part, named.includes(word)]))
}

function sessionsIn(named: string[] | undefined, further: string[]): string[] | undefined {
  if (!named && further.length > 0)
    throw new UsageError(`Unexpected “${further[0]}”. Sessions are named with --session GUID.`)
  return named && [...named, ...further]
}
