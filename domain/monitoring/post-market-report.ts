import { day, file, later, line, optional, prose, ref, refs, rows } from '../field.ts'
import { kind } from '../kind.ts'
import { controlled } from '../lives.ts'
import { sha256Pattern } from '../patterns.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

/** What a period in the field has shown, for post-market review. */
export const postMarketReport = kind({
  name: 'post-market-report',
  code: 'PMR',
  domain: 'monitoring',
  title: say('시판 후 성능 보고서', 'Post-market report'),
  plural: say('시판 후 성능 보고서', 'Post-market reports'),
  about: say(
    '정해진 기간의 현장 성능, 경보와 조치를 정리합니다. EU AI법 제72조, 디지털의료제품법의 실사용 평가, ISO 13485 8.2.1의 기록입니다.',
    'Performance, alerts and actions of a period in the field: EU AI Act Art. 72, real-world evaluation of the Korean Act, ISO 13485 8.2.1.',
  ),
  titleField: 'name',
  life: controlled,
  retention: deviceFileRetention,
  check: (body) =>
    body.to < body.from
      ? { field: 'to', because: say('끝나는 날이 시작하는 날보다 이릅니다.', 'It ends before it begins.') }
      : null,
  fields: {
    name: line({ label: say('제목', 'Title'), searched: true }),
    modelVersion: ref('model-version', {
      label: say('모델', 'Model'),
      listed: true,
      reverse: say('시판 후 보고서', 'Post-market reports'),
    }),
    plan: later(
      ref('monitoring-plan', {
        label: say('모니터링 계획', 'Monitoring plan'),
        reverse: say('시판 후 보고서', 'Post-market reports'),
      }),
    ),
    devices: optional(
      refs('device', {
        label: say('제품', 'Devices'),
        reverse: say('시판 후 보고서', 'Post-market reports'),
      }),
    ),
    from: day({ label: say('시작일', 'From'), listed: true }),
    to: day({ label: say('종료일', 'To'), listed: true, sorted: true }),
    looks: optional(
      refs('monitoring-look', { label: say('성능 점검', 'Looks'), reverse: say('보고서', 'Reports') }),
    ),
    alerts: optional(refs('alert', { label: say('경보', 'Alerts'), reverse: say('보고서', 'Reports') })),
    summary: later(prose({ label: say('요약', 'Summary') })),
    results: optional(
      rows({
        label: say('결과', 'Results'),
        columns: {
          metric: line({ label: say('지표', 'Metric'), max: 80 }),
          group: optional(line({ label: say('집단', 'Group'), max: 120 })),
          estimate: line({ label: say('추정값', 'Estimate'), max: 40 }),
          interval: optional(line({ label: say('신뢰구간', 'Interval'), max: 80 })),
          n: line({ label: say('건수', 'n'), max: 20 }),
        },
      }),
    ),
    limits: later(
      prose({
        label: say('한계', 'Limits'),
        help: say(
          '정답 지연, 누락, 표본 수, 추정치임을 적습니다.',
          'Label delay, drop-out, numbers, estimates.',
        ),
      }),
    ),
    conclusion: later(prose({ label: say('결론', 'Conclusion') })),
    actions: later(prose({ label: say('다음 조치', 'What follows') })),
    document: optional(file({ label: say('보고서 파일', 'Document') })),
    resultDigest: optional(
      line({ label: say('결과 해시(SHA-256)', 'Result digest (SHA-256)'), pattern: sha256Pattern }),
    ),
  },
})
