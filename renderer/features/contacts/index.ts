export { addFromNote } from './contacts-saving.ts'
export { FollowUps, useFollowUps } from './follow-ups.tsx'
export { cardExtensions, offerCardFiles } from './offered-people.ts'
