/** Creates the view of a note and its commands. The view's plugins read props and texts when they need them. */
import type { TFunction } from 'i18next'
import type { EditorView } from 'prosemirror-view'
import { useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fillTemplate } from '../../../core/note-format/index.ts'
import { formatDay } from '../../../core/time.ts'
import { setFocusMode } from '../../lib/focus-mode.ts'
import { getKeyLabel } from '../../ui/kbd.tsx'
import { findLinkRange, type LinkRange } from '../commands/commands.ts'
import { createNoteCommands, type NoteCommand } from '../commands/note-commands.ts'
import { docToMarkdown } from '../markdown/to-mdast.ts'
import type { Candidate } from '../plugins/candidates.ts'
import type { ViewWords } from '../plugins/node-views.ts'
import { refreshPicker } from '../plugins/picker-plugin.ts'
import type { FindCommand } from '../plugins/picker-state.ts'
import { addPictures } from '../plugins/pictures.ts'
import type { SidenoteSource } from '../plugins/sidenotes.ts'
import { isInTable } from '../plugins/tables.ts'
import { insertTemplate } from '../plugins/templates.ts'
import { listUnlinkedSpeakers } from '../schema/lines.ts'
import { useEditor } from '../view/use-editor.ts'
import type { NoteEditorProps } from './note-editor-props.ts'
import { TEMPLATE_PREFIX, usePickerSearch } from './picker-rows.ts'

/** The number of rows shown at first, so that they can be read at a glance. */
const FIRST_ROWS = 12

/** `editLink`: opens the form for a link's address. */
export function useNoteView(props: NoteEditorProps, editLink: (range: LinkRange) => void) {
  const { t, i18n } = useTranslation()
  const refs = {
    mount: useRef<HTMLDivElement>(null),
    page: useRef<HTMLDivElement>(null),
    segment: useRef<HTMLDivElement>(null),
    walls: useRef<HTMLDivElement>(null),
    notes: useRef<HTMLUListElement>(null),
  }
  const latest = useRef({ props, t, i18n, editLink })
  latest.current = { props, t, i18n, editLink }
  const latestView = useRef<EditorView | null>(null)

  const clock = useMemo(() => ({ now: props.now, timeZone: props.timeZone }), [props.now, props.timeZone])
  const commands = useMemo(
    () =>
      createNoteCommands(
        clock,
        (kind) => latest.current.t(`editor.words.${kind}`),
        (current) => addPictures(current, latest.current.props.pictures.add, ['choose']),
      ),
    [clock],
  )
  const findCommand = useCallback<FindCommand>(
    (href) => {
      if (!href.startsWith(TEMPLATE_PREFIX)) return commands.find(({ id }) => id === href)?.run ?? null
      const { templates, templateFacts } = latest.current.props
      const template = templates.find(({ id }) => id === href.slice(TEMPLATE_PREFIX.length))
      return template ? insertTemplate(fillTemplate(template.markdown, templateFacts)) : null
    },
    [commands],
  )
  const getUnlinkedSpeakers = useCallback(() => listUnlinkedSpeakers(latestView.current?.state.doc), [])
  const refresh = useCallback(() => {
    if (latestView.current) refreshPicker(latestView.current)
  }, [])
  const pickerSearch = usePickerSearch(props, commands, getUnlinkedSpeakers, refresh)
  const latestSearch = useRef(pickerSearch)
  latestSearch.current = pickerSearch

  const { view, ui, wordCount, scheduleUpdate } = useEditor(refs, {
    markdown: props.markdown,
    getLabel: () => latest.current.props.label,
    autoFocus: props.autoFocus ?? false,
    startsOnNewLine: props.startsOnNewLine,
    readOnly: props.readOnly,
    getNoteLevel: () => latest.current.props.level,
    clock,
    commands,
    openers: {
      openMention: (mention) => latest.current.props.onOpenMention?.(mention),
      openLink: (href) => latest.current.props.onOpenLink?.(href),
    },
    getMarkWord: (kind) => latest.current.t(`editor.words.${kind}`),
    editLink: (state) => latest.current.editLink(findLinkRange(state)),
    onEscape: () => setFocusMode(false),
    getViewWords: () => createViewWords(latest.current.t),
    addPictures: () => latest.current.props.pictures.add,
    watchPictureText: (...watched) => latest.current.props.pictures.watchText(...watched),
    onTooLong: () => latest.current.props.onTooLong?.(),
    findCommand,
    findRows: (kind, query) => {
      const found = latestSearch.current.findRows(kind, query)
      const state = latestView.current?.state
      const rows = sortTableCommands(found, commands, state !== undefined && isInTable(state))
      return kind === 'command' && query === '' ? rows.slice(0, FIRST_ROWS) : rows
    },
    findSpeaker: (name) => latestSearch.current.findSpeaker(name),
    getSidenoteSource: () => {
      const { props, t, i18n } = latest.current
      return createSidenoteSource(props.createSidenote, t, i18n.language)
    },
    onChange: (changed) => latest.current.props.onChange(() => docToMarkdown(changed.state.doc)),
  })
  latestView.current = view
  return { refs, view, ui, wordCount, scheduleUpdate, commands, findCommand }
}

/** Puts the rows of table commands first if the caret is in a table, or else leaves them out. */
function sortTableCommands(
  rows: readonly Candidate[],
  commands: readonly NoteCommand[],
  isCaretInTable: boolean,
): readonly Candidate[] {
  const isTableCommand = ({ href }: Candidate) =>
    commands.some(({ id, within }) => id === href && within === 'table')
  const others = rows.filter((row) => !isTableCommand(row))
  return isCaretInTable ? [...rows.filter(isTableCommand), ...others] : others
}

function createViewWords(t: TFunction): ViewWords {
  return {
    taskDone: t('editor.done'),
    keptSource: t('editor.kept'),
    openHint: t('editor.open', { key: getKeyLabel('Mod-Enter') }),
    untitledPicture: t('editor.picture.untitled'),
    missingPicture: t('editor.picture.missing'),
  }
}

function createSidenoteSource(
  describe: SidenoteSource['describe'],
  t: TFunction,
  language: string,
): SidenoteSource {
  return {
    describe,
    decision: t('editor.decision'),
    question: t('editor.question'),
    task: t('editor.task'),
    describeLevel: (level) => ({
      title: t(`confidentiality.${level}`),
      text: t(`confidentiality.hint.${level}`),
    }),
    describeDate: (kind, date) =>
      t(kind === 'do' ? 'editor.doOn' : 'editor.dueBy', { date: formatDay(date, language) }),
  }
}
