/** The texts of the workload's notes. Each is derived from its revision's number, so that results can be checked word for word. */
export const noteIds = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
  '33333333-3333-4333-8333-333333333333',
]

/** The length varies from one line to about 20 kB. */
export function getText(id: string, revision: number): string {
  const lines = Array.from(
    { length: (revision * 37) % 240 },
    (_, line) => `Line ${line} of revision ${revision}: what was said of evidence in the cloud.`,
  )
  return `${[`Note ${id.slice(0, 4)}, revision ${revision}.`, ...lines].join('\n\n')}\n`
}
