/** Places a popover or tooltip within the main landmark, so that screen readers find it there. */
export function getMainContainer(): { UNSTABLE_portalContainer?: Element } {
  const main = document.querySelector('main')
  return main ? { UNSTABLE_portalContainer: main } : {}
}
