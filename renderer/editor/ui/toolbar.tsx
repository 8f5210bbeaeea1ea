/**
 * The toolbar. Each command also has a key. If space is short, rare commands are hidden first, then bold, italic and other formats move to
 * a menu. Task, Decision, Key message and Contact keep their labels as long as possible.
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
  const createTool = (id: CommandId, icon: ReactNode, form: 'icon' | 'words', isOn?: boolean) => {
    const command = commands.find((candidate) => candidate.id === id)
    if (!command) return null
    const { key, typed } = command
    return (
      <Tool
        key={id}
        label={t(`editor.commands.${id}`)}
        hint={key ? getKeyLabel(key) : (typed ?? '')}
        icon={icon}
        {...(isOn === undefined ? {} : { isOn })}
        form={form}
        onPress={() => run(command.run)}
      />
    )
  }
  const styleName = t(state.style ? `editor.styles.${state.style}` : 'editor.styles.heading')
  const size = useBarSize(bar, styleName)
  // When a menu closes, React Aria gives the focus to its button. After a command, the focus must go on to the text.
  const returnsFocusToText = useRef(false)
  const returnFocusToText = () => {
    if (returnsFocusToText.current) run(() => false)
    returnsFocusToText.current = false
  }
  const hasFormatMenu = size === 'menu' || size === 'icons'
  const form = size === 'icons' ? 'icon' : 'words'
  const hasRareCommands = size === 'all' || size === 'no time'
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
            returnsFocusToText.current = true
            run(setTextStyle(style))
          },
        }))}
      >
        <button
          type="button"
          className={styles.style}
          aria-label={`${t('editor.style')}: ${styleName}`}
          onFocus={returnFocusToText}
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
          actions={formats.map(([id, icon, isOn]) => {
            const { key, run: command } = commands.find((candidate) => candidate.id === id) as NoteCommand
            return {
              id,
              label: t(`editor.commands.${id}`),
              icon,
              ...(key ? { shortcut: getKeyLabel(key) } : {}),
              selected: isOn,
              onAction: () => {
                returnsFocusToText.current = true
                run(command)
              },
            }
          })}
        >
          <button
            type="button"
            className={styles.icon}
            aria-label={t('editor.toolbar')}
            onFocus={returnFocusToText}
          >
            <Bold />
            <ChevronDown />
          </button>
        </Menu>
      ) : (
        shownFormats.map(([id, icon, isOn]) => createTool(id, icon, 'icon', isOn))
      )}
      <Separator orientation="vertical" className={styles.separator ?? ''} />
      {createTool('task', <SquareCheck />, form, state.task)}
      {createTool('decision', <Diamond />, form, state.decision)}
      {hasRareCommands && createTool('question', <CircleHelp />, form, state.question)}
      {hasRareCommands && createTool('speaker', <MessageSquare />, form, state.turn)}
      {createTool('keyMessage', <Link />, form)}
      {createTool('contact', <AtSign />, form)}
      {size === 'all' && createTool('time', <Clock />, form)}
      <Tool
        label={t('editor.more')}
        hint="/"
        icon={size === 'all' || size === 'icons' ? <Plus /> : null}
        form={form}
        onPress={() => run(openPicker('command'))}
      />
    </AriaToolbar>
  )
}

function Tool({
  label,
  hint,
  icon,
  isOn,
  form,
  onPress,
}: {
  label: string
  /** The key, or the characters that do the same if typed; '' for none. */
  hint: string
  icon: ReactNode
  /** Whether the button is shown as pressed; undefined for a button that never is. */
  isOn?: boolean
  form: 'icon' | 'words'
  onPress: () => void
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isOn}
      data-tooltip={label}
      data-shortcut={hint}
      className={form === 'icon' ? styles.icon : styles.words}
      onClick={onPress}
    >
      {icon}
      {form === 'words' && label}
    </button>
  )
}

/**
 * How much of the toolbar is shown. `few` leaves out two formats, `menu` moves all formats to a menu, since every delegate knows their keys.
 * Hidden commands are in the `/` list.
 */
type BarSize = 'all' | 'no time' | 'short' | 'few' | 'menu' | 'icons'
const nextSmaller: Record<BarSize, BarSize> = {
  all: 'no time',
  'no time': 'short',
  short: 'few',
  few: 'menu',
  menu: 'icons',
  icons: 'icons',
}

/** Finds the largest size that fits, again after each change of the width or of the style's name. Tries all sizes, the largest first. */
function useBarSize(bar: RefObject<HTMLDivElement | null>, styleName: string): BarSize {
  const [{ size }, setSize] = useState<{ size: BarSize; triedFor: string }>({ size: 'all', triedFor: '' })
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
    const triedFor = `${width} ${styleName}`
    setSize((last) => {
      if (last.triedFor !== triedFor) return { size: 'all', triedFor }
      const overflows = element !== null && element.scrollWidth > element.clientWidth
      const smaller = nextSmaller[last.size]
      return overflows && smaller !== last.size ? { ...last, size: smaller } : last
    })
  })
  return size
}
