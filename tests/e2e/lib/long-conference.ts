/** The bundled conference with very long words and names, which must still fit in the window. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../../scripts/lib/paths.ts'
import { importBundle } from './import-bundle.ts'

const longWord = 'Rechtsschutzversicherungsgesellschaftenverordnungsentwurf'
const longAddress = 'https://conference.example.org/programme/2016/workshops/electronic-evidence-in-the-cloud'

type Room = { name: string; languages: string[] }
type Session = { guid: string; title: string; start: string; day: string; languages: string[] }
type Conference = {
  conference: { slug: string; title: string; city: string; endDate: string }
  rooms: Room[]
  sessions: Session[]
}

/** The conference has five days, so that the names of the days do not fit in the window if they contain the month. */
export async function createLongConference(): Promise<Conference> {
  const path = join(root, 'assets/conferences/octopus-2016.json')
  const file = JSON.parse(await readFile(path, 'utf8')) as Conference
  const { conference, rooms, sessions } = file
  const weekend = ['19', '20'].flatMap((date) => {
    const last = sessions.at(-1)
    const day = `2016-11-${date}`
    return last ? [{ ...last, guid: `excursion-${date}`, start: `${day}T10:00:00+01:00`, day }] : []
  })
  const languages = ['en', 'fr', 'es', 'ru', 'ar', 'zh']
  return {
    ...file,
    conference: {
      ...conference,
      slug: 'long-2016',
      title: `${conference.title}: cooperation against cybercrime, electronic evidence and ${longWord}`,
      city: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
      endDate: '2016-11-20',
    },
    rooms: rooms.map((room) => ({
      ...room,
      name: `${room.name}, Conference centre, third floor, ${longWord}`,
    })),
    sessions: [...sessions, ...weekend].map((session) => ({
      ...session,
      title: `${session.title} ${longWord} ${longAddress}`,
      languages,
    })),
  }
}

/** Adds the conference to the profile's notebook. The app must not be running. */
export async function importLongConference(profile: string): Promise<void> {
  await importBundle(profile, await createLongConference())
}
