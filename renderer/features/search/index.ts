export const loadPalette = async () => (await import('./palette.tsx')).Palette
