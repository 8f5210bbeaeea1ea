export { NewCodeDialog } from './recovery-code-dialogs.tsx'
export { OpenNotebook } from './settings-move.tsx'
export { CoverFields } from './settings-you.tsx'
