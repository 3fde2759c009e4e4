import { choice, choices, day, files, later, line, optional, pair, prose, ref, rows } from '../field.ts'
import { kind } from '../kind.ts'
import { say } from '../words.ts'
import { releaseLife } from './release-life.ts'

// Built first: `ref` registers every single reference on one schema, so the one needed at entry must come last.
const previous = optional(
  ref('release', {
    label: say('이전 릴리스', 'Previous release'),
    reverse: say('다음 릴리스', 'Followed by'),
  }),
)

export const release = kind({
  name: 'release',
  code: 'REL',
  domain: 'products',
  title: say('릴리스', 'Release'),
  plural: say('릴리스', 'Releases'),
  about: say(
    '출하 승인한 제품 버전: 무엇을 어떻게 만들었고 누가 내보냈는지. ISO 13485 7.5.1·8.2.6, IEC 62304 5.8, ISO/IEC 42001 A.6.2.5, KGMP 제조기록.',
    'A product version approved for release: what it is, how it was built, who let it go. ISO 13485 7.5.1 and 8.2.6, IEC 62304 5.8, ISO/IEC 42001 A.6.2.5, KGMP production record.',
  ),
  life: releaseLife,
  titleField: 'name',
  retention: {
    years: 10,
    from: 'end-of-life',
    because: say(
      '제조기록은 제품 수명 동안, 출하일부터 최소 2년 보존합니다(ISO 13485 4.2.5). KGMP 5년, EU 10년(MDR 제10조) 가운데 가장 긴 기간을 따릅니다.',
      'Batch records last the device lifetime and two years from release at least (ISO 13485 4.2.5); KGMP five, the EU ten (MDR Art. 10): the longest.',
    ),
  },
  fields: {
    name: line({
      label: say('릴리스명', 'Name'),
      help: say('제품명과 버전. 예: CXR Assist 2.1.0', 'Device and version, e.g. CXR Assist 2.1.0'),
      searched: true,
    }),
    version: line({
      label: say('버전', 'Version'),
      help: say('제품 화면과 라벨에 보이는 그대로.', 'Exactly as the product and its label show it.'),
      max: 60,
      listed: true,
      sorted: true,
    }),
    device: ref('device', { label: say('제품', 'Device'), reverse: say('릴리스', 'Releases'), listed: true }),
    previous,
    purposes: choices({
      label: say('릴리스 목적', 'Purpose'),
      choices: {
        initial: say('최초 출하', 'First release'),
        feature: say('기능 추가·변경', 'Feature'),
        'defect-fix': say('결함 수정', 'Defect fix'),
        'security-update': say('보안 업데이트', 'Security update'),
        'model-update': say('AI 모델 변경', 'AI model update'),
      },
      listed: true,
    }),
    changes: later(
      pair({
        label: say('변경 내용(릴리스 노트)', 'What changed (release notes)'),
        help: say(
          '의료기관과 사용자가 읽습니다. 보안 수정과 AI 성능 변화도 적으십시오.',
          'Hospitals and users read this. Include security fixes and changes of AI performance.',
        ),
      }),
    ),
    sourceRevision: later(
      line({
        label: say('소스 리비전', 'Source revision'),
        help: say(
          '형상관리 저장소의 커밋·태그(IEC 62304 8.1).',
          'Commit or tag in the repository (IEC 62304 8.1).',
        ),
      }),
    ),
    buildProcedure: later(
      prose({
        label: say('빌드 절차와 환경', 'How it was built'),
        help: say(
          '도구와 버전, 빌드 번호. 다시 만들 수 있을 만큼(IEC 62304 5.8.5).',
          'Tools, versions, build number: enough to build it again (IEC 62304 5.8.5).',
        ),
        max: 8000,
      }),
    ),
    artefacts: later(
      rows({
        label: say('배포 파일', 'Artefacts'),
        help: say(
          '사용처까지 손상·변조 없이 전달됨을 해시로 보입니다(13485 7.5.11, 62304 5.8.8).',
          'The hash shows delivery without corruption or change (13485 7.5.11, 62304 5.8.8).',
        ),
        columns: {
          name: line({ label: say('파일·이미지', 'File or image') }),
          sha256: line({ label: say('SHA-256', 'SHA-256'), pattern: /^[0-9a-f]{64}$/ }),
          signedWith: optional(line({ label: say('서명 수단', 'Signed with') })),
        },
        max: 200,
      }),
    ),
    tests: later(
      prose({
        label: say('출하 시험 결과', 'Release test result'),
        help: say(
          '계획한 검증이 모두 끝나고 평가되었는지(13485 8.2.6, 62304 5.8.1).',
          'Whether all planned verification is done and judged (13485 8.2.6, 62304 5.8.1).',
        ),
        max: 8000,
      }),
    ),
    testFiles: optional(files({ label: say('시험성적서·점검표', 'Test reports and checklist') })),
    knownAnomalies: later(
      prose({
        label: say('알려진 이상과 그 평가', 'Known anomalies and their evaluation'),
        help: say(
          '없으면 없다고 쓰십시오(IEC 62304 5.8.2·5.8.3).',
          'If none, say so (IEC 62304 5.8.2, 5.8.3).',
        ),
      }),
    ),
    labelCheck: later(
      choice({
        label: say('표시·기재 확인', 'Labelling inspection'),
        help: say(
          '전자적 표시를 포함해 버전, UDI, 보관·취급 문구를 출하 전에 확인(21 CFR 820.45).',
          'Version, UDI and instructions inspected before release, electronic labels too (21 CFR 820.45).',
        ),
        choices: {
          passed: say('확인, 적합', 'Inspected, correct'),
          unchanged: say('변경 없음을 확인', 'Confirmed unchanged'),
          failed: say('부적합', 'Not correct'),
        },
      }),
    ),
    udiProduction: optional(line({ label: say('UDI-PI·제조번호', 'UDI-PI or lot number'), max: 120 })),
    deploymentPlan: later(
      prose({
        label: say('배포 계획', 'Deployment plan'),
        help: say(
          '어디에 어떤 순서로, 무엇이 갖춰져야 켜는지(42001 A.6.2.5, 13485 7.5.3).',
          'Where, in which order, and what must hold before it goes live (42001 A.6.2.5, 13485 7.5.3).',
        ),
        max: 8000,
      }),
    ),
    rollback: later(
      prose({
        label: say('실패 시 복구', 'Rollback'),
        help: say(
          '업데이트가 실패하면 어떻게 되돌리는지(보안지침 제10조).',
          'How a failed update is undone (MFDS security notice Art. 10).',
        ),
        max: 4000,
      }),
    ),
    plannedOn: optional(day({ label: say('출하 예정일', 'Planned for'), listed: true, sorted: true })),
  },
  check: ({ name, version }) =>
    name.includes(version)
      ? null
      : {
          field: 'name',
          because: say('릴리스명에 버전이 들어 있어야 합니다.', 'The name must contain the version.'),
        },
})
