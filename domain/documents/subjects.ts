import { say } from '../words.ts'

/**
 * What a controlled document is about. Rules ask for “an approved procedure on complaint handling”, so the
 * subject is a closed list: the procedures and files an integrated auditor of ISO 13485, ISO/IEC 42001 and the
 * Korean rules expects. A document may serve several.
 */
export const subjects = {
  // the system (ISO 13485 4, 5, 6; ISO/IEC 42001 4 to 7)
  manual: say('품질·AI 경영 매뉴얼', 'Quality and AI manual'),
  scope: say('적용범위·제외 근거', 'Scope and exclusions'),
  'process-map': say('프로세스 맵', 'Process map'),
  organisation: say('조직도·책임과 권한', 'Organisation and responsibilities'),
  'document-control': say('문서관리', 'Document control'),
  'record-control': say('기록관리·보존', 'Record control and retention'),
  'management-review': say('경영검토', 'Management review'),
  competence: say('역량·교육훈련', 'Competence and training'),
  communication: say('의사소통·당국 연락', 'Communication and authorities'),
  concerns: say('AI 우려사항 보고', 'Reporting of AI concerns'),
  infrastructure: say('기반시설·작업환경', 'Infrastructure and work environment'),
  'software-validation': say('QMS·도구 소프트웨어 유효성 확인', 'Validation of QMS software and tools'),
  // risk (ISO 14971; ISO/IEC 42001 6.1, 8)
  'risk-management': say('위험관리', 'Risk management'),
  'ai-risk': say('AI 리스크 평가·처리', 'AI risk assessment and treatment'),
  'impact-assessment': say('AI 시스템 영향평가', 'AI system impact assessment'),
  // the product (ISO 13485 7; IEC 62304; IEC 62366-1; ISO/IEC 42001 A.6)
  'device-file': say('제품표준서(의료기기 파일)', 'Product master file (medical device file)'),
  design: say('설계 및 개발', 'Design and development'),
  'ai-development': say('AI 개발 프로세스', 'AI development process'),
  architecture: say('소프트웨어 구조·상세설계', 'Software architecture and design'),
  configuration: say('형상관리', 'Configuration management'),
  maintenance: say('소프트웨어 유지보수·문제 해결', 'Software maintenance and problem resolution'),
  'change-control': say('변경관리', 'Change control'),
  usability: say('사용적합성', 'Usability engineering'),
  'clinical-evaluation': say('임상평가', 'Clinical evaluation'),
  'data-management': say('데이터 관리', 'Data management'),
  annotation: say('데이터 준비·라벨링', 'Data preparation and annotation'),
  labelling: say('사용자 취급설명서·표시기재', 'Instructions for use and labelling'),
  'technical-documentation': say('기술문서', 'Technical documentation'),
  // supply and service (ISO 13485 7.4 to 7.6)
  purchasing: say('구매·공급자 관리', 'Purchasing and supplier control'),
  release: say('제조·출하 승인', 'Production and release'),
  installation: say('설치·서비스', 'Installation and servicing'),
  traceability: say('식별·추적성', 'Identification and traceability'),
  'customer-property': say('고객 자산·건강정보 보호', 'Customer property and health data'),
  'responsible-use': say('AI의 책임 있는 사용', 'Responsible use of AI'),
  // security (MFDS security notice; IEC 81001-5-1)
  'secure-development': say('제품 보안·보안 개발', 'Product security and secure development'),
  'secure-coding': say('시큐어 코딩·보안 설정 기준', 'Secure coding and hardening'),
  'network-security': say('네트워크·보안 통신', 'Network and secure communication'),
  'access-control': say('접근통제·인증', 'Access control and authentication'),
  'physical-security': say('물리적 보안', 'Physical security'),
  cryptography: say('암호화·키 관리', 'Cryptography and keys'),
  backup: say('백업·복구·업무연속성', 'Backup, recovery and continuity'),
  'security-monitoring': say('보안 모니터링·로그', 'Security monitoring and logs'),
  'vulnerability-handling': say('취약점 처리·공개', 'Vulnerability handling and disclosure'),
  'incident-response': say('침해대응 계획', 'Incident response plan'),
  'end-of-support': say('지원 종료·레거시 관리', 'End of support and legacy devices'),
  privacy: say('개인정보 보호', 'Privacy'),
  // after the market (ISO 13485 8; ISO/IEC 42001 9, 10)
  'post-market': say('시판 후 감시', 'Post-market surveillance'),
  'ai-monitoring': say('AI 운영·성능 모니터링', 'AI operation and monitoring'),
  complaints: say('불만처리·피드백', 'Complaints and feedback'),
  vigilance: say('이상사례 보고·회수', 'Vigilance and recalls'),
  nonconformity: say('부적합 관리', 'Nonconformity'),
  'corrective-action': say('시정 및 예방조치', 'Corrective and preventive action'),
  'internal-audit': say('내부심사', 'Internal audit'),
  'data-analysis': say('데이터 분석', 'Analysis of data'),
  regulation: say('법규·표준 관리', 'Regulations and standards'),
} as const
