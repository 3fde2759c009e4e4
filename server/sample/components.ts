import { componentPolicy } from '@maek/domain/components/component-policy.ts'
import { supportPlan } from '@maek/domain/components/support-plan.ts'
import { lineOf, proseOf } from './marked.ts'
import type { Pen } from './pen.ts'
import type { SamplePeople } from './people.ts'

/** What may go into the device and until when it is supported, approved; one part has a contract of its own. */
export async function writeComponentRules(
  pen: Pen,
  { device, people }: { readonly device: string; readonly people: SamplePeople },
): Promise<void> {
  const policy = await pen.write(componentPolicy, {
    name: lineOf('구성요소 방침', 'Component policy'),
    devices: [device],
    owner: people.security,
    classes: [
      { class: 'permissive', ruling: 'allowed' },
      { class: 'weak-copyleft', ruling: 'review' },
      { class: 'strong-copyleft', ruling: 'forbidden' },
    ],
    undeclared: 'review',
    notRecognised: 'review',
    criticalDays: 14,
    highDays: 30,
    mediumDays: 90,
    lowDays: 180,
    blocks: ['critical', 'high'],
    rationale: proseOf(
      '병원에 설치하므로 소스 제공 의무가 제품 전체에 미치는 라이선스는 쓰지 않는다.',
      'Installed in hospitals: no licence that would bind the source of the whole device.',
    ),
  })
  await pen.lead(policy, 'submit', 'approve')
  await pen.write(supportPlan, {
    name: lineOf('지원 계획', 'Support plan'),
    device,
    endsOn: pen.day(5 * 365),
    policy: proseOf('보안 수정은 지원 종료일까지 제공한다.', 'Security fixes until the end of support.'),
    contracts: [
      {
        component: 'pkg:pypi/torch',
        level: 'security-only',
        endsOn: pen.day(400),
        supplier: lineOf('샘플 공급자', 'Sample supplier'),
        reference: 'S-2026-01',
      },
    ],
  })
}
