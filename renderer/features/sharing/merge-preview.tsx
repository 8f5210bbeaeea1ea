/** Previews what a colleague's file would change. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MergeContact, MergeNote, MergePreview, MergeStep } from '../../../db/contract/index.ts'
import { toConferenceClock } from '../../lib/clock.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { InConference, useConference, useConferenceFormat } from '../sessions/index.ts'
import { BundleSignature } from './bundle-signature.tsx'
import { describeOtherChoices } from './merge-summary.ts'
import { TheirStars } from './shared-stars.tsx'
import styles from './sharing.module.css'
import { diffLines } from './text-diff.ts'

const stepOrder: readonly MergeStep[] = ['both', 'updated', 'deleted', 'new']
const sortByStep = <T extends { step: MergeStep }>(list: readonly T[]) =>
  [...list].sort((a, b) => stepOrder.indexOf(a.step) - stepOrder.indexOf(b.step))

export function MergePreviewPane({
  name,
  preview,
  busy,
  onCancel,
  onImport,
}: {
  name: string
  preview: MergePreview
  busy: boolean
  onCancel: () => void
  onImport: (choices: { theirs: string[]; stars: boolean; trustKey: boolean }) => void
}) {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  /** The ids of the notes and contacts for which the delegate has chosen the colleague's version. */
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  // Chosen at first only for the delegate's own file and for a new conference. A colleague's stars are copied only on request.
  const [includesStars, setIncludesStars] = useState(preview.isOwn || preview.programme !== null)
  const [isTrusted, setTrusted] = useState(false)
  const { from, notes, contacts, known } = preview
  const { slug } = useConference()
  const { data: present } = useStoreQuery('conferences.list', {})
  // Names the file's conference if it is not the conference on the screen.
  const otherConference = present?.find(
    (conference) => conference.slug === preview.conference.slug && conference.slug !== slug,
  )
  const hasNoContent = notes.length === 0 && contacts.length === 0
  const otherCount = preview.stars.length + preview.pins + preview.own
  const waitingStars = preview.stars.filter(({ starred, isHere }) => starred && !isHere).length
  const isEmpty =
    hasNoContent &&
    otherCount + preview.tags + preview.remarks === 0 &&
    preview.covers === null &&
    !preview.programme
  const choose = (id: string, side: Side) => {
    const next = new Set(theirs)
    if (side === 'theirs') next.add(id)
    else next.delete(id)
    setTheirs(next)
  }
  const getSide = (id: string): Side => (theirs.has(id) ? 'theirs' : 'ours')
  return (
    <section ref={revealPreview} tabIndex={-1} aria-label={name} className={styles.preview}>
      <p className={styles.from}>
        <strong>
          {preview.isOwn
            ? t(preview.signer.needsTrust ? 'sharing.fromYourselfUnverified' : 'sharing.fromYourself')
            : t('sharing.from', {
                name: [from.name || t('people.unknown'), from.delegation].filter(Boolean).join(', '),
              })}
        </strong>
        <span>
          {[otherConference?.title, name, formatMoment(toConferenceClock(preview.createdAt))]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      <BundleSignature preview={preview} canImport={!isEmpty} isTrusted={isTrusted} onTrust={setTrusted} />
      {preview.programme && (
        <p>
          {t('sharing.withProgramme', {
            title: preview.conference.title,
            count: preview.programme.sessions,
          })}
        </p>
      )}
      {isEmpty && <p>{t('sharing.nothingNew')}</p>}
      {notes.length > 0 && (
        <>
          <h3>{t('export.notes', { count: notes.reduce((sum, { entries }) => sum + entries, 0) })}</h3>
          <ul className={styles.list} aria-label={t('sharing.notes')}>
            {sortByStep(notes).map((note) => (
              <NoteChange key={note.id} note={note} side={getSide(note.id)} onChoose={choose} />
            ))}
          </ul>
        </>
      )}
      {contacts.length > 0 && (
        <>
          <h3>{t('sharing.contactChanges', { count: contacts.length })}</h3>
          <ul className={styles.list} aria-label={t('sharing.contacts')}>
            {sortByStep(contacts).map((contact) => (
              <ContactChange
                key={contact.id}
                contact={contact}
                side={getSide(contact.id)}
                onChoose={choose}
              />
            ))}
          </ul>
        </>
      )}
      {preview.tags > 0 && <p>{t('sharing.tagChanges', { count: preview.tags })}</p>}
      {preview.covers !== null && (
        <p>{t('sharing.covers', { name: from.name || t('people.unknown'), count: preview.covers })}</p>
      )}
      {preview.remarks > 0 && (
        <p>
          {t('sharing.remarkChanges', { name: from.name || t('people.unknown'), count: preview.remarks })}
        </p>
      )}
      {otherCount > 0 && (
        <Checkbox isSelected={includesStars} onChange={setIncludesStars}>
          {describeOtherChoices(preview, t)}
        </Checkbox>
      )}
      {preview.stars.length > 0 && !preview.programme && (
        <InConference slug={preview.conference.slug}>
          <TheirStars stars={preview.stars} />
        </InConference>
      )}
      {waitingStars > 0 && (
        <p className={styles.hint}>{t('sharing.waitingStars', { count: waitingStars })}</p>
      )}
      {known > 0 && !isEmpty && <p className={styles.hint}>{t('sharing.known', { count: known })}</p>}
      <div className={styles.actions}>
        {!isEmpty && (
          <Button
            variant="primary"
            isPending={busy}
            isDisabled={preview.signer.needsTrust && !isTrusted}
            onPress={() => onImport({ theirs: [...theirs], stars: includesStars, trustKey: isTrusted })}
          >
            {t(busy ? 'export.busy' : 'sharing.import')}
          </Button>
        )}
        <Button onPress={onCancel}>{t(isEmpty ? 'sharing.close' : 'sharing.cancel')}</Button>
      </div>
    </section>
  )
}

