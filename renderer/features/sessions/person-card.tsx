import { type ContextType, useEffect, useId, useRef, useState } from 'react'
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { fold } from '../../../core/fold.ts'
import { parseRapporteurUrl } from '../../../core/note-format/rapporteur-url.ts'
import type { Session } from '../../../db/model.ts'
import { useMinute } from '../../lib/clock.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { getMainContainer } from '../../ui/within-main.ts'
import { getSessionName } from '../schedule/index.ts'
import { useConference, useSessions } from './conference.tsx'
import { useConferenceFormat } from './format.ts'
import styles from './person-card.module.css'
import { getPlaceName } from './room-mark.tsx'

const NO_ITEMS: readonly never[] = []

/** Milliseconds for which the pointer rests before the card opens or closes. */
const OPEN_DELAY_MS = 400
const CLOSE_DELAY_MS = 200

/** The state of a tooltip that is always open, since PersonCardHost renders it only while it is shown. */
const OPEN_TOOLTIP: ContextType<typeof TooltipTriggerStateContext> = {
  isOpen: true,
  shouldSkipAnimation: true,
  open: () => {},
  close: () => {},
}

/**
 * Shows a card about a person while the pointer rests on the person's name (an element with `data-person`), or the name has the focus.
 * Escape closes the card. Rendered once in each window, since a long list would need hundreds of listeners otherwise. For a link in a note,
 * the address in `data-href` identifies the person, since two people can have the same name.
 */
export function PersonCardHost() {
  const [anchorElement, setAnchorElement] = useState<HTMLElement | null>(null)
  const anchor = useRef<HTMLElement>(null)
  anchor.current = anchorElement
  const card = useRef<HTMLDivElement>(null)
  const id = useId()

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onMove = ({ clientX, clientY }: PointerEvent) => {
      clearTimeout(timer)
      timer = setTimeout(
        () => {
          const topElement = document.elementFromPoint(clientX, clientY)
          if (!card.current?.contains(topElement)) setAnchorElement(findPerson(topElement, clientX, clientY))
        },
        anchor.current ? CLOSE_DELAY_MS : OPEN_DELAY_MS,
      )
    }
    const close = () => {
      clearTimeout(timer)
      setAnchorElement(null)
    }
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target.dataset.person && target.matches(':focus-visible')) {
        setAnchorElement(target)
      }
    }
    const onBlur = ({ target }: FocusEvent) => {
      if (target === anchor.current) close()
    }
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') close()
    }
    const listeners = new AbortController()
    const options = { signal: listeners.signal, capture: true, passive: true }
    document.addEventListener('pointermove', onMove, options)
    document.addEventListener('pointerdown', close, options)
    document.addEventListener('wheel', close, options)
    document.addEventListener('focusin', onFocus, options)
    document.addEventListener('focusout', onBlur, options)
    document.addEventListener('keydown', onKey, options)
    return () => {
      clearTimeout(timer)
      listeners.abort()
    }
  }, [])

  useEffect(() => {
    if (!anchorElement || anchorElement.tabIndex < 0) return
    anchorElement.setAttribute('aria-describedby', id)
    return () => anchorElement.removeAttribute('aria-describedby')
  }, [anchorElement, id])

  const { person = '', href = '' } = anchorElement?.dataset ?? {}
  return (
    anchorElement?.isConnected && (
      <TooltipTriggerStateContext value={OPEN_TOOLTIP}>
        <Tooltip
          ref={card}
          key={person}
          triggerRef={anchor}
          placement="bottom start"
          offset={6}
          {...getMainContainer()}
        >
          <div id={id} className={styles.card}>
            <PersonCard name={person} href={href} isLink={anchorElement.tagName === 'A'} />
          </div>
        </Tooltip>
      </TooltipTriggerStateContext>
    )
  )
}

/** Also finds a name in a row whose link covers the whole row. */
function findPerson(topElement: Element | null, x: number, y: number): HTMLElement | null {
  const person = topElement?.closest<HTMLElement>('[data-person]')
  if (person) return person
  const below = document.elementsFromPoint(x, y).find((element) => element.matches('[data-person]'))
  return below instanceof HTMLElement && topElement?.parentElement?.contains(below) ? below : null
}

/** The card: details of the person, the last note about them, and their next session on the agenda. */
function PersonCard({
  name,
  href,
  isLink,
}: {
  name: string
  /** The address of a link in a note; '' elsewhere. */
  href: string
  /** Whether the name opens the person's sessions. */
  isLink: boolean
}) {
  const { t } = useTranslation()
  const conference = useConference()
  const { formatMoment } = useConferenceFormat()
  const now = useMinute()
  const sessions: readonly Session[] = useSessions() ?? NO_ITEMS
  const scope = { conference: conference.slug }
  const { data: contacts = NO_ITEMS } = useStoreQuery('contacts.list', scope)
  const { data: speakers = NO_ITEMS } = useStoreQuery('speakers.list', scope)
  const { data: mentions = NO_ITEMS } = useStoreQuery('notes.mentions', scope)
  const isSamePerson = (other: string) => fold(other.trim()) === fold(name.trim())
  const personId = getPersonId(href)
  const contact = contacts.find((each) => (personId ? each.id === personId : isSamePerson(each.name)))
  const speaker = speakers.find((each) => (personId ? each.guid === personId : isSamePerson(each.name)))
  const lastMention = mentions
    .filter(
      ({ target, id }) =>
        (target === 'contact' && id === contact?.id) || (target === 'speaker' && id === speaker?.guid),
    )
    .toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
    .at(-1)
  const nextSession = sessions.find(
    ({ start, status, speakers: people }) =>
      start > now && status === 'confirmed' && people.some(isSamePerson),
  )
  const place = nextSession && getPlaceName(conference, nextSession)
  const description = contact
    ? [contact.role, contact.organisation, contact.country].filter(Boolean).join(', ')
    : ''
  return (
    <>
      <strong dir="auto">{name}</strong>
      {description && <span dir="auto">{description}</span>}
      {speaker && <span>{t('people.speaksIn', { count: speaker.sessions.length })}</span>}
      {lastMention && (
        <span className={styles.noted}>{t('people.lastNoted', { text: lastMention.excerpt })}</span>
      )}
      {nextSession && (
        <span>
          {t('people.next', {
            moment: formatMoment(nextSession.start),
            title: [getSessionName(nextSession), place].filter(Boolean).join(', '),
          })}
        </span>
      )}
      {isLink && <span className={styles.hint}>{t('filters.only', { name })}</span>}
    </>
  )
}

/** The id of the person to whom a link in a note refers. */
function getPersonId(href: string): string | null {
  const target = parseRapporteurUrl(href)
  if (target?.kind === 'contact') return target.id
  return target?.kind === 'for' ? (target.who?.id ?? null) : null
}
