/**
 * What can be done to the text, each also with a key. Where it does not fit, the words of Task, Decision and so on go, then
 * bold, italic and their like into a menu.
 */
import {
  AtSign,
  Bold,
  ChevronDown,
  Clock,
  Diamond,
  Highlighter,
  Italic,
  Link,
  List,
  ListOrdered,
  Quote,
  SquareCheck,
} from 'lucide-react'
import type { Command } from 'prosemirror-state'
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import {
  Toolbar as AriaToolbar,
  Button,
  Separator,
  ToggleButton,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { modifierKey } from '../ui/kbd.tsx'
import { Menu } from '../ui/menu.tsx'
import {
  setTextStyle,
  type TextStyle,
  toggleDecision,
  toggleEm,
  toggleHighlight,
  toggleQuote,
  toggleStrong,
} from './commands.ts'
import { toggleList, toggleTask } from './lists.ts'
import { openPicker } from './mentions.ts'
import { schema } from './schema.ts'
import { type Clock as ConferenceClock, stampNow } from './stamps.ts'
import styles from './toolbar.module.css'
import type { ToolbarState } from './toolbar-state.ts'

const textStyles: TextStyle[] = ['text', 'heading-1', 'heading-2', 'heading-3', 'code']

export function Toolbar({
  state,
  run,
  clock,
}: {
  state: ToolbarState
  /** Runs the command and puts the focus back into the text. */
  run: (command: Command) => void
  clock: ConferenceClock
}) {
  const { t } = useTranslation()
  const bar = useRef<HTMLDivElement>(null)
  const { bullet_list, ordered_list } = schema.nodes
  const formats = [
    ['bold', 'B', <Bold key="icon" />, state.strong, toggleStrong],
    ['italic', 'I', <Italic key="icon" />, state.em, toggleEm],
    ['highlight', 'Shift H', <Highlighter key="icon" />, state.highlight, toggleHighlight],
    ['bullets', null, <List key="icon" />, state.bullets, toggleList(bullet_list)],
    ['numbers', null, <ListOrdered key="icon" />, state.numbers, toggleList(ordered_list)],
    ['quote', null, <Quote key="icon" />, state.quote, toggleQuote],
  ] as const
  const styleName = t(state.style ? `editor.styles.${state.style}` : 'editor.styles.heading')
  const room = useRoom(bar, styleName)
  // A menu that closes gives the focus to its button.
  const backToText = useRef(false)
  const toText = () => {
    if (backToText.current) run(() => false)
    backToText.current = false
  }
  const word = room === 'icons' || room === 'menu' ? 'icon' : 'words'
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
        <Button
          className={styles.style ?? ''}
          aria-label={`${t('editor.style')}: ${styleName}`}
          onFocus={toText}
        >
          {styleName}
          <ChevronDown aria-hidden />
        </Button>
      </Menu>
      <Separator orientation="vertical" className={styles.separator ?? ''} />
      {room === 'menu' ? (
        <Menu
          label={t('editor.toolbar')}
          actions={formats.map(([name, key, icon, on, command]) => ({
            id: name,
            label: t(`editor.${name}`),
            icon,
            ...(key ? { shortcut: `${modifierKey} ${key}` } : {}),
            selected: on,
            onAction: () => {
              backToText.current = true
              run(command)
            },
          }))}
        >
          <Button className={styles.icon ?? ''} aria-label={t('editor.toolbar')} onFocus={toText}>
            <Bold />
            <ChevronDown />
          </Button>
        </Menu>
      ) : (
        formats.map(([name, key, icon, on, command]) => (
          <Tool
            key={name}
            label={t(`editor.${name}`)}
            shortcut={key}
            icon={icon}
            on={on}
            shows="icon"
            act={() => run(command)}
          />
        ))
      )}
      <Separator orientation="vertical" className={styles.separator ?? ''} />
      <Tool
        label={t('editor.task')}
        shortcut="T"
        icon={<SquareCheck />}
        on={state.task}
        shows={word}
        act={() => run(toggleTask)}
      />
      <Tool
        label={t('editor.decision')}
        shortcut="D"
        icon={<Diamond />}
        on={state.decision}
        shows={word}
        act={() => run(toggleDecision(t('editor.decisionWord')))}
      />
      <Tool
        label={t('editor.keyMessage')}
        typed="[["
        icon={<Link />}
        shows={word}
        act={() => run(openPicker('key-message'))}
      />
      <Tool
        label={t('editor.contact')}
        typed="@"
        icon={<AtSign />}
        shows={word}
        act={() => run(openPicker('contact'))}
      />
      {room !== 'no time' && (
        <Tool
          label={t('editor.time')}
          shortcut="Alt T"
          icon={<Clock />}
          shows={word}
          act={() => run(stampNow(clock))}
        />
      )}
    </AriaToolbar>
  )
}

function Tool({
  label,
  shortcut,
  typed,
  icon,
  on,
  shows,
  act,
}: {
  label: string
  /** Pressed together with Ctrl. */
  shortcut?: string | null
  /** Characters that do the same when they are typed. */
  typed?: string
  icon: ReactNode
  /** Left out where nothing can be on. */
  on?: boolean
  shows: 'icon' | 'words'
  act: () => void
}) {
  const props = { className: (shows === 'icon' ? styles.icon : styles.words) ?? '', 'aria-label': label }
  const content = (
    <>
      {icon}
      {shows === 'words' && label}
    </>
  )
  const key = typed ?? (shortcut ? `${modifierKey} ${shortcut}` : null)
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      {on === undefined ? (
        <Button {...props} onPress={act}>
          {content}
        </Button>
      ) : (
        <ToggleButton {...props} isSelected={on} onChange={act}>
          {content}
        </ToggleButton>
      )}
      <Tooltip className={styles.tooltip ?? ''} offset={6}>
        {label}
        {key && <kbd>{key}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}

/** In a menu stands what every editor has and every delegate knows the keys of. */
type Room = 'all' | 'no time' | 'icons' | 'menu'
const narrower: Record<Room, Room> = { all: 'no time', 'no time': 'icons', icons: 'menu', menu: 'menu' }

/** How much fits: tried from the most, whenever the width or the words (of the language, of the style) change. */
function useRoom(bar: RefObject<HTMLDivElement | null>, styleName: string): Room {
  const [{ room }, setRoom] = useState<{ room: Room; tried: string }>({ room: 'all', tried: '' })
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
    setRoom((last) => {
      if (last.tried !== tried) return { room: 'all', tried }
      const overflows = element !== null && element.scrollWidth > element.clientWidth
      return overflows && narrower[last.room] !== last.room ? { ...last, room: narrower[last.room] } : last
    })
  })
  return room
}
