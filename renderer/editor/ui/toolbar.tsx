/**
 * The toolbar. Each command also has a key. If space is short, rare commands are hidden first, then bold, italic and the like move to a
 * menu. Task, Decision, Key message and Contact keep their labels as long as possible.
 */
import {
  AtSign,
  Bold,
  ChevronDown,
  CircleHelp,
  Clock,
  Diamond,
  Highlighter,
  Italic,
  Link,
  List,
  ListOrdered,
  MessageSquare,
  Plus,
  Quote,
  SquareCheck,
} from 'lucide-react'
import type { Command } from 'prosemirror-state'
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { Toolbar as AriaToolbar, Separator } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { getKeyLabel, modifierKey } from '../../ui/kbd.tsx'
import { Menu } from '../../ui/menu.tsx'
import { setTextStyle, type TextStyle } from '../commands/commands.ts'
import type { CommandId, NoteCommand } from '../commands/note-commands.ts'
import { openPicker } from '../commands/open-picker.ts'
import type { ToolbarState } from '../commands/toolbar-state.ts'
import styles from './toolbar.module.css'

const textStyles: TextStyle[] = ['text', 'heading-1', 'heading-2', 'heading-3', 'code']

export function Toolbar({
  state,
  run,
  commands,
}: {
  state: ToolbarState
  /** Runs the command and returns the focus to the text. */
  run: (command: Command) => void
  commands: readonly NoteCommand[]
}) {
  const { t } = useTranslation()
  const bar = useRef<HTMLDivElement>(null)
  const formats = [
    ['bold', <Bold key="icon" />, state.strong],
    ['italic', <Italic key="icon" />, state.em],
    ['highlight', <Highlighter key="icon" />, state.highlight],
    ['bullets', <List key="icon" />, state.bullets],
    ['numbers', <ListOrdered key="icon" />, state.numbers],
    ['quote', <Quote key="icon" />, state.quote],
  ] as const
  const createTool = (id: CommandId, icon: ReactNode, shows: 'icon' | 'words', on?: boolean) => {
    const command = commands.find((known) => known.id === id)
    if (!command) return null
    const { key, typed } = command
    return (
      <Tool
        key={id}
        label={t(`editor.commands.${id}`)}
        hint={key ? getKeyLabel(key) : (typed ?? '')}
        icon={icon}
        {...(on === undefined ? {} : { on })}
        shows={shows}
        act={() => run(command.run)}
      />
    )
  }
  const styleName = t(state.style ? `editor.styles.${state.style}` : 'editor.styles.heading')
  const size = useBarSize(bar, styleName)
  // Whether the focus goes to the text when a menu closes. Otherwise its button would get the focus.
  const backToText = useRef(false)
  const toText = () => {
    if (backToText.current) run(() => false)
    backToText.current = false
  }
  const hasFormatMenu = size === 'menu' || size === 'icons'
  const word = size === 'icons' ? 'icon' : 'words'
  const hasAll = size === 'all' || size === 'no time'
  const shownFormats =
    size === 'few' ? formats.filter(([id]) => id !== 'highlight' && id !== 'quote') : formats
  return (
    <AriaToolbar ref={bar} aria-label={t('editor.toolbar')} className={styles.toolbar ?? ''}>
      <Menu
        label={t('editor.style')}
        actions={textStyles.map((style, index) => ({
          id: style,
          label: t(`editor.styles.${style}`),
          ...(style === 'code' ? {} : { shortcut: `${modifierKey} Alt ${index}` }),
          selected: style === state.style,
          onAction: () => {
            backToText.current = true
            run(setTextStyle(style))
          },
        }))}
      >
        <button
          type="button"
          className={styles.style}
          aria-label={`${t('editor.style')}: ${styleName}`}
          onFocus={toText}
        >
          {styleName}
          <ChevronDown aria-hidden />
        </button>
      </Menu>
      <Separator orientation="vertical" className={styles.separator ?? ''} />
      {hasFormatMenu ? (
        <Menu
          label={t('editor.toolbar')}
          multiple
          actions={formats.map(([id, icon, on]) => {
            const { key, run: command } = commands.find((known) => known.id === id) as NoteCommand
            return {
              id,
              label: t(`editor.commands.${id}`),
              icon,
              ...(key ? { shortcut: getKeyLabel(key) } : {}),
              selected: on,
              onAction: () => {
                backToText.current = true
                run(command)
              },
            }
          })}
        >
          <button type="button" className={styles.icon} aria-label={t('editor.toolbar')} onFocus={toText}>
            <Bold />
            <ChevronDown />
          </button>
        </Menu>
      ) : (
        shownFormats.map(([id, icon, on]) => createTool(id, icon, 'icon', on))
      )}
      <Separator orientation="vertical" className={styles.separator ?? ''} />
      {createTool('task', <SquareCheck />, word, state.task)}
      {createTool('decision', <Diamond />, word, state.decision)}
      {hasAll && createTool('question', <CircleHelp />, word, state.question)}
      {hasAll && createTool('speaker', <MessageSquare />, word, state.turn)}
      {createTool('keyMessage', <Link />, word)}
      {createTool('contact', <AtSign />, word)}
      {size === 'all' && createTool('time', <Clock />, word)}
      <Tool
        label={t('editor.more')}
        hint="/"
        icon={size === 'all' || size === 'icons' ? <Plus /> : null}
        shows={word}
        act={() => run(openPicker('command'))}
      />
    </AriaToolbar>
  )
}

function Tool({
  label,
  hint,
  icon,
  on,
  shows,
  act,
}: {
  label: string
  /** The key, or the characters that do the same if typed; '' for none. */
  hint: string
  icon: ReactNode
  /** Whether the button is pressed; undefined if it cannot be. */
  on?: boolean
  shows: 'icon' | 'words'
  act: () => void
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={on}
      data-tooltip={label}
      data-shortcut={hint}
      className={shows === 'icon' ? styles.icon : styles.words}
      onClick={act}
    >
      {icon}
      {shows === 'words' && label}
    </button>
  )
}

/** How much of the toolbar is shown. The menu has commands whose keys every delegate knows. Hidden commands are in the `/` list. */
type BarSize = 'all' | 'no time' | 'short' | 'few' | 'menu' | 'icons'
const narrower: Record<BarSize, BarSize> = {
  all: 'no time',
  'no time': 'short',
  short: 'few',
  few: 'menu',
  menu: 'icons',
  icons: 'icons',
}

/** Finds out how much fits whenever the width or the labels change, starting with everything. */
function useBarSize(bar: RefObject<HTMLDivElement | null>, styleName: string): BarSize {
  const [{ size }, setSize] = useState<{ size: BarSize; tried: string }>({ size: 'all', tried: '' })
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = bar.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [bar])
  useLayoutEffect(() => {
    const element = bar.current
    const tried = `${width} ${styleName}`
    setSize((last) => {
      if (last.tried !== tried) return { size: 'all', tried }
      const overflows = element !== null && element.scrollWidth > element.clientWidth
      return overflows && narrower[last.size] !== last.size ? { ...last, size: narrower[last.size] } : last
    })
  })
  return size
}
