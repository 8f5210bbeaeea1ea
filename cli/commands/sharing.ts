/** Writes notes for colleagues into a file, and merges the notes in a colleague's file. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  BundleOptions,
  type BundleSigner,
  type MergePreview,
  type MergeStep,
  type MergeSummary,
} from '../../db/contract/index.ts'
import type { Store } from '../../db/open-store.ts'
import {
  type Answer,
  type Command,
  callStore,
  callStoreAsync,
  type ParsedArguments,
  UsageError,
} from '../command.ts'
import { conferenceOption, findConferenceWithNotes, getConference, parseGuid } from '../conferences.ts'
import { assertMayWrite } from '../output-file.ts'
import { type CliKey, createError, t } from '../texts.ts'

const levels = BundleOptions.shape.confidentiality.unwrap()

export const passphraseOption = {
  '--passphrase-file <file>': 'options.passphraseFile',
} as const

export const bundleNotes: Command = {
  name: 'bundle',
  summary: 'bundle.summary',
  options: {
    '--out <file>': 'options.out',
    '--force': 'export.force',
    '--session <guid...>': 'options.sessions',
    '--starred': 'options.starred',
    ...conferenceOption,
    '--confidentiality <level>': ['options.values', { values: `${levels.options.join(', ')} (shareable)` }],
    '--contact-notes': 'bundle.contactNotes',
    '--stars': 'bundle.stars',
    '--remarks': 'bundle.remarks',
    '--history': 'bundle.history',
    ...passphraseOption,
  },
  run: async (store, args) => {
    const out = args.getOption('out')
    if (out === undefined) throw new UsageError(t('usage.missingOut'))
    const sessions = args.getOptionValues('session')
    if (sessions && args.hasOption('starred')) throw new UsageError(t('usage.sessionOrStarred'))
    const level = levels.safeParse(args.getOption('confidentiality') ?? 'shareable')
    if (!level.success) {
      throw new UsageError(
        t('usage.oneOf', { option: '--confidentiality', values: levels.options.join(', ') }),
      )
    }
    const slug = args.getOption('conference')
    const [first] = sessions ?? []
    const grant = randomUUID()
    assertMayWrite(out, args)
    store.grants.add(grant, { path: resolve(out), mode: 'write' })
    const saved = await callStoreAsync(store, 'sharing.save', {
      options: {
        conference:
          first === undefined ? findConferenceWithNotes(store, slug) : getConference(store, first, slug),
        sessions: args.hasOption('starred') ? 'starred' : (sessions?.map(parseGuid) ?? null),
        contactNotes: args.hasOption('contact-notes'),
        stars: args.hasOption('stars'),
        remarks: args.hasOption('remarks'),
        history: args.hasOption('history'),
        confidentiality: level.data,
      },
      passphrase: readPassphrase(args.getOption('passphrase-file')),
      grant,
    })
    return { json: saved, text: t('written', { path: saved.path, count: saved.bytes }) }
  },
}

export const mergeNotes: Command = {
  name: 'merge',
  arguments: '<file>',
  summary: 'merge.summary',
  options: {
    ...passphraseOption,
    '--theirs': 'merge.theirs',
    '--stars': 'merge.stars',
    '--trust-key': 'merge.trustKey',
    '--preview': 'merge.preview',
  },
  run: async (store, args) => {
    const [file = ''] = args.values
    return importShared(store, resolve(file), {
      passphrase: getPassphrase(args),
      isPreview: args.hasOption('preview'),
      theirs: args.hasOption('theirs'),
      stars: args.hasOption('stars'),
      trustKey: args.hasOption('trust-key'),
    })
  },
}

type ImportSharedOptions = {
  passphrase: () => string | null
  isPreview?: boolean
  /** If both sides changed a note, use the colleague's text and keep one's own as a version. */
  theirs?: boolean
  /** Import the colleague's stars, pins, templates and the like. */
  stars?: boolean
  /** Accept the sender that the file names, although no known key confirms it. */
  trustKey?: boolean
}

export async function importShared(
  store: Store,
  path: string,
  options: ImportSharedOptions,
): Promise<Answer> {
  const { opened, preview } = await openFile(store, path, options.passphrase)
  const sender = preview.from.name || t(preview.isOwn ? 'merge.yourself' : 'merge.colleague')
  if (options.isPreview) return { json: preview, text: describePreview(preview, sender) }
  const changedOnBothSides = [...preview.notes, ...preview.contacts].filter(({ step }) => step === 'both')
  const merged = callStore(store, 'sharing.merge', {
    opened,
    choices: {
      theirs: options.theirs ? changedOnBothSides.map(({ id }) => id) : [],
      stars: options.stars ?? false,
      trustKey: options.trustKey ?? false,
    },
  })
  return {
    json: merged,
    text: [
      t('merge.from', { from: sender, what: describeSummary(merged.summary) }),
      describeSigner(merged.signer),
      ...(merged.leftOut > 0
        ? [t('merge.leftOut', { what: t('merge.unverified', { count: merged.leftOut }) })]
        : []),
    ].join('\n'),
  }
}

