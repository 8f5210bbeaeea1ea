/** A plan in what a delegate wants to know before taking it in. */
import type { MergeChoices, MergePreview, MergeSummary } from '../contract/index.ts'
import { readNote } from '../queries/read-note.ts'
import type { NotesBundle } from './bundle.ts'
import { isSeen } from './marks.ts'
import { differingFields, type Plan, type Step } from './plan.ts'

/** `names`: of sessions, by guid. `isNew`: the conference comes with the file. */
export function describePlan(
  bundle: NotesBundle,
  plan: Plan,
  { me, names: sessions, isNew }: { me: string; names: ReadonlyMap<string, string>; isNew: boolean },
): MergePreview {
  const names = new Map(bundle.people.map((person) => [person.id, person.name]))
  const nameOf = (id: string) => (id === me ? null : (names.get(id) ?? ''))
  const { name = '', delegation = '' } = bundle.people.find(({ id }) => id === bundle.from) ?? {}
  return {
    from: { id: bundle.from, name, delegation },
    isOwn: bundle.from === me,
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
    tags: plan.marks.filter((mark) => mark.kind === 'tag' && isSeen(mark)).length,
    pins: plan.marks.filter((mark) => mark.kind === 'pin' && isSeen(mark)).length,
    own: plan.own.length,
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
    tags: plan.marks.filter((mark) => mark.kind === 'tag' && isSeen(mark)).length,
  }
}
