/**
 * Reads RAPPORTEUR_NOW, the instant at which the conference clock starts. Loads the time library only if it is set, so that an ordinary
 * start does not wait for it.
 */
export async function parseStartAt(text: string | undefined): Promise<string | null> {
  if (!text) return null
  const { normaliseInstant } = await import('../core/time.ts')
  try {
    return normaliseInstant(text)
  } catch {
    process.stderr.write(
      `RAPPORTEUR_NOW=${text} is ignored: it must be a date and time with its offset, such as 2016-11-17T14:30:00+01:00\n`,
    )
    return null
  }
}