/** Scrolls to the preview, which opens below the button. Moves the focus there if it was in the passphrase field, which the preview replaces. */
function revealPreview(section: HTMLElement | null): void {
  section?.scrollIntoView({ block: 'nearest' })
  if (document.activeElement === document.body) section?.focus({ preventScroll: true })
}

/** Which version is the current one if both were changed: that of this notebook or that of the file. */
type Side = 'ours' | 'theirs'

function NoteChange({
  note,
  side,
  onChoose,
}: {
  note: MergeNote
  side: Side
  onChoose: (id: string, side: Side) => void
}) {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  return (
    <li>
      <p className={styles.line}>
        <strong>{t(`sharing.steps.${note.step}`)}</strong>
        <span>{note.sessionName ?? t('notes.unattached')}</span>
        {note.by !== null && <span>{t('people.by', { name: note.by || t('people.unknown') })}</span>}
        <span>{formatMoment(toConferenceClock(note.updatedAt))}</span>
        {note.isUnverified && <span>{t('sharing.signer.notVerified')}</span>}
      </p>
      {note.texts ? <Difference {...note.texts} /> : <p className={styles.excerpt}>{note.excerpt}</p>}
      {note.step === 'both' && <Sides side={side} onChoose={(chosen) => onChoose(note.id, chosen)} />}
    </li>
  )
}

function ContactChange({
  contact,
  side,
  onChoose,
}: {
  contact: MergeContact
  side: Side
  onChoose: (id: string, side: Side) => void
}) {
  const { t } = useTranslation()
  return (
    <li>
      <p className={styles.line}>
        <strong>{t(`sharing.steps.${contact.step}`)}</strong>
        <span>{[contact.name, contact.organisation].filter(Boolean).join(', ')}</span>
        {contact.isUnverified && <span>{t('sharing.signer.notVerified')}</span>}
      </p>
      {contact.differs.length > 0 && (
        <div className={styles.fields}>
          <span />
          <strong>{t('sharing.sides.ours')}</strong>
          <strong>{t('sharing.sides.theirs')}</strong>
          {contact.differs.flatMap(({ field, ours, theirs }) => [
            <span key={field} className={styles.field}>
              {t(`contacts.${field}`)}
            </span>,
            <span key={`${field} ours`}>{ours}</span>,
            <span key={`${field} theirs`}>{theirs}</span>,
          ])}
        </div>
      )}
      {contact.step === 'both' && <Sides side={side} onChoose={(chosen) => onChoose(contact.id, chosen)} />}
    </li>
  )
}

function Sides({ side, onChoose }: { side: Side; onChoose: (side: Side) => void }) {
  const { t } = useTranslation()
  return (
    <>
      <Segmented
        label={t('sharing.currentVersion')}
        segments={(['ours', 'theirs'] as const).map((id) => ({ id, label: t(`sharing.sides.${id}`) }))}
        value={side}
        onChange={onChoose}
      />
      <p className={styles.hint}>{t('sharing.bothKept')}</p>
    </>
  )
}

const lineKinds = {
  ours: { Line: 'del', mark: '−' },
  theirs: { Line: 'ins', mark: '+' },
  both: { Line: 'span', mark: '' },
} as const

/**
 * Compares the texts line by line. A mark before each differing line shows whose line it is, so that this does not depend on colour alone.
 */
function Difference({ ours, theirs }: { ours: string; theirs: string }) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is scrolled with the arrow keys
    <section tabIndex={0} aria-label={t('sharing.difference')} className={styles.diff}>
      {diffLines(ours, theirs).map(({ kind, text }, index) => {
        const { Line, mark } = lineKinds[kind]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text have no other key
          <div key={index}>
            <Line data-kind={kind} data-mark={mark}>
              {text}
            </Line>
          </div>
        )
      })}
    </section>
  )
}
