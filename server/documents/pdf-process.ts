import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { json } from 'node:stream/consumers'
import { z } from 'zod'

/*
 * The process that sets pages: it reads one job from its input, writes one PDF to its output and ends. It has no
 * network and no database; what a strange font, drawing or text may do to the typesetter, it does here alone.
 */

const jobShape = z.strictObject({
  source: z.string(),
  inputs: z.record(z.string(), z.string()),
  at: z.string(),
  /** An empty folder: all the typesetter may read files of. */
  folder: z.string(),
})

/** What is used of the package, which describes itself in no types. */
type Typesetter = {
  readonly NodeCompiler: {
    create: (options: object) => {
      compile: (options: object) => {
        readonly result: unknown
        takeError: () => unknown
        hasError: () => boolean
      }
      fetchDiagnostics: (error: unknown) => unknown
      pdf: (document: unknown, options: object) => Uint8Array
    }
  }
}

const find = createRequire(import.meta.url)
const weights = ['Regular', 'SemiBold']

const job = jobShape.parse(await json(process.stdin))
const typesetter: Typesetter = find('@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu')
const fontBlobs = weights.map((weight) =>
  readFileSync(find.resolve(`pretendard/dist/public/static/Pretendard-${weight}.otf`)),
)
const compiler = typesetter.NodeCompiler.create({ workspace: job.folder, fontArgs: [{ fontBlobs }] })
const compiled = compiler.compile({ mainFileContent: job.source, inputs: job.inputs })
if (compiled.hasError())
  throw new Error(
    `the page template does not compile: ${JSON.stringify(compiler.fetchDiagnostics(compiled.takeError()))}`,
  )
process.stdout.write(pages())

/** PDF/A-2a where every sign of every text has a shape in the font; else tagged PDF 1.7, which may show an empty box. */
function pages(): Uint8Array {
  const creationTimestamp = Math.floor(Date.parse(job.at) / 1000)
  const shape = { creationTimestamp, pdfTags: true }
  try {
    return compiler.pdf(compiled.result, { ...shape, pdfStandard: 'a-2a' })
  } catch {
    // What else may be wrong with the document is said by the second try, which is not caught.
    return compiler.pdf(compiled.result, { ...shape, pdfStandard: '1.7' })
  }
}
