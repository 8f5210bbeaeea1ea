// Not in index.ts: the bundler would load everything that index.ts re-exports for the first frame.
export const loadPersonCard = async () => (await import('./person-card.tsx')).PersonCardHost
