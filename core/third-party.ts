/** A third-party package that the app contains. */
export type ThirdParty = {
  name: string
  version: string
  /** As the package names it, usually an SPDX expression. */
  licence: string
  /** The text of the licence; '' if the package has none. */
  text: string
}
