/** A delegation: colleagues who share notes and stars through a folder. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Delegation, DelegationMember, SyncResult } from '../../db/contract/index.ts'
import type { ConferenceSlug } from '../../db/model.ts'
import type { Store } from '../../db/open-store.ts'
import { type Command, callStore, callStoreAsync, type ParsedArguments, UsageError } from '../command.ts'
import { conferenceOption, findConferences, getOnlyConference } from '../conferences.ts'
import { type CliKey, createError, t } from '../texts.ts'

const folderOption = { '--folder <folder>': 'sync.folder' } as const

export const syncCreate: Command = {
  name: 'sync create',
  arguments: '<name>',
  summary: 'sync.create',
  options: { ...folderOption, '--internal': 'sync.internal', ...conferenceOption },
  run: async (store, args) => {
    const [name = ''] = args.values
    const { slug } = getOnlyConference(store, args.getOption('conference'))
    await callStoreAsync(store, 'delegation.create', {
      conference: slug,
      name,
      allowsInternal: args.hasOption('internal'),
      grant: getFolder(store, args),
    })
    return showStatus(store, slug)
  },
}

export const syncInvite: Command = {
  name: 'sync invite',
  summary: 'sync.invite',
  options: conferenceOption,
  run: (store, args) => {
    const { invitation } = callStore(store, 'delegation.invite', { conference: findSlug(store, args) })
    return { json: { invitation }, text: invitation }
  },
}

export const syncJoin: Command = {
  name: 'sync join',
  arguments: '<file>',
  summary: 'sync.join',
  options: folderOption,
  run: async (store, args) => {
    const [file = ''] = args.values
    const invitation = readFileSync(file === '-' ? 0 : resolve(file), 'utf8')
    const { conference } = await callStoreAsync(store, 'delegation.join', {
      invitation,
      grant: getFolder(store, args),
    })
    await callStoreAsync(store, 'delegation.sync', { conference })
    return showStatus(store, conference)
  },
}

export const syncNow: Command = {
  name: 'sync now',
  summary: 'sync.now',
  options: conferenceOption,
  run: async (store, args) => {
    const result = await callStoreAsync(store, 'delegation.sync', { conference: findSlug(store, args) })
    return { json: result, text: describeResult(result) }
  },
}

export const syncStatus: Command = {
  name: 'sync status',
  summary: 'sync.status',
  options: conferenceOption,
  run: (store, args) => showStatus(store, findSlug(store, args)),
}

export const syncMembers: Command = {
  name: 'sync members',
  summary: 'sync.members',
  options: {
    '--trust <device...>': 'sync.trust',
    '--remove <device...>': 'sync.remove',
    ...conferenceOption,
  },
  run: async (store, args) => {
    const conference = findSlug(store, args)
    const [trusted, removed] = [args.getOptionValues('trust') ?? [], args.getOptionValues('remove') ?? []]
    const known = getDelegation(store, conference).members.map(({ device }) => device)
    const unknown = [...trusted, ...removed].find((device) => !known.includes(device))
    if (unknown !== undefined) throw createError('not-found', 'sync.unknownDevice', { device: unknown })
    for (const device of trusted) callStore(store, 'delegation.trust', { conference, device })
    if (removed.length > 0) callStore(store, 'delegation.remove', { conference, devices: removed })
    if (trusted.length + removed.length > 0) await callStoreAsync(store, 'delegation.sync', { conference })
    const { members } = getDelegation(store, conference)
    return { json: members, text: members.map(describeMember).join('\n') }
  },
}

export const syncLeave: Command = {
  name: 'sync leave',
  summary: 'sync.leave',
  options: { '--without-folder': 'sync.withoutFolder', ...conferenceOption },
  run: async (store, args) => {
    const conference = findSlug(store, args)
    const { name } = getDelegation(store, conference)
    const isFolderGone = args.hasOption('without-folder')
    await callStoreAsync(store, 'delegation.leave', { conference, isFolderGone })
    return { json: { name }, text: t('sync.left', { name }) }
  },
}

function getFolder(store: Store, args: ParsedArguments): string {
  const folder = args.getOption('folder')
  if (folder === undefined) throw new UsageError(t('sync.missingFolder'))
  const grant = randomUUID()
  store.grants.add(grant, { path: resolve(folder), mode: 'read' })
  return grant
}

/** @returns the named conference, or the only one with a delegation */
function findSlug(store: Store, args: ParsedArguments): ConferenceSlug {
  const all = findConferences(store, args.getOption('conference'))
  const [first, ...others] = all.filter(({ slug }) =>
    callStore(store, 'delegation.get', { conference: slug }),
  )
  if (!first) throw createError('not-found', 'sync.none')
  if (others.length === 0) return first.slug
  const slugs = [first, ...others].map(({ slug }) => slug).join(', ')
  throw new UsageError(t('conferences.several', { slugs }))
}

function getDelegation(store: Store, conference: ConferenceSlug): Delegation {
  const delegation = callStore(store, 'delegation.get', { conference })
  if (!delegation) throw createError('not-found', 'sync.none')
  return delegation
}

function showStatus(store: Store, conference: ConferenceSlug) {
  const delegation = getDelegation(store, conference)
  const { name, folder, members, last } = delegation
  const joined = members.filter(({ state }) => state === 'me' || state === 'member').length
  return {
    json: delegation,
    text: [
      t('sync.statusOf', { name, folder, count: joined }),
      last ? t('sync.lastAt', { at: last.at }) : t('sync.never'),
    ].join('\n'),
  }
}

function describeResult({ read, written, incomplete, unreadable }: SyncResult): string {
  return [
    t('sync.read', { count: read }),
    t('sync.written', { count: written }),
    ...(incomplete > 0 ? [t('sync.incomplete', { count: incomplete })] : []),
    ...(unreadable > 0 ? [t('sync.unreadable', { count: unreadable })] : []),
  ].join('\n')
}

const states = {
  me: 'sync.states.me',
  member: 'sync.states.member',
  waiting: 'sync.states.waiting',
  left: 'sync.states.left',
} as const satisfies Record<DelegationMember['state'], CliKey>

function describeMember({ name, device, fingerprint, state, lastAt }: DelegationMember): string {
  return [device, name || t('merge.colleague'), t(states[state]), fingerprint, lastAt ?? ''].join('  ').trim()
}
