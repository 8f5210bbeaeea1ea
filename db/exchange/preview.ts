/** A plan in what a delegate wants to know before taking it in. */
import type { MergeChoices, MergePreview, MergeSummary } from '../contract/index.ts'
import { readNote } from '../queries/read-note.ts'
import type { NotesBundle } from './bundle.ts'
import { differingFields, type Plan, type Step } from './plan.ts'

export function describePlan(bundle: NotesBundle, plan: Plan, me: string): MergePreview {
  const names = new Map(bundle.people.map((person) => [person.id, person.name]))
  const nameOf = (id: string) => (id === me ? null : (names.get(id) ?? ''))
  const { name = '', delegation = '' } = bundle.people.find(({ id }) => id === bundle.from) ?? {}
  return {
    from: { id: bundle.from, name, delegation },
    isOwn: bundle.from === me,
    createdAt: bundle.createdAt,
    conference: bundle.conference,
    notes: plan.notes.flatMap(({ step, theirs, ours }) => {
      if (step === 'known') return []
      const text = theirs.markdown ?? ours?.markdown ?? ''
      return {
        id: theirs.id,
        step,
        session: theirs.session,
        keyMessage: theirs.keyMessage,
        excerpt: readNote(text).excerpt,
        by: nameOf(theirs.createdBy),
        updatedAt: theirs.updatedAt,
        // Only where there is something to compare.
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
        differs: ours
          ? differingFields(theirs, ours).map((field) => ({
              field,
              ours: ours[field] ?? '',
              theirs: theirs[field] ?? '',
            }))
          : [],
      }
    }),
    stars: plan.stars.flatMap(({ step, theirs }) =>
      step === 'known' ? [] : { session: theirs.session, starred: theirs.deletedAt === null },
    ),
    known: [...plan.notes, ...plan.contacts].filter(({ step }) => step === 'known').length,
  }
}

export function summaryOf(plan: Plan, { stars }: MergeChoices): MergeSummary {
  const count = (steps: readonly { step: Step }[], ...wanted: Step[]) =>
    steps.filter(({ step }) => wanted.includes(step)).length
  return {
    newNotes: count(plan.notes, 'new'),
    changedNotes: count(plan.notes, 'updated', 'deleted'),
    settledNotes: count(plan.notes, 'both'),
    contacts: count(plan.contacts, 'new', 'updated', 'deleted', 'both'),
    stars: stars ? count(plan.stars, 'new', 'updated', 'deleted') : 0,
  }
}
