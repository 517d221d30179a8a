// What the page itself says, in both languages.
export const words = {
  ko: {
    language: 'English', speaker: '발표자 화면', run: '실행', stop: '멈춤', reset: '처음으로', hint: '힌트',
    solution: '모범 답안', code: '코드', terminal: '출력', evidence: '커널이 보여 준 것', hands: '명',
    waiting: '실행하면 커널이 답한 것이 여기에 나옵니다.', running: '실행하고 있습니다…', passed: '확인되었습니다',
    failed: '아직 아닙니다', unjudged: '판정할 것이 없습니다', box: '상자', exit: '종료 코드', signal: '시그널',
    refused: '커널이 거부했습니다', alive: '실행 중', root: '루트 디렉토리', namespaces: '네임스페이스',
    own: '자기 것', shared: '호스트와 같음', calls: '시스템 호출', lost: '서버와 연결이 끊겼습니다. 페이지를 새로 고치십시오.',
    missing: '이 컴퓨터에서는 실행할 수 없습니다', next: '다음', back: '이전', restart: '시계를 0으로', minutes: '분',
    ahead: '분 빠릅니다', behind: '분 늦습니다', onTime: '예정대로입니다', last: '마지막 슬라이드입니다', upNext: '다음:',
    count: '손을 든 사람 수', ends: { INTERRUPTED: '멈추었습니다', KILLED: '멈추지 않아 세션을 끝냈습니다', VM_LOST: '세션이 끝났습니다. 다시 실행하면 새로 시작합니다.' },
  },
  en: {
    language: '한국어', speaker: 'Speaker view', run: 'Run', stop: 'Stop', reset: 'Start over', hint: 'Hint',
    solution: 'Solution', code: 'Code', terminal: 'Output', evidence: 'What the kernel shows', hands: '',
    waiting: 'Run it: what the kernel answers appears here.', running: 'Running…', passed: 'Confirmed',
    failed: 'Not yet', unjudged: 'Nothing to judge', box: 'box', exit: 'exit status', signal: 'signal',
    refused: 'The kernel refused', alive: 'running', root: 'root directory', namespaces: 'namespaces',
    own: 'its own', shared: 'the host’s', calls: 'system calls', lost: 'The server is gone. Reload the page.',
    missing: 'This machine cannot run it', next: 'Next', back: 'Back', restart: 'Clock to 0', minutes: 'min',
    ahead: 'min ahead', behind: 'min behind', onTime: 'on time', last: 'This is the last slide', upNext: 'Next:',
    count: 'hands raised', ends: { INTERRUPTED: 'Stopped', KILLED: 'It did not stop, so the session was ended', VM_LOST: 'The session has ended. Running again starts another.' },
  },
}
