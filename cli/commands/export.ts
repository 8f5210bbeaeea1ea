import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { fold } from '../../core/fold.ts'
import { builtInPresets, ReportOptions, type ReportPreset } from '../../db/contract/index.ts'
import { StoreError } from '../../db/errors.ts'
import { exporters } from '../../db/export/formats/index.ts'
import type { Store } from '../../db/open-store.ts'
import { ask, type Command, request, UsageError } from '../command.ts'
import { asGuid, conferenceOption, conferenceWithNotes, getConference } from '../conferences.ts'
import { printPdf } from '../print-pdf.ts'

const { language: languages, paper: papers, order: orders, confidentiality: levels } = ReportOptions.shape
/** Words for --include. */
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
  // Several sessions may follow one option: --session A B
  arguments: '[session...]',
  summary: 'Write the notes as one report. What is internal or private stays out unless it is asked for',
  options: {
    '--format <format>': exporters.map(({ id, name }) => `${id} (${name})`).join(', '),
    '--out <file>': 'the file to write',
    '--force': 'write over a file that is there',
    '--session <guid...>': 'only these sessions; list shows them',
    '--starred': 'only the sessions with a star',
    '--day <date...>': 'only these days',
    '--tag <tag...>': 'only notes with these tags',
    ...conferenceOption,
    '--preset <name>': `${builtInPresets.join(', ')}, or one of your own`,
    '--title <title>': 'the title of the report',
    '--reference <text>': 'the reference on the cover and at the head of each page',
    '--distribution <text>': 'whom the report goes to, on the cover',
    '--order <order>': 'agenda, or key-messages: notes stand under the key messages that they name',
    '--include <parts>':
      `with commas between: ${Object.keys(parts).join(', ')}` +
      ' (contents,facts,notes,key-messages,actions,decisions,questions)',
    '--language <language>': `${languages.options.join(', ')} (en)`,
    '--paper <paper>': papers.unwrap().options.join(', '),
    '--confidentiality <level>': levels.unwrap().options.join(', '),
    '--chatham-house': 'name nobody: speakers and contacts become “a participant”',
    '--author <name...>': 'only the notes of these people, “me” among them; otherwise everybody’s',
  },
  run: async (store, words) => {
    const preset = getPreset(store, words.one('preset'))?.choice
    const format = words.one('format') ?? preset?.format
    const out = words.one('out')
    const exporter = exporters.find(({ id }) => id === format)
    if (format !== undefined && !exporter)
      throw new StoreError(
        'not-found',
        `--format: “${format}” is not one of ${exporters.map(({ id }) => id).join(', ')}.`,
      )
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
    // Exports of the programme, of contacts and as JSON make sense without notes.
    const needsNotes = !exporter?.handsOver && !['agenda', 'contacts'].includes(exporter?.about ?? '')
    const options = {
      conference:
        first === undefined
          ? conferenceWithNotes(store, slug, { needsNotes })
          : getConference(store, first, slug),
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
    if (statSync(out, { throwIfNoEntry: false })?.isFile() && !words.has('force'))
      throw new StoreError(
        'occupied',
        `${resolve(out)} is there already. Choose another name, or write over it with --force.`,
      )
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

function getPreset(store: Store, name: string | undefined): ReportPreset | undefined {
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

/** Exactly the named parts; undefined for the default ones. */
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
