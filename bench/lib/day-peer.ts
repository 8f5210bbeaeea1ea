/**
 * The delegate's day of bench/day.ts with ConfClerk (Debian package 0.7.2) and LibreOffice Writer, in which the notes are already the Word
 * report. Each string is one action: a key, a chord or a click. Counted by hand with both programs open, in their favour: windows are never
 * in the way, lists are one jump away, and Writer's document has its headings and lists already. ConfClerk can only star sessions, so the
 * rest is in Writer.
 */
import type { Counts } from '../../tests/e2e/lib/delegate-day.ts'

type PeerTask = {
  actions: string[]
  /** The text that is typed a second time, and the further actions that would copy it instead. */
  retyped: { what: string; copying: string[] } | null
}

const jumpToList = ['jump to the list at the end (Ctrl+End)', 'new line (Enter)']
const backToText = 'click where the note goes on'
const stampTime = ['Insert menu', 'Field', 'Time']

export const peerDay: Record<keyof Counts, PeerTask> = {
  start: {
    actions: [
      'ConfClerk: Now',
      'switch to Writer (Alt+Tab)',
      'heading style (Ctrl+2)',
      'end of the heading (Enter)',
    ],
    retyped: {
      what: 'the title of the session, from ConfClerk, and the time of the entry, from the clock',
      // The list of events has no text that can be selected; the dialog of an event has.
      copying: ['open the event', 'select its title', 'copy', 'close the event', 'paste', ...stampTime],
    },
  },
  conflict: { actions: ['ConfClerk: click the star', 'switch to Writer (Alt+Tab)'], retyped: null },
  person: {
    actions: [...jumpToList, backToText],
    retyped: {
      what: 'the name, and the time of the entry',
      copying: ['select a word (Ctrl+Shift+Left)', 'and the next', 'copy', 'paste', ...stampTime],
    },
  },
  task: {
    actions: [...jumpToList, backToText],
    retyped: {
      what: 'the task with person and date, and the time of the entry',
      copying: ['select the line (Shift+Home)', 'copy', 'paste', ...stampTime],
    },
  },
  // The entry in Writer has no reminder, and Writer does not tell whether it overlaps a session.
  appointment: { actions: [...jumpToList, backToText], retyped: null },
  report: {
    actions: [
      ...['Insert menu', 'Table of Contents and Index', 'Table of Contents…', 'OK'],
      ...['Save As (Ctrl+Shift+S)', 'Save (Enter)'],
    ],
    retyped: null,
  },
}

export function countPeer({ isCopying }: { isCopying: boolean }): number {
  return Object.values(peerDay).reduce(
    (sum, { actions, retyped }) => sum + actions.length + (isCopying ? (retyped?.copying.length ?? 0) : 0),
    0,
  )
}
