import { exportMlBom } from '@maek/domain/reports/ml-bom-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { download } from '../api.ts'
import { useLanguage, useSay } from '../language.tsx'
import { saveBlob } from '../save-text.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'

const titleWords = words('ML-BOM 내보내기', 'Export ML-BOM')

/** The model with its data and measures as CycloneDX, in the language of the page. */
export function MlBomButton({ model }: { model: string }) {
  const say = useSay()
  const { language } = useLanguage()
  const making = useMutation({
    mutationFn: () => download(exportMlBom, { model, language }),
    onSuccess: (file) => saveBlob(file.name, file),
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        loading={making.isPending}
        onClick={() => making.mutate()}
      >
        {say(titleWords)}
      </Button>
      {making.error && <RefusalNote error={making.error} />}
    </>
  )
}
