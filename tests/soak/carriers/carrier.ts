/** A carrier: a means by which the files of a delegation get from one member's folder to the others. */

export type Host = { number: number; prefix: readonly string[]; address: string }

export type Carrier = {
  /** The folder that this member's Rapporteur uses. */
  getFolder(host: Host): string
  /** Carries this member's files, if the carrier does not do so by itself. */
  carry(host: Host, device: string): Promise<void>
  /** The folder into which somebody with a stick copies the files of other carriers. */
  getBridge(): string
  /** The maximum time until a file has arrived, in milliseconds. */
  delayMs: number
  stop(): Promise<void>
}

/** `folder`: an empty folder for everything that the carrier needs. `server`: the host on which a server may run. */
export type CarrierOptions = { folder: string; hosts: readonly Host[]; server: Host }
