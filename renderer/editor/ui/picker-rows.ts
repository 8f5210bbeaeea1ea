/** The rows of each picker for a query. */
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatRapporteurUrl } from '../../../core/note-format/index.ts'
import { formatDate } from '../../../core/time.ts'
import { getKeyLabel } from '../../ui/kbd.tsx'
import { type CommandGroup, firstCommands, type NoteCommand } from '../commands/note-commands.ts'
import {
  type Candidate,
  type Contact,
  createContactCandidate,
  createPersonCandidate,
  findByName,
  findMatching,
  getContactCandidates,
  getKeyMessageCandidates,
  getMatchWords,
  getPeopleCandidates,
  getSessionCandidates,
  getTagCandidates,
  isWrittenAsName,
  type KeyMessage,
  type PersonChoice,
  type PickerKind,
  type SessionChoice,
} from '../plugins/candidates.ts'
import { type DateReader, getDateCandidates, loadDateReader, splitDueDates } from '../plugins/due-dates.ts'
import type { FindRows } from '../plugins/picker-state.ts'

type Sources = {
  conference: string
  keyMessages: KeyMessage[]
  sessions: SessionChoice[]
  contacts: Contact[]
  people: PersonChoice[]
  today: () => string
  templates: readonly { id: string; name: string }[]
  /** Adds a contact for a name in the note that is not in the list. */
  addContact: (id: string, name: string) => void
  /** Tags of other notes of the conference that this note does not have. */
  tags: readonly string[]
  addTag: (tag: string) => void
}
export type PickerSearch = { findRows: FindRows; findSpeaker: (name: string) => Candidate | undefined }

/** The picker shows at most 50 rows. The last one is left for a new person. */
const MAX_ROWS = 49

export function usePickerSearch(
  sources: Sources,
  commands: readonly NoteCommand[],
  /** Speakers whom only this note names. */
  getOtherSpeakers: () => readonly string[],
  /** Called when the date parser has loaded, so that an open picker can be refreshed. */
  onDateReaderLoaded: () => void,
): PickerSearch {
  const { t, i18n } = useTranslation()
  const { conference, keyMessages, sessions, contacts, people, today, templates, addContact, tags, addTag } =
    sources
  const { language } = i18n
  const loadedReader = useRef<{ language: string; read: DateReader | null }>(null)

  return useMemo(() => {
    const labels = {
      turn: (name: string) => t('editor.turnLabel', { name }),
      for: (name: string) => t('editor.forLabel', { name }),
    }
    const lists: Record<Exclude<PickerKind, 'do' | 'due' | 'turn' | 'for'>, Candidate[]> = {
      'key-message': getKeyMessageCandidates(keyMessages, conference, (number) =>
        t('editor.keyMessageLabel', { number }),
      ),
      session: [
        ...getSessionCandidates(sessions, conference),
        ...getTagCandidates(tags, t('editor.tag'), addTag),
      ],
      contact: getContactCandidates(contacts),
      command: [
        ...createCommandRows(commands, (id) => t(`editor.commands.${id}`)),
        ...createTemplateRows(templates, (name) => t('templates.insert', { name })),
      ],
    }
    /** Starts loading the date parser the first time. @returns null until it has loaded */
    const getDateReader = () => {
      if (loadedReader.current?.language !== language) {
        const loading = { language, read: null as DateReader | null }
        loadedReader.current = loading
        void loadDateReader(language).then((read) => {
          loading.read = read
          onDateReaderLoaded()
        })
      }
      return loadedReader.current.read
    }
    const formatDateLabel = (kind: 'do' | 'due', date: string) =>
      t(`editor.${kind}Label`, { date: formatDate(date, language) })
    const findRows: FindRows = (kind, query) => {
      if (kind === 'do' || kind === 'due') {
        return getDateCandidates(kind, query, today(), language, getDateReader(), (date) =>
          formatDateLabel(kind, date),
        )
      }
      // Loads the parser before a date is typed after the name.
      if (kind === 'for') getDateReader()
      if (kind === 'command' && query === '') {
        return pickFirstRows(lists.command, (group) => t(`editor.groups.${group}`))
      }
      const isPersonPicker = kind === 'turn' || kind === 'for'
      const candidates = isPersonPicker ? getPeople(kind) : lists[kind]
      const found = findMatching(candidates, query).slice(0, MAX_ROWS)
      const name = query.trim()
      if (kind === 'contact' && isWrittenAsName(query.trimEnd()) && !findByName(found, name)) {
        const id = crypto.randomUUID()
        return [
          ...found,
          createContactCandidate(id, name, t('editor.newContact'), () => addContact(id, name)),
        ]
      }
      if (!isPersonPicker || name === '' || findByName(found, name)) return found
      const withDate = kind === 'for' ? findPeopleWithDate(name) : []
      return [...found, ...withDate, createPersonCandidate(name, kind, labels[kind], t('editor.newName'))]
    }
    /** People for a task, if the text is a name with a due date after it. */
    const findPeopleWithDate = (text: string): Candidate[] => {
      const people = getPeople('for')
      for (const { name, date } of splitDueDates(text, today(), getDateReader())) {
        const found = findMatching(people, name).slice(0, MAX_ROWS)
        const isNew = found.length === 0 && isWrittenAsName(name)
        const assignees = isNew
          ? [createPersonCandidate(name, 'for', labels.for, t('editor.newName'))]
          : found
        const next = { href: formatRapporteurUrl({ kind: 'due', date }), label: formatDateLabel('due', date) }
        if (assignees.length > 0) return assignees.map((person) => ({ ...person, detail: next.label, next }))
      }
      return []
    }
    const getPeople = (kind: 'turn' | 'for') =>
      getPeopleCandidates(people, getOtherSpeakers(), kind, labels[kind])
    return { findRows, findSpeaker: (name) => findByName(getPeople('turn'), name) }
  }, [
    conference,
    keyMessages,
    sessions,
    contacts,
    people,
    today,
    templates,
    addContact,
    tags,
    addTag,
    commands,
    getOtherSpeakers,
    language,
    t,
    onDateReaderLoaded,
  ])
}

function createCommandRows(
  commands: readonly NoteCommand[],
  getName: (id: NoteCommand['id']) => string,
): Candidate[] {
  return commands.map(({ id, key, typed }) => ({
    href: id,
    label: '',
    title: getName(id),
    detail: key ? getKeyLabel(key) : (typed ?? ''),
    ...getMatchWords([getName(id)], ''),
  }))
}

/** The rows that the `/` list shows before anything is typed, each with the name of its group. */
function pickFirstRows(rows: readonly Candidate[], getName: (group: CommandGroup) => string): Candidate[] {
  const groups = Object.entries(firstCommands) as [CommandGroup, readonly string[]][]
  return groups.flatMap(([group, ids]) =>
    ids.flatMap((id) => {
      const row = rows.find(({ href }) => href === id)
      return row ? [{ ...row, group: getName(group) }] : []
    }),
  )
}

/** Prefix of a template's address in the command picker. */
export const TEMPLATE_PREFIX = 'template/'

function createTemplateRows(
  templates: readonly { id: string; name: string }[],
  getName: (name: string) => string,
): Candidate[] {
  return templates.map(({ id, name }) => ({
    href: `${TEMPLATE_PREFIX}${id}`,
    label: '',
    title: getName(name),
    detail: '',
    ...getMatchWords([getName(name), name], ''),
  }))
}
