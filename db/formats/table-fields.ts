/** What the columns of a table of sessions can hold, and how its dates are written. */
export const fields = [
  'id',
  'title',
  'subtitle',
  'date',
  'start',
  'end',
  'duration',
  'room',
  'track',
  'kind',
  'language',
  'speakers',
  'abstract',
  'description',
  'status',
  'link',
  'attachment',
] as const
export type Field = (typeof fields)[number]
export type DateOrder = 'day-first' | 'month-first'
