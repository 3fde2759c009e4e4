/** Throws for what is no expression of the SPDX lists it carries; the tree it answers is not read here. */
declare module 'spdx-expression-parse' {
  const parse: (source: string) => unknown
  export = parse
}
