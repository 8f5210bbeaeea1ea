/** @returns the route to open at the start. `route`: the last route of the previous run, or the agenda at the first start. */
export function getStartupRoute(route: string): string {
  // A document is never reopened. If it crashes the window, it would do so at every start.
  if (route.startsWith('/documents/')) return '/documents'
  // Earlier versions stored this route for the notes by time.
  if (route === '/written') return '/notes-by-time'
  return route
}
