import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { fold } from '../../core/fold.ts'
import { builtInPresets, ReportOptions, type ReportPreset } from '../../db/contract/index.ts'
import { exporters } from '../../db/export/formats/index.ts'
import type { Store } from '../../db/open-store.ts'
import { type Command, callStore, callStoreAsync, UsageError } from '../command.ts'
import { conferenceOption, findConferenceWithNotes, getConference, parseGuid } from '../conferences.ts'
import { assertMayWrite } from '../output-file.ts'
import { printPdf } from '../print-pdf.ts'
import { createError, t } from '../texts.ts'

const { language: languages, paper: papers, order: orders, confidentiality: levels } = ReportOptions.shape
/** The values of --include. */
const parts = {
  cover: 'cover',
  contents: 'tableOfContents',
  facts: 'facts',
  notes: 'notes',
  'key-messages': 'keyMessages',
  'all-key-messages': 'allKeyMessages',
  remarks: 'remarks',
  actions: 'actions',
  decisions: 'decisions',
  questions: 'questions',
  programme: 'programme',
  contacts: 'contacts',
  'contact-notes': 'contactNotes',
  history: 'history',
} as const satisfies Record<string, keyof ReportOptions['include']>

const describeValues = (known: readonly string[]) => ['options.values', { values: known.join(', ') }] as const

export const exportReport: Command = {
  name: 'export',
  // Several sessions may follow one option: --session A B
  arguments: '[session...]',
  summary: 'export.summary',
  options: {
    '--format <format>': describeValues(exporters.map(({ id, name }) => `${id} (${name})`)),
    '--out <file>': 'options.out',
    '--force': 'export.force',
    '--session <guid...>': 'options.sessions',
    '--starred': 'options.starred',
    '--day <date...>': 'export.days',
    '--tag <tag...>': 'export.tags',
    ...conferenceOption,
    '--preset <name>': ['export.preset', { presets: builtInPresets.join(', ') }],
    '--title <title>': 'export.title',
    '--reference <text>': 'export.reference',
    '--distribution <text>': 'export.distribution',
    '--order <order>': 'export.order',
    '--include <parts>': ['export.include', { parts: Object.keys(parts).join(', ') }],
    '--language <language>': describeValues([`${languages.options.join(', ')} (en)`]),
    '--paper <paper>': describeValues(papers.unwrap().options),
    '--confidentiality <level>': describeValues(levels.unwrap().options),
    '--chatham-house': 'export.chathamHouse',
    '--author <name...>': 'export.author',
  },
  run: async (store, args) => {
    const preset = getPreset(store, args.getOption('preset'))?.choice
    const format = args.getOption('format') ?? preset?.format ?? undefined
    const out = args.getOption('out')
    const exporter = exporters.find(({ id }) => id === format)
    if (format !== undefined && !exporter)
      throw createError('not-found', 'usage.notOneOf', {
        option: '--format',
        name: format,
        values: exporters.map(({ id }) => id).join(', '),
      })
    if (!format || out === undefined) throw new UsageError(t('export.sayFormat'))
    const sessions = joinSessions(args.getOptionValues('session'), args.values)
    if (sessions && args.hasOption('starred')) throw new UsageError(t('usage.sessionOrStarred'))
    const language = languages.safeParse(args.getOption('language') ?? preset?.language ?? 'en')
    if (!language.success) refuseValue('--language', languages.options)
    const paper = papers.safeParse(args.getOption('paper') ?? preset?.paper ?? undefined)
    if (!paper.success) refuseValue('--paper', papers.unwrap().options)
    const order = orders.safeParse(
      args.getOption('order')?.replace('key-messages', 'keyMessages') ?? preset?.order,
    )
    if (!order.success) refuseValue('--order', ['agenda', 'key-messages', 'authors'])
    const level = levels.safeParse(args.getOption('confidentiality'))
    if (!level.success) refuseValue('--confidentiality', levels.unwrap().options)
    const slug = args.getOption('conference')
    const [first] = sessions ?? []
    const grant = randomUUID()
    // Exports of the programme, of contacts and as JSON make sense without notes.
    const needsNotes = !exporter?.isForImport && !['agenda', 'contacts'].includes(exporter?.about ?? '')
    const options = {
      conference:
        first === undefined
          ? findConferenceWithNotes(store, slug, { needsNotes })
          : getConference(store, first, slug),
      format,
      title: args.getOption('title') ?? '',
      reference: args.getOption('reference') ?? '',
      distribution: args.getOption('distribution') ?? '',
      sessions: args.hasOption('starred') ? ('starred' as const) : (sessions?.map(parseGuid) ?? null),
      days: args.getOptionValues('day') ?? null,
      tags: args.getOptionValues('tag') ?? null,
      order: order.data,
      language: language.data,
      include: parseParts(args.getOption('include')) ?? preset?.include,
      paper: paper.data,
      confidentiality: level.data,
      chathamHouse: args.hasOption('chatham-house'),
      authors: args.getOptionValues('author')?.map((name) => findPersonId(store, name)) ?? null,
    }
    assertMayWrite(out, args)
    store.grants.add(grant, { path: resolve(out), mode: 'write' })
    const isPrinted = exporter?.outputKind === 'page'
    const saved = isPrinted
      ? await callStoreAsync(store, 'export.savePrinted', {
          options,
          file: await printPdf(await callStoreAsync(store, 'export.files', options)),
          grant,
        })
      : await callStoreAsync(store, 'export.save', { options, grant })
    return { json: saved, text: t('written', { path: saved.path, count: saved.bytes }) }
  },
}

function getPreset(store: Store, name: string | undefined): ReportPreset | undefined {
  if (name === undefined) return undefined
  const { presets } = callStore(store, 'presets.list', {})
  const found = presets.find((preset) => fold(preset.name ?? preset.id) === fold(name))
  if (found) return found
  refuseName(
    '--preset',
    name,
    presets.map((preset) => preset.name ?? preset.id),
  )
}

function findPersonId(store: Store, name: string): string {
  if (name === 'me') return callStore(store, 'people.me', {}).id
  const people = callStore(store, 'people.list', {})
  const found = people.find((person) => fold(person.name) === fold(name))
  if (found) return found.id
  refuseName('--author', name, ['me', ...people.map((person) => person.name)])
}

/** @returns exactly the named parts, or undefined for the default parts */
function parseParts(list: string | undefined): Partial<ReportOptions['include']> | undefined {
  if (list === undefined) return undefined
  const named = list.split(',').filter((word) => word !== '')
  const unknown = named.find((word) => !Object.hasOwn(parts, word))
  if (unknown !== undefined) refuseName('--include', unknown, Object.keys(parts))
  return Object.fromEntries(Object.entries(parts).map(([word, part]) => [part, named.includes(word)]))
}

function joinSessions(named: string[] | undefined, otherArguments: string[]): string[] | undefined {
  if (!named && otherArguments.length > 0)
    throw new UsageError(t('export.unexpected', { text: otherArguments[0] ?? '' }))
  return named && [...named, ...otherArguments]
}

function refuseValue(option: string, known: readonly string[]): never {
  throw new UsageError(t('usage.oneOf', { option, values: known.join(', ') }))
}

function refuseName(option: string, name: string, known: readonly string[]): never {
  throw new UsageError(t('usage.notOneOf', { option, name, values: known.join(', ') }))
}
