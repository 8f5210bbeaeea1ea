/** The notebook page: times in the margin, the text, sidenotes beside it. */
import type { Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appKeys } from '../../../core/keys.ts'
import { type Confidentiality, fillTemplate, type TemplateFacts } from '../../../core/note-format/index.ts'
import { toLanguageTag } from '../../../core/spelling.ts'
import { formatDay } from '../../../core/time.ts'
import { setFocusMode, toggleFocusMode } from '../../lib/focus-mode.ts'
import { getKeyLabel } from '../../ui/kbd.tsx'
import { findLinkRange, type LinkRange } from '../commands/commands.ts'
import { createCommonCommands } from '../commands/keymap.ts'
import { listRunnable } from '../commands/listed-commands.ts'
import { createNoteCommands } from '../commands/note-commands.ts'
import { docToMarkdown } from '../markdown/to-mdast.ts'
import type { Contact, KeyMessage, PersonChoice, SessionChoice } from '../plugins/candidates.ts'
import { refreshPicker } from '../plugins/picker-plugin.ts'
import type { FindCommand } from '../plugins/picker-state.ts'
import { addPictures } from '../plugins/pictures.ts'
import { isInTable } from '../plugins/tables.ts'
import { insertTemplate } from '../plugins/templates.ts'
import { listUnlinkedSpeakers } from '../schema/lines.ts'
import type { Mention } from '../schema/links.ts'
import { getChecker } from '../spelling/spelling-checker.ts'
import { type Spelling, SpellingMenu } from '../spelling/spelling-menu.tsx'
import { type EditorHandle, useHandle } from '../view/editor-handle.ts'
import { useEditor } from '../view/use-editor.ts'
import { useSuggestions } from '../view/use-suggestions.ts'
import { FindBar } from './find-bar.tsx'
import { HintBar } from './hint-bar.tsx'
import { LinkForm } from './link-form.tsx'
import styles from './note-editor.module.css'
import { Picker } from './picker.tsx'
import { TEMPLATE_PREFIX, usePickerSearch } from './picker-rows.ts'
import { PictureForm, type PictureTools } from './picture-form.tsx'
import { SidenoteList } from './sidenote-list.tsx'
import { SuggestionRow } from './suggestion-row.tsx'
import { TemplateRow } from './template-row.tsx'
import { Toolbar } from './toolbar.tsx'
import { type NoteKey, useNoteKeys } from './use-note-keys.ts'

export type NoteEditorProps = {
  /** The initial text. Afterwards the editor owns the document; a new `key` creates a new editor. */
  markdown: string
  /** The conference's zone, in which times are shown. */
  timeZone: string
  /** Slug of the conference whose key messages can be linked. */
  conference: string
  /** @returns the instant of the conference clock, in the store's form */
  now: () => string
  autoFocus?: boolean
  startsOnNewLine: boolean
  /** Set for a colleague's note, which can be read, searched and copied. */
  readOnly: boolean
  /** The level of confidentiality of the whole note; null if everybody may read it. */
  level: Confidentiality | null
  /** Accessible name of the text. */
  label: string
  /** Key messages offered after `[[`. */
  keyMessages: KeyMessage[]
  /** Sessions offered after `#`. */
  sessions: SessionChoice[]
  /** Contacts offered after `@`. */
  contacts: Contact[]
  /** Adds a contact with this id for a name after `@` that is not in the list. */
  addContact: (id: string, name: string) => void
  /** Tags offered after `#`, without the tags that this note already has. */
  tags: readonly string[]
  addTag: (tag: string) => void
  /** Possible speakers and assignees, the likeliest first. */
  people: PersonChoice[]
  /** @returns the calendar date in the conference's zone */
  today: () => string
  /** The sidenote of a mention; null if its target is missing. */
  createSidenote: (mention: Mention) => { title: string; text: string } | null
  /** Called at every change. `getMarkdown` writes the text only when called, so call it when saving. */
  onChange: (getMarkdown: () => string) => void
  onReady?: (handle: EditorHandle) => void
  onBlur?: () => void
  /** Templates that an empty note offers. */
  templates: readonly { id: string; name: string; markdown: string }[]
  /** Values for the fields of a template, from the session. */
  templateFacts: TemplateFacts
  /** The session that the note belongs to. */
  session: string | null
  /** Addresses of links that must not be suggested; null until they are known. */
  dismissed: readonly string[] | null
  onDismiss: (hrefs: string[]) => void
  pictures: PictureTools
  spelling: Spelling
  /** Opens the note in its own window; undefined in that window. */
  onPopOut?: () => void
  /** Called if a paste was refused because the note would be too long to save. */
  onTooLong?: () => void
  onOpenMention?: (mention: Mention) => void
  /** Opens a link. Called for http, https and mailto only. */
  onOpenLink?: (href: string) => void
}

