export const loadLibrary = async () => (await import('./library.tsx')).Library
