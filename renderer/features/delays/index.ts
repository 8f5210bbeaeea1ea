export { openDelay } from './delay-changes.ts'
export { DelayDialogHost } from './delay-dialog-host.tsx'
export { canRunLate, findLikeliest } from './find-following.ts'
