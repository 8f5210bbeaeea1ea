/** Sample notes, as a delegate might have taken them by Thursday afternoon, written with the store. */
import { randomUUID } from 'node:crypto'
import { openNotebookIn } from './notebook.ts'

/** The time of an entry, as the first words of its Markdown. */
const writeTime = (time: string, day = 17) => `[${time}](rapporteur:at/2016-11-${day}T${toUtc(time)}:07Z)`
/** Strasbourg is an hour ahead of UTC in November. */
const toUtc = (time: string) => `${String(Number(time.slice(0, 2)) - 1).padStart(2, '0')}${time.slice(2)}`
const decision = '[Decision:](rapporteur:decision)'
const createMessageLink = (number: number) =>
  `[Key message ${number}](rapporteur:key-message/octopus-2016/km-${number})`
const eurojust = '[@EUROJUST](rapporteur:contact/octopus-2016/eurojust)'

const notes: { session: string | null; markdown: string }[] = [
  {
    session: 'special-session',
    markdown: `${writeTime('09:20', 16)} Andorra deposited the instrument of ratification, to become the 50th Party.`,
  },
  {
    session: 'workshop-2',
    markdown: `${writeTime('14:58', 16)} Legal reform and training reported together. See [Key message 5a](rapporteur:key-message/octopus-2016/km-5a).

${writeTime('15:20', 16)} Budapest Convention serving as a guideline.`,
  },
  {
    session: 'workshop-5',
    markdown: `${writeTime('09:52')} More than half without a law: check the figures. See [Key message 5b](rapporteur:key-message/octopus-2016/km-5b).

${writeTime('10:20')} Procedural powers for electronic evidence are the open point.`,
  },
  {
    session: 'workshop-9',
    markdown: `${writeTime('14:33')} Opening. English only in Room 3; no interpretation.

${writeTime('14:38')} Scope: evidence on servers in foreign, unknown, shifting or multiple jurisdictions. See ${createMessageLink(3)}.

${writeTime('14:41')} Two kinds of request to keep apart:

- subscriber information: production orders, Article 18
- other data: emergency situations only

- [ ] ${writeTime('14:44')} Read the draft Guidance Note on Production Orders for Subscriber Information.

${writeTime('14:47')} ${decision} Report subscriber information and emergency requests as two separate points.

${writeTime('14:50')} Ask ${eurojust} which contact point to list in the report.

${writeTime('14:52')} Proposals of the Cloud Evidence Group: check wording on a Protocol to the Budapest`,
  },
  {
    session: null,
    markdown: `${writeTime('12:40')} Lunch: ask the delegation of Romania about the training centre.`,
  },
]

export const starred = ['workshop-5', 'workshop-7', 'workshop-9', 'plenary']

/** Adds the notes to the profile's database. The app must not be running. */
export async function writeSampleNotes(profile: string): Promise<void> {
  const store = openNotebookIn(profile)
  const conference = 'octopus-2016'
  for (const session of starred)
    await expectOk(store.call('stars.set', { conference, session, starred: true }))
  for (const { session, markdown } of notes) {
    await expectOk(
      store.call('notes.save', {
        id: randomUUID(),
        conference,
        session,
        keyMessage: null,
        markdown,
        baseRevision: 0,
      }),
    )
  }
  store.close()
}

/** Marks and comments on a key message. */
export async function writeSampleRemark(profile: string): Promise<void> {
  const store = openNotebookIn(profile)
  await expectOk(
    store.call('keyMessages.saveRemark', {
      conference: 'octopus-2016',
      keyMessage: 'km-5a',
      marks: ['concern', 'follow-up'],
      comment: 'Which countries? Ask for the list before the report goes out.',
    }),
  )
  store.close()
}

/** Adds the notes, a note in Russian, and data that a report includes. @returns the folder */
export async function writeReportNotes(profile: string): Promise<string> {
  await writeSampleNotes(profile)
  const store = openNotebookIn(profile)
  await expectOk(
    store.call('notes.save', {
      id: randomUUID(),
      conference: 'octopus-2016',
      session: 'plenary',
      keyMessage: null,
      markdown: '## Итоги\n\nДоступ к *доказательствам* в «облаке».\n\n- [x] Отчёт сдан\n\nLast words.',
      baseRevision: 0,
    }),
  )
  store.close()
  return profile
}

async function expectOk(reply: unknown): Promise<void> {
  const answer = (await reply) as { ok: boolean; error?: unknown }
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
}
