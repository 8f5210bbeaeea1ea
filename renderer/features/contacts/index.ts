export { addFromNote } from './contacts-saving.ts'
