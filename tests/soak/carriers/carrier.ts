/** What carries the files of a delegation between the folders of its members. */

export type Place = { number: number; prefix: readonly string[]; address: string }

export type Carrier = {
  /** The folder that this member's Rapporteur uses. */
  getFolder(place: Place): string
  /** Carries for this member what is not carried without being asked. */
  carry(place: Place, device: string): Promise<void>
  /** Where somebody with a stick brings the files of other carriers. */
  getBridge(): string
  /** How long files may be on their way. */
  delayMs: number
  stop(): Promise<void>
}

/** `folder`: an empty folder for everything that the carrier needs. `server`: where a server may run. */
export type CarrierOptions = { folder: string; places: readonly Place[]; server: Place }
