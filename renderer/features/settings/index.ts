export { OpenNotebook } from './settings-move.tsx'
export { CoverFields } from './settings-you.tsx'
