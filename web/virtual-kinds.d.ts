declare module 'virtual:maek-kinds' {
  export const kindLoaders: Readonly<
    Record<string, () => Promise<{ kind: import('./records/plain-kinds.ts').PlainKind }>>
  >
}