/** The number of rows shown at first, so that they can be read at a glance. */
const FIRST_ROWS = 12

export function NoteEditor(props: NoteEditorProps) {
  const { t, i18n } = useTranslation()
  const [link, setLink] = useState<LinkRange | null>(null)
  const [findRequestCount, setFindRequestCount] = useState(0)
  const [isKeyHelpOpen, setKeyHelpOpen] = useState(false)
  const mount = useRef<HTMLDivElement>(null)
  const page = useRef<HTMLDivElement>(null)
  const segment = useRef<HTMLDivElement>(null)
  const walls = useRef<HTMLDivElement>(null)
  const notes = useRef<HTMLUListElement>(null)

  const shownView = useRef<EditorView | null>(null)
  const refresh = useCallback(() => {
    if (shownView.current) refreshPicker(shownView.current)
  }, [])
  const translate = useRef(t)
  translate.current = t
  const latestProps = useRef(props)
  latestProps.current = props
  const clock = useMemo(() => ({ now: props.now, timeZone: props.timeZone }), [props.now, props.timeZone])
  const commands = useMemo(
    () =>
      createNoteCommands(
        clock,
        (kind) => translate.current(`editor.words.${kind}`),
        (current) => addPictures(current, latestProps.current.pictures.add, ['choose']),
      ),
    [clock],
  )
  const findCommand = useCallback<FindCommand>(
    (href) => {
      if (!href.startsWith(TEMPLATE_PREFIX)) return commands.find(({ id }) => id === href)?.run ?? null
      const { templates, templateFacts } = latestProps.current
      const template = templates.find(({ id }) => id === href.slice(TEMPLATE_PREFIX.length))
      return template ? insertTemplate(fillTemplate(template.markdown, templateFacts)) : null
    },
    [commands],
  )
  const isTableCommand = useCallback(
    (href: string) => commands.some(({ id, within }) => id === href && within === 'table'),
    [commands],
  )
  const getFreeSpeakers = useCallback(() => listUnlinkedSpeakers(shownView.current?.state.doc), [])
  const pickerSearch = usePickerSearch(props, commands, getFreeSpeakers, refresh)
  // The current values, read by the plugins when they need them.
  const latest = useRef({ props, t, i18n, picking: pickerSearch })
  latest.current = { props, t, i18n, picking: pickerSearch }

  const { view, ui, wordCount, schedule } = useEditor(
    { mount, page, segment, walls, notes },
    {
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
      editLink: (state) => setLink(findLinkRange(state)),
      onEscape: () => setFocusMode(false),
      getViewWords: () => ({
        taskDone: latest.current.t('editor.done'),
        keptSource: latest.current.t('editor.kept'),
        openHint: latest.current.t('editor.open', { key: getKeyLabel('Mod-Enter') }),
        untitledPicture: latest.current.t('editor.picture.untitled'),
        missingPicture: latest.current.t('editor.picture.missing'),
      }),
      addPictures: () => latestProps.current.pictures.add,
      watchPictureText: (...watched) => latestProps.current.pictures.watchText(...watched),
      onTooLong: () => latest.current.props.onTooLong?.(),
      findCommand,
      findRows: (kind, query) => {
        const state = shownView.current?.state
        const inTable = state !== undefined && isInTable(state)
        const found = latest.current.picking.findRows(kind, query)
        const others = found.filter(({ href }) => !isTableCommand(href))
        // In a table, commands for tables come first.
        const offered = inTable ? [...found.filter(({ href }) => isTableCommand(href)), ...others] : others
        return kind === 'command' && query === '' ? offered.slice(0, FIRST_ROWS) : offered
      },
      findSpeaker: (name) => latest.current.picking.findSpeaker(name),
      getSidenoteSource: () => ({
        describe: latest.current.props.createSidenote,
        decision: latest.current.t('editor.decision'),
        question: latest.current.t('editor.question'),
        task: latest.current.t('editor.task'),
        guard: (level) => ({
          title: latest.current.t(`confidentiality.${level}`),
          text: latest.current.t(`confidentiality.hint.${level}`),
        }),
        date: (kind, date) =>
          latest.current.t(kind === 'do' ? 'editor.doOn' : 'editor.dueBy', {
            date: formatDay(date, latest.current.i18n.language),
          }),
      }),
      onChange: (changed) => latest.current.props.onChange(() => docToMarkdown(changed.state.doc)),
    },
  )

  shownView.current = view
  const { suggestions, recordVisit, link: linkSuggestion } = useSuggestions(view, props)

  const run = useCallback(
    (command: Command) => {
      if (!view) return
      view.focus()
      command(view.state, view.dispatch, view)
    },
    [view],
  )

  const keys: NoteKey[] = [
    { id: 'find', key: appKeys.find, run: () => setFindRequestCount((count) => count + 1) },
    { id: 'focusMode', key: appKeys.focusMode, run: toggleFocusMode },
    { id: 'help', key: appKeys.help, run: () => setKeyHelpOpen(true) },
  ]
  const { onPopOut } = props
  if (onPopOut) keys.push({ id: 'popOut', key: appKeys.popOut, run: onPopOut })
  if (view && !props.readOnly)
    keys.push({ id: 'misspelt', key: appKeys.misspelt, run: () => getChecker(view)?.onNext?.() })
  useNoteKeys(keys)

  /** Whether the text had the focus last. */
  const hadCaret = useRef(false)
  // When the delegate returns from another program, the text gets the focus again if nothing else has it.
  useEffect(() => {
    if (!view) return
    const resume = () => {
      if (document.activeElement === document.body && hadCaret.current) view.focus()
    }
    window.addEventListener('focus', resume)
    return () => window.removeEventListener('focus', resume)
  }, [view])

  const listCommands = () => {
    const windowCommands = keys.map((key) => ({
      ...key,
      name: t(key.id === 'help' ? 'editor.keys.open' : `editor.keys.${key.id}`),
    }))
    if (!view || props.readOnly) return windowCommands
    const templates = props.templates.map(({ id, name, markdown }) => ({
      id: TEMPLATE_PREFIX + id,
      name: t('templates.insert', { name }),
      run: () => run(insertTemplate(fillTemplate(markdown, props.templateFacts))),
    }))
    const common = createCommonCommands((state) => setLink(findLinkRange(state)))
    return [
      ...listRunnable(view.state, commands, (id) => t(`editor.commands.${id}`), run),
      ...listRunnable(view.state, common, (id) => t(`editor.keys.${id}`), run),
      ...windowCommands,
      ...templates,
    ]
  }
  useHandle(view, page, listCommands, props.onReady)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the content of sidenotes may load, or change its language, after the text
  useEffect(() => {
    if (view) schedule(view, true)
  }, [view, schedule, props.createSidenote, t])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only observes where the focus goes
    <div
      className={styles.container}
      onFocus={(event) => {
        if (!isText(event.target)) return
        hadCaret.current = true
        recordVisit(true)
      }}
      onBlur={(event) => {
        if (event.relatedTarget) hadCaret.current = false
        if (isText(event.target)) recordVisit(false)
        if (!event.currentTarget.contains(event.relatedTarget)) props.onBlur?.()
      }}
    >
      <div className={styles.editor}>
        {ui && !props.readOnly && <Toolbar state={ui.toolbar} run={run} commands={commands} />}
        {view && findRequestCount > 0 && (
          <FindBar view={view} requestCount={findRequestCount} onClose={() => setFindRequestCount(0)} />
        )}
        <div className={styles.room}>
          <div className={styles.scroll}>
            <div ref={page} className={styles.page}>
              <div ref={segment} className={styles.segment} hidden />
              <div ref={walls} className={styles.walls} aria-hidden />
              <div
                ref={mount}
                dir="auto"
                lang={toLanguageTag(props.spelling.language)}
                className={styles.mount}
              />
              {view && ui?.isEmpty && !props.readOnly && props.templates.length > 0 && (
                <TemplateRow
                  templates={props.templates}
                  onInsert={(id) => {
                    const command = findCommand(TEMPLATE_PREFIX + id)
                    if (command) run(command)
                  }}
                />
              )}
              <SidenoteList ref={notes} sidenotes={ui?.sidenotes ?? []} onOpen={props.onOpenMention} />
            </div>
          </div>
        </div>
        {suggestions.length > 0 && !props.readOnly && (
          <SuggestionRow
            suggestions={suggestions}
            onLink={linkSuggestion}
            onDismiss={() => props.onDismiss(suggestions.map(({ href }) => href))}
          />
        )}
        <HintBar
          entryCount={ui?.entryCount ?? 0}
          wordCount={wordCount}
          commands={commands}
          spelling={props.readOnly ? null : props.spelling}
          onPopOut={props.onPopOut ?? null}
          isKeyHelpOpen={isKeyHelpOpen}
          onKeyHelpToggle={setKeyHelpOpen}
        />
      </div>
      {view && ui?.picker && <Picker view={view} picker={ui.picker} findCommand={findCommand} />}
      {view && ui?.picture && (
        <PictureForm
          key={ui.picture.pos}
          view={view}
          picture={ui.picture}
          tools={props.pictures}
          readOnly={props.readOnly}
        />
      )}
      {view && !props.readOnly && <SpellingMenu view={view} spelling={props.spelling} />}
      {view && link && <LinkForm view={view} range={link} onClose={() => setLink(null)} />}
    </div>
  )
}

/** Whether the element is the text of a note. Works before the view exists. */
function isText(target: Element): boolean {
  return target.matches('[contenteditable="true"]')
}
