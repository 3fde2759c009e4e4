/* The validator of BSI comes as plain JavaScript; these are the parts we use. */

declare module '@secvisogram/csaf-validator-lib/cwe.js' {
  export const weaknesses: readonly { readonly id: string; readonly name: string }[]
}

declare module '@secvisogram/csaf-validator-lib/validate.js' {
  type Finding = { readonly instancePath?: string; readonly message?: string }
  type Test = (document: unknown) => unknown
  type Result = {
    readonly isValid: boolean
    readonly tests: readonly {
      readonly name: string
      readonly isValid: boolean
      readonly errors: readonly Finding[]
      readonly warnings: readonly Finding[]
    }[]
  }
  function validate(tests: readonly Test[], document: unknown): Promise<Result>

  export { validate as default }
}

declare module '@secvisogram/csaf-validator-lib/basic.js' {
  const tests: Readonly<Record<string, (document: unknown) => unknown>>
  export = tests
}

declare module '@secvisogram/csaf-validator-lib/extended.js' {
  const tests: Readonly<Record<string, (document: unknown) => unknown>>
  export = tests
}
