/** Describes a merge plan to the delegate. */
import type { BundleSigner, MergeChoices, MergePreview, MergeSummary } from '../contract/index.ts'
import { getEntryTexts, readNote } from '../sql/read-note.ts'
import type { NotesBundle } from './bundle.ts'
import { isVisibleTagOrPinChange } from './merge-tags-and-pins.ts'
import { findDifferingFields, type NoteStep, type Plan, type StarStep, type Step } from './plan.ts'
import { isVisibleRemarkChange } from './remarks.ts'

type PreviewContext = {
  me: string
  /** Session names by guid. */
  names: ReadonlyMap<string, string>
  /** The conference is in the file, but not on this computer. */
  isNew: boolean
  signer: BundleSigner
  unverified: ReadonlySet<string>
}

export function describePlan(
  bundle: NotesBundle,
  plan: Plan,
  { me, names: sessions, isNew, signer, unverified }: PreviewContext,
): MergePreview {
  const names = new Map(bundle.people.map((person) => [person.id, person.name]))
  const getName = (id: string) => (id === me ? null : (names.get(id) ?? ''))
  const { name = '', delegation = '' } = bundle.people.find(({ id }) => id === bundle.from) ?? {}
  return {
    from: { id: bundle.from, name, delegation },
    isOwn: bundle.from === me,
    signer,
    unverified: unverified.size,
    createdAt: bundle.createdAt,
    conference: bundle.conference,
    programme: isNew && bundle.programme ? { sessions: bundle.programme.sessions.length } : null,
    notes: plan.notes.flatMap(({ step, theirs, ours }) => {
      if (step === 'known') return []
      const text = theirs.markdown ?? ours?.markdown ?? ''
      return {
        id: theirs.id,
        step,
        session: theirs.session,
        sessionName: (theirs.session !== null && sessions.get(theirs.session)) || null,
        keyMessage: theirs.keyMessage,
        excerpt: readNote(text).excerpt,
        by: getName((ours ?? theirs).createdBy),
        isUnverified: unverified.has(theirs.id),
        updatedAt: theirs.updatedAt,
        entries: countChangedEntries({ step, theirs, ours }),
        // Only if there are two texts to compare.
        texts: ours && step !== 'deleted' ? { ours: ours.markdown, theirs: text } : null,
      }
    }),
    contacts: plan.contacts.flatMap(({ step, theirs, ours }) => {
      if (step === 'known') return []
      return {
        id: theirs.id,
        step,
        name: theirs.name,
        organisation: theirs.organisation,
        isUnverified: unverified.has(theirs.id),
        differs: ours
          ? findDifferingFields(theirs, ours).map((field) => ({
              field,
              ours: ours[field] ?? '',
              theirs: theirs[field] ?? '',
            }))
          : [],
      }
    }),
    stars: plan.stars.filter(isVisibleStarChange).map(({ theirs, isHere }) => ({
      session: theirs.session,
      starred: theirs.deletedAt === null,
      isHere,
    })),
    covers: plan.sender?.theirs.sessions.length ?? null,
    tags: plan.tagsAndPins.filter((step) => step.kind === 'tag' && isVisibleTagOrPinChange(step)).length,
    pins: plan.tagsAndPins.filter((step) => step.kind === 'pin' && isVisibleTagOrPinChange(step)).length,
    remarks: countRemarks(plan, false),
    own: plan.own.length + plan.colleagues.length + plan.documents.length + countRemarks(plan, true),
    known: [...plan.notes, ...plan.contacts].filter(({ step }) => step === 'known').length,
  }
}

export function summarise(plan: Plan, { stars }: MergeChoices): MergeSummary {
  const count = (steps: readonly { step: Step }[], ...wanted: Step[]) =>
    steps.filter(({ step }) => wanted.includes(step)).length
  const countEntriesOf = (...wanted: Step[]) =>
    plan.notes
      .filter(({ step }) => wanted.includes(step))
      .reduce((sum, change) => sum + countChangedEntries(change), 0)
  const changed = stars ? plan.stars.filter(isVisibleStarChange) : []
  const remarks = countRemarks(plan, false) + (stars ? countRemarks(plan, true) : 0)
  const waiting = changed.filter(({ theirs, isHere }) => theirs.deletedAt === null && !isHere).length
  const unstarred = changed.filter(({ theirs }) => theirs.deletedAt !== null).length
  return {
    newNotes: countEntriesOf('new'),
    changedNotes: countEntriesOf('updated', 'deleted'),
    settledNotes: countEntriesOf('both'),
    contacts: count(plan.contacts, 'new', 'updated', 'deleted', 'both'),
    stars: changed.length,
    ...(waiting > 0 ? { waitingStars: waiting } : {}),
    ...(unstarred > 0 ? { unstarred } : {}),
    ...(plan.sender ? { covers: plan.sender.theirs.sessions.length } : {}),
    tags: plan.tagsAndPins.filter((step) => step.kind === 'tag' && isVisibleTagOrPinChange(step)).length,
    ...(remarks > 0 ? { remarks } : {}),
  }
}

/** `isPersonal`: counts the remarks that come with a complete copy, instead of the others. */
function countRemarks({ remarks }: Plan, isPersonal: boolean): number {
  return remarks.filter((step) => step.isPersonal === isPersonal && isVisibleRemarkChange(step)).length
}

/** Whether a star's change is visible, like isVisibleTagOrPinChange() for tags: removing an absent star or setting a present one is not. */
function isVisibleStarChange({ step, theirs, ours }: StarStep): boolean {
  const isSetThere = theirs.deletedAt === null
  return step !== 'known' && isSetThere !== (ours !== null && ours.deletedAt === null)
}

/** Counts timed entries, which the interface calls notes. */
export function countEntries(notes: readonly { markdown: string | null }[]): number {
  return notes.reduce((sum, { markdown }) => sum + readNote(markdown ?? '').entries, 0)
}

/** Counts new, changed and removed entries; a change outside the text counts as one. */
function countChangedEntries({ step, theirs, ours }: Pick<NoteStep, 'step' | 'theirs' | 'ours'>): number {
  if (step === 'new') return countEntries([theirs])
  if (step === 'deleted' && ours) return countEntries([ours])
  const ourTexts = getEntryTexts(ours?.markdown ?? '')
  const theirTexts = getEntryTexts(theirs.markdown ?? '')
  const countMissing = (texts: string[], others: string[]) =>
    texts.filter((text) => !others.includes(text)).length
  return Math.max(1, countMissing(ourTexts, theirTexts), countMissing(theirTexts, ourTexts))
}
