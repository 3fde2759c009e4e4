import { say, type Words } from '../words.ts'

/**
 * What a licence asks of whoever hands the software on, by kind of duty, in our own words: a list to work through
 * before a release, not legal advice and no substitute for the licence.
 */
export const obligations = {
  attribution: say(
    '저작권 표시와 저작자 이름을 그대로 둡니다. 바이너리로 줄 때는 제3자 고지에 적습니다.',
    'Keep copyright notices and authors’ names; for binaries list them in the third-party notices.',
  ),
  'licence-copy': say('라이선스 전문을 함께 제공합니다.', 'Hand over the full text of the licence.'),
  'notice-file': say(
    'NOTICE 파일이 있으면 그 내용을 함께 제공합니다.',
    'Pass on what its NOTICE file says, where it has one.',
  ),
  'state-changes': say(
    '수정한 파일에 수정 사실과 날짜를 밝힙니다.',
    'Say in the files you changed that you changed them, and when.',
  ),
  'source-files': say(
    '이 구성요소의 소스(수정한 파일 포함)를 같은 라이선스로 받을 수 있게 하고 어디서 받는지 알립니다.',
    'Make the source of the component’s own files, with your changes, available under the same licence, and say where.',
  ),
  'source-library': say(
    '라이브러리의 대응 소스를 제공하거나 3년 이상 유효한 제공 약속서를 함께 줍니다.',
    'Hand over the library’s corresponding source, or a written offer of it that is good for three years.',
  ),
  relink: say(
    '받은 사람이 수정한 라이브러리로 바꿔 쓸 수 있게 합니다(동적 링크나 목적 파일 제공). 이를 위한 역공학을 금지하지 않습니다.',
    'Let recipients use it with a changed library (dynamic linking or object files), and do not forbid reverse engineering for that.',
  ),
  'source-work': say(
    '결합한 저작물 전체의 대응 소스와 빌드 방법을 제공하거나 제공 약속서를 함께 줍니다.',
    'Hand over corresponding source and build scripts of the whole combined work, or a written offer of them.',
  ),
  'source-network': say(
    '네트워크로 쓰는 사람에게도 결합한 저작물 전체의 소스를 받을 길을 보입니다.',
    'Offer the source of the whole work also to those who only use it over a network.',
  ),
  'same-licence': say(
    '결합한 저작물을 같은 라이선스로 배포합니다.',
    'Distribute the combined work under the same licence.',
  ),
  'installation-information': say(
    '소비자용 기기에 담아 줄 때는 수정본을 설치하는 데 필요한 정보를 줍니다. 서명된 펌웨어면 법무 검토가 필요합니다.',
    'In consumer products give what is needed to install a changed version; with signed firmware ask a lawyer.',
  ),
  'no-endorsement': say(
    '저작자나 프로젝트의 이름을 홍보·보증에 쓰지 않습니다.',
    'Do not use the authors’ or the project’s name to promote or endorse.',
  ),
  'rename-changed': say(
    '수정본에는 다른 이름을 쓰거나 원본이 아님을 밝힙니다.',
    'Name a changed version differently, or say plainly that it is not the original.',
  ),
  'patent-clause': say(
    '이 소프트웨어를 두고 특허 소송을 걸면 특허 사용권이 끝납니다. 특허 담당에게 알립니다.',
    'The patent licence ends for whoever sues over the software; tell whoever looks after patents.',
  ),
  advertising: say(
    '기능을 언급하는 광고물에 정해진 감사 문구를 넣습니다.',
    'Put the required acknowledgement into advertising that mentions its features.',
  ),
  'non-commercial': say(
    '영리 목적으로 쓸 수 없습니다. 제품에 넣으려면 따로 허락을 받아야 합니다.',
    'No commercial use; a product needs a permission of its own.',
  ),
  'no-changes': say('수정본을 배포할 수 없습니다.', 'Changed versions may not be distributed.'),
  'field-of-use': say(
    '쓸 수 있는 범위나 방식에 제한이 있습니다. 조건을 읽고 제품의 용도와 견줍니다.',
    'Use is limited in field or manner; read the terms against the device’s use.',
  ),
  'written-terms': say(
    '계약이나 약관의 조건을 따릅니다. 계약서를 공급자 기록에 붙입니다.',
    'Follow the contract or terms; attach them to the supplier’s record.',
  ),
} as const satisfies Record<string, Words>
export type Obligation = keyof typeof obligations

/** Classes of licences, weakest duty first: the order in which one branch of a choice is preferred to another. */
export const licenceClasses = {
  'public-domain': say('권리 포기·퍼블릭 도메인', 'Public domain'),
  permissive: say('허용적', 'Permissive'),
  'weak-copyleft': say('약한 카피레프트', 'Weak copyleft'),
  'strong-copyleft': say('강한 카피레프트', 'Strong copyleft'),
  'network-copyleft': say('네트워크 카피레프트', 'Network copyleft'),
  proprietary: say('독점·소스 공개 제한', 'Proprietary or source-available'),
  'non-commercial': say('비영리 한정', 'Non-commercial'),
} as const satisfies Record<string, Words>
export type LicenceClass = keyof typeof licenceClasses

/** What a policy says to a licence, the mildest first. */
export const licenceRulings = {
  allowed: say('허용', 'Allowed'),
  review: say('검토 필요', 'Needs review'),
  forbidden: say('금지', 'Forbidden'),
} as const satisfies Record<string, Words>
export type LicenceRuling = keyof typeof licenceRulings
