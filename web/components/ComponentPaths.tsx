import { readComponentPaths } from '@maek/domain/components/sbom-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { Answered } from '../ui/Answered.tsx'
import classes from './components.module.css'

const productWords = words('제품', 'Product')
const unconnectedWords = words(
  'SBOM이 제품에서 이 구성요소까지의 의존 관계를 말하지 않습니다.',
  'The SBOM tells no dependency that leads from the product to it.',
)
const parentsWords = words('직접 쓰는 구성요소', 'Used directly by')

/** Why a component is in: the shortest ways from the product down to it. */
export function ComponentPaths({ id, position }: { id: string; position: number }) {
  const say = useSay()
  const found = useAsk(readComponentPaths, { id, position })
  return (
    <Answered query={found}>
      {({ paths, parents, unconnected }) => (
        <div className={classes.paths}>
          {unconnected && <span className={classes.dim}>{say(unconnectedWords)}</span>}
          {paths.map((path) => (
            <ol key={path.map((step) => step.position).join()} className={classes.path}>
              <li>{say(productWords)}</li>
              {path.map((step) => (
                <li key={step.position}>
                  {step.name}
                  {step.version !== null && <span className={classes.dim}> {step.version}</span>}
                </li>
              ))}
            </ol>
          ))}
          {parents > paths.length && (
            <span className={classes.dim}>
              {say(parentsWords)}: {parents}
            </span>
          )}
        </div>
      )}
    </Answered>
  )
}