async function openFile(
  store: Store,
  path: string,
  askForPassphrase: () => string | null,
): Promise<{ opened: string; preview: MergePreview }> {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  const { opened, preview } = await callStoreAsync(store, 'sharing.open', { grant })
  if (preview) return { opened, preview }
  const passphrase = askForPassphrase()
  if (passphrase === null) throw new UsageError(t('merge.encrypted'))
  return { opened, preview: await callStoreAsync(store, 'sharing.unlock', { opened, passphrase }) }
}

/** Reads the passphrase on first use and keeps it, because standard input can be read only once. */
export function getPassphrase(args: ParsedArguments): () => string | null {
  let passphrase: string | null | undefined
  return () => {
    passphrase ??= readPassphrase(args.getOption('passphrase-file'))
    return passphrase
  }
}

/** Reads the passphrase from a file, because other users of the computer can see command lines. */
export function readPassphrase(file: string | undefined): string | null {
  if (file === undefined) return null
  const [line = ''] = readFileSync(file === '-' ? 0 : resolve(file), 'utf8').split(/\r?\n/)
  if (line === '') throw createError('invalid-input', 'merge.noPassphrase', { file })
  return line
}

function describeSigner({ state, fingerprint, before }: BundleSigner): string {
  const signed = t(signers[state], { key: fingerprint ?? '' })
  if (!before || (state !== 'unsigned' && state !== 'other')) return signed
  return before.name
    ? t('merge.knownKeyOf', { signed, key: before.fingerprint, name: before.name })
    : t('merge.knownKey', { signed, key: before.fingerprint })
}

const signers = {
  unsigned: 'merge.signer.unsigned',
  other: 'merge.signer.other',
  first: 'merge.signer.first',
  known: 'merge.signer.known',
  mine: 'merge.signer.mine',
} as const satisfies Record<BundleSigner['state'], CliKey>

function describePreview(preview: MergePreview, from: string): string {
  const {
    conference,
    programme,
    notes,
    contacts,
    stars,
    covers,
    tags,
    remarks,
    own,
    known,
    signer,
    unverified,
  } = preview
  const waitingStars = stars.filter(({ starred, isHere }) => starred && !isHere).length
  return [
    ...(programme ? [t('merge.withProgramme', { title: conference.title, count: programme.sessions })] : []),
    t('merge.from', {
      from,
      what: t('merge.differences', {
        notes: t('count.notes', { count: notes.length }),
        beside: describeOtherCounts({
          contacts: contacts.length,
          stars: stars.length,
          waitingStars,
          covers: covers ?? 0,
          tags,
          remarks,
        }),
        others: t('count.others', { count: own }),
        known,
      }),
    }),
    signer.needsTrust ? t('merge.refused', { signed: describeSigner(signer) }) : describeSigner(signer),
    ...(unverified > 0 && !signer.needsTrust
      ? [t('merge.notVerified', { what: t('merge.unverified', { count: unverified }) })]
      : []),
    ...notes.map(({ step, excerpt, isUnverified }) => describeStep(step, excerpt, isUnverified)),
    ...contacts.map(({ step, name, isUnverified }) => describeStep(step, name, isUnverified)),
  ].join('\n')
}

const steps = {
  new: 'merge.steps.new',
  updated: 'merge.steps.updated',
  deleted: 'merge.steps.deleted',
  both: 'merge.steps.both',
} as const satisfies Record<MergeStep, CliKey>

function describeStep(step: MergeStep, name: string, isUnverified: boolean): string {
  return `  ${t(steps[step]).padEnd(8)} ${name}${isUnverified ? ` ${t('merge.markUnverified')}` : ''}`
}

type OtherCounts = Pick<MergeSummary, 'contacts' | 'stars' | 'waitingStars' | 'covers' | 'tags' | 'remarks'>

function describeOtherCounts({
  contacts,
  stars,
  waitingStars = 0,
  covers = 0,
  tags,
  remarks = 0,
}: OtherCounts): string {
  const counted = t('count.stars', { count: stars })
  return [
    t('count.contacts', { count: contacts }),
    waitingStars > 0 ? t('merge.waitingStars', { stars: counted, count: waitingStars }) : counted,
    ...(covers > 0 ? [t('merge.covers', { count: covers })] : []),
    t('count.tags', { count: tags }),
    ...(remarks > 0 ? [t('count.remarks', { count: remarks })] : []),
  ].join(', ')
}

function describeSummary({ newNotes, changedNotes, settledNotes, ...beside }: MergeSummary): string {
  return t('merge.summaryOfNotes', {
    newEntries: t('merge.newEntries', { count: newNotes }),
    followed: changedNotes,
    both: settledNotes,
    beside: describeOtherCounts(beside),
  })
}
