export const loadWelcome = async () => (await import('./welcome.tsx')).Welcome
