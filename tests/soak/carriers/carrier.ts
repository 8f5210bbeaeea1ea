/** What carries the files of a delegation between the folders of its members. */

export type Host = { number: number; prefix: readonly string[]; address: string }

export type Carrier = {
  /** The folder that this member's Rapporteur uses. */
  getFolder(host: Host): string
  /** Carries for this member what is not carried without being asked. */
  carry(host: Host, device: string): Promise<void>
  /** Where somebody with a stick brings the files of other carriers. */
  getBridge(): string
  /** How long files may be on their way. */
  delayMs: number
  stop(): Promise<void>
}

/** `folder`: an empty folder for everything that the carrier needs. `server`: where a server may run. */
export type CarrierOptions = { folder: string; hosts: readonly Host[]; server: Host }
