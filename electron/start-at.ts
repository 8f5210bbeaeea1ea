import { normaliseInstant } from '../core/time.ts'

/** Reads RAPPORTEUR_NOW, the instant at which the conference clock starts. */
export function parseStartAt(text: string | undefined): string | null {
  if (!text) return null
  try {
    return normaliseInstant(text)
  } catch {
    process.stderr.write(
      `RAPPORTEUR_NOW=${text} is ignored: it must be a date and time with its offset, such as 2016-11-17T14:30:00+01:00\n`,
    )
    return null
  }
}
