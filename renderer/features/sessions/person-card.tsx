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

const NONE: readonly never[] = []

/** Milliseconds for which the pointer rests before the card opens or closes. */
const OPEN_DELAY_MS = 400
const CLOSE_DELAY_MS = 200

/** The state that a tooltip without a trigger expects: this component opens and closes it. */
const OPEN: ContextType<typeof TooltipTriggerStateContext> = {
  ...{ isOpen: true, shouldSkipAnimation: true, open: () => {}, close: () => {} },
}

/**
 * Shows a card about a person while the pointer rests on the person's name (an element with `data-person`), or the name has the focus.
 * Escape closes the card. Rendered once in each window, since a long list would need hundreds of listeners otherwise. For a link in a note,
 * the address in `data-href` identifies the person, since two people can have the same name.
 */
export function PersonCardHost() {
  const [shown, setShown] = useState<HTMLElement | null>(null)
  const anchor = useRef<HTMLElement>(null)
  anchor.current = shown
  const card = useRef<HTMLDivElement>(null)
  const id = useId()

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onMove = ({ clientX, clientY }: PointerEvent) => {
      clearTimeout(timer)
      timer = setTimeout(
        () => {
          const top = document.elementFromPoint(clientX, clientY)
          if (!card.current?.contains(top)) setShown(findPerson(top, clientX, clientY))
        },
        anchor.current ? CLOSE_DELAY_MS : OPEN_DELAY_MS,
      )
    }
    const close = () => {
      clearTimeout(timer)
      setShown(null)
    }
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target.dataset.person && target.matches(':focus-visible')) {
        setShown(target)
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
    if (!shown || shown.tabIndex < 0) return
    shown.setAttribute('aria-describedby', id)
    return () => shown.removeAttribute('aria-describedby')
  }, [shown, id])

  const { person = '', href = '' } = shown?.dataset ?? {}
  return (
    shown?.isConnected && (
      <TooltipTriggerStateContext value={OPEN}>
        <Tooltip
          ref={card}
          key={person}
          triggerRef={anchor}
          placement="bottom start"
          offset={6}
          {...getMainContainer()}
        >
          <div id={id} className={styles.card}>
            <PersonCard name={person} href={href} isLink={shown.tagName === 'A'} />
          </div>
        </Tooltip>
      </TooltipTriggerStateContext>
    )
  )
}

/** Also finds a name in a row whose link covers the whole row. */
function findPerson(top: Element | null, x: number, y: number): HTMLElement | null {
  const person = top?.closest<HTMLElement>('[data-person]')
  if (person) return person
  const below = document.elementsFromPoint(x, y).find((element) => element.matches('[data-person]'))
  return below instanceof HTMLElement && top?.parentElement?.contains(below) ? below : null
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
  const sessions: readonly Session[] = useSessions() ?? NONE
  const scope = { conference: conference.slug }
  const { data: contacts = NONE } = useStoreQuery('contacts.list', scope)
  const { data: speakers = NONE } = useStoreQuery('speakers.list', scope)
  const { data: mentions = NONE } = useStoreQuery('notes.mentions', scope)
  const isSamePerson = (other: string) => fold(other.trim()) === fold(name.trim())
  const personId = getPersonId(href)
  const contact = contacts.find((each) => (personId ? each.id === personId : isSamePerson(each.name)))
  const speaker = speakers.find((each) => (personId ? each.guid === personId : isSamePerson(each.name)))
  const last = mentions
    .filter(
      ({ target, id }) =>
        (target === 'contact' && id === contact?.id) || (target === 'speaker' && id === speaker?.guid),
    )
    .toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
    .at(-1)
  const next = sessions.find(
    ({ start, status, speakers: people }) =>
      start > now && status === 'confirmed' && people.some(isSamePerson),
  )
  const place = next && getPlaceName(conference, next)
  const about = contact
    ? [contact.role, contact.organisation, contact.country].filter(Boolean).join(', ')
    : ''
  return (
    <>
      <strong dir="auto">{name}</strong>
      {about && <span dir="auto">{about}</span>}
      {speaker && <span>{t('people.speaksIn', { count: speaker.sessions.length })}</span>}
      {last && <span className={styles.noted}>{t('people.lastNoted', { text: last.excerpt })}</span>}
      {next && (
        <span>
          {t('people.next', {
            moment: formatMoment(next.start),
            title: [getSessionName(next), place].filter(Boolean).join(', '),
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
