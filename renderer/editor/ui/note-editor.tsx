/** The notebook page: times in the margin, the text, sidenotes beside it. */
import type { Command } from 'prosemirror-state'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appKeys } from '../../../core/keys.ts'
import { fillTemplate } from '../../../core/note-format/index.ts'
import { toLanguageTag } from '../../../core/spelling.ts'
import { toggleFocusMode } from '../../lib/focus-mode.ts'
import { findLinkRange, type LinkRange } from '../commands/commands.ts'
import { createCommonCommands } from '../commands/keymap.ts'
import { listRunnable } from '../commands/listed-commands.ts'
import { insertTemplate } from '../plugins/templates.ts'
import { getChecker } from '../spelling/spelling-checker.ts'
import { SpellingMenu } from '../spelling/spelling-menu.tsx'
import { useHandle } from '../view/editor-handle.ts'
import { useSuggestions } from '../view/use-suggestions.ts'
import { FindBar } from './find-bar.tsx'
import { HintBar } from './hint-bar.tsx'
import { LinkForm } from './link-form.tsx'
import styles from './note-editor.module.css'
import type { NoteEditorProps } from './note-editor-props.ts'
import { Picker } from './picker.tsx'
import { TEMPLATE_PREFIX } from './picker-rows.ts'
import { PictureForm } from './picture-form.tsx'
import { SidenoteList } from './sidenote-list.tsx'
import { SuggestionRow } from './suggestion-row.tsx'
import { TemplateRow } from './template-row.tsx'
import { Toolbar } from './toolbar.tsx'
import { type NoteKey, useNoteKeys } from './use-note-keys.ts'
import { useNoteView } from './use-note-view.ts'

export function NoteEditor(props: NoteEditorProps) {
  const { t } = useTranslation()
  const [link, setLink] = useState<LinkRange | null>(null)
  const [findRequestCount, setFindRequestCount] = useState(0)
  const [isKeyHelpOpen, setKeyHelpOpen] = useState(false)
  const { refs, view, ui, wordCount, scheduleUpdate, commands, findCommand } = useNoteView(props, setLink)
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

  /** Whether the text was the last element in the window that had the focus. */
  const hadTextFocus = useRef(false)
  // When the delegate returns from another program, the text gets the focus again if nothing else has it.
  useEffect(() => {
    if (!view) return
    const returnFocusToText = () => {
      if (document.activeElement === document.body && hadTextFocus.current) view.focus()
    }
    window.addEventListener('focus', returnFocusToText)
    return () => window.removeEventListener('focus', returnFocusToText)
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
  useHandle(view, refs.page, listCommands, props.onReady)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the content of sidenotes may load, or change its language, after the text
  useEffect(() => {
    if (view) scheduleUpdate(view, true)
  }, [view, scheduleUpdate, props.createSidenote, t])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only observes where the focus goes
    <div
      className={styles.container}
      onFocus={(event) => {
        if (!isText(event.target)) return
        hadTextFocus.current = true
        recordVisit(true)
      }}
      onBlur={(event) => {
        if (event.relatedTarget) hadTextFocus.current = false
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
            <div ref={refs.page} className={styles.page}>
              <div ref={refs.segment} className={styles.segment} hidden />
              <div ref={refs.walls} className={styles.walls} aria-hidden />
              <div
                ref={refs.mount}
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
              <SidenoteList ref={refs.notes} sidenotes={ui?.sidenotes ?? []} onOpen={props.onOpenMention} />
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
