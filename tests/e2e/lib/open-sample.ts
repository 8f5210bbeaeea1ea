/** Opens a notebook with something to show on every screen. */
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { writeSampleDelegation } from './sample-delegation.ts'
import { importSampleDocument } from './sample-document.ts'
import { writeSampleNotes, writeSampleRemark } from './sample-notes.ts'
import { shareApp } from './shared-app.ts'

const openNotebook = shareApp()

/** `note`: the note that two members of the delegation changed. */
type Sample = { profile: string; delegation: string; note: string }
/** The samples written so far, by the function that adds the conference or the document. Writing one takes seconds. */
const samples = new Map<(profile: string) => Promise<void>, Sample>()

/** `addTo`: adds the conference or the document to the profile. */
async function writeSample(addTo: (profile: string) => Promise<void>): Promise<Sample> {
  // Deleted after the last test.
  const folder = await mkdtemp(join(inject('sharedApps'), 'sample-'))
  const profile = join(folder, 'profile')
  const delegation = join(folder, 'delegation')
  for (const subfolder of [profile, delegation]) await mkdir(subfolder)
  await writeSampleNotes(profile)
  await writeSampleRemark(profile)
  await addTo(profile)
  const { note } = await writeSampleDelegation(profile, delegation)
  await cp(delegation, `${delegation}-before`, { recursive: true })
  return { profile, delegation, note }
}

export async function openSample(
  size: { width: number; height: number },
  addTo: (profile: string) => Promise<void> = importSampleDocument,
) {
  const sample = samples.get(addTo) ?? (await writeSample(addTo))
  samples.set(addTo, sample)
  const { profile, delegation, note } = sample
  // The app of the previous test has changed the delegation's folder.
  await rm(delegation, { recursive: true })
  await cp(`${delegation}-before`, delegation, { recursive: true })
  return { ...(await openNotebook(profile, size)), note }
}
