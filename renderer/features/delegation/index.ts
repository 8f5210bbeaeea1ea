/** Exchanges with the folder of the conference's delegation while the window is visible. */
export const loadDelegationExchange = async () =>
  (await import('./delegation-exchange.ts')).DelegationExchange
/** The section of the settings. */
export const loadDelegationSettings = async () =>
  (await import('./delegation-settings.tsx')).DelegationSettings
