// A step of a lesson on a slide: what the class expects, the code, its output, and what the kernel shows.
import { words } from './words.js'

export function element(tag, kind, text) {
  const made = document.createElement(tag)
  if (kind) made.className = kind
  if (text !== undefined) made.textContent = text
  return made
}

function html(tag, kind, content) {
  const made = element(tag, kind)
  made.innerHTML = content // rendered by the server, which escapes any HTML in the lesson's text
  return made
}

function button(kind, act) {
  const made = element('button', kind)
  made.type = 'button'
  made.addEventListener('click', act)
  return made
}

function plain(text) {
  const clean = text.replace(/[^\n\t\P{Cc}]/gu, '?')
  return clean && !clean.endsWith('\n') ? clean + '\n' : clean
}

/** The connection to the server, and the slides that use it. */
export class Live {
  constructor() {
    this.language = 'ko'
    this.panes = new Map()
    this.asks = new Map()
    const address = new URL('live', location.href)
    address.protocol = 'ws:'
    address.hash = ''
    this.socket = new WebSocket(address)
    this.socket.binaryType = 'arraybuffer'
    this.opened = new Promise((done) => this.socket.addEventListener('open', done))
    this.socket.addEventListener('message', ({ data }) => this.message(data))
    this.socket.addEventListener('close', () => this.trouble(words[this.language].lost))
  }

  async send(wish) {
    await this.opened
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(wish))
  }

  message(data) {
    if (typeof data !== 'string') {
      this.panes.get(this.slide)?.print(new Uint8Array(data))
      return
    }
    const view = JSON.parse(data)
    if (view.type === 'trouble') this.trouble(view.message)
    else (this.panes.get(view.slide) ?? this.asks.get(view.slide))?.show(view)
  }

  trouble(message) {
    this.panes.get(this.slide)?.trouble(message)
  }

  open(slide) {
    this.slide = slide.id
    this.panes.get(slide.id)?.arrive()
    this.send({ do: 'open', slide: slide.id })
  }

  speak(language) {
    this.language = language
    this.panes.forEach((pane) => pane.speak(language))
    this.asks.forEach((ask) => ask.speak(language))
    this.send({ do: 'speak', language })
  }

  ask(slide) {
    const ask = new Ask(this, slide)
    this.asks.set(slide.id, ask)
    return ask.root
  }

  demo(slide) {
    const pane = new Demo(this, slide)
    this.panes.set(slide.id, pane)
    return pane.root
  }
}

/** A show of hands. */
class Ask {
  constructor(live, slide) {
    this.live = live
    this.slide = slide
    this.counts = Object.fromEntries(slide.words.ko.choices.map(({ id }) => [id, 0]))
    this.root = element('div', 'question')
  }

  speak(language) {
    const text = this.slide.words[language]
    this.root.replaceChildren(html('div', 'asked', text.questionHtml), ...text.choices.map((c, i) => this.choice(c, i)))
    this.draw()
  }

  choice({ id, textHtml }, index) {
    const made = button('choice', (event) => this.raise(id, event.shiftKey ? -1 : 1))
    made.dataset.choice = id
    made.append(element('span', 'letter', String.fromCharCode(65 + index)), html('span', 'text', textHtml))
    made.append(element('span', 'hands'))
    return made
  }

  raise(id, by) {
    this.counts[id] = Math.max(0, this.counts[id] + by)
    this.draw()
    this.live.send({ do: 'hands', counts: this.counts })
  }

  draw() {
    const unit = words[this.live.language].hands
    const most = Math.max(1, ...Object.values(this.counts))
    this.root.querySelectorAll('.choice').forEach((made) => {
      const count = this.counts[made.dataset.choice]
      made.querySelector('.hands').textContent = count + unit
      made.style.setProperty('--share', count / most)
    })
  }

  show(view) {
    view.question?.choices.forEach(({ id, hands }) => (this.counts[id] = hands))
    this.draw()
  }
}

/** Code, output and evidence, side by side. */
class Demo {
  constructor(live, slide) {
    this.live = live
    this.root = element('div', 'demo-grid')
    this.words = words.ko
    this.code = element('textarea', 'code')
    this.code.spellcheck = false
    this.code.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.ctrlKey) this.run()
    })
    this.screen = element('div', 'screen')
    this.evidence = element('div', 'evidence')
    this.evidence.tabIndex = 0
    this.buttons = {
      run: button('run', () => this.run()),
      stop: button('stop', () => live.send({ do: 'interrupt' })),
      reset: button('reset', () => this.again()),
      hint: button('hint', () => live.send({ do: 'hint' })),
      solution: button('solution', () => live.send({ do: 'solution' })),
    }
    const tools = element('div', 'tools')
    tools.append(...Object.values(this.buttons))
    this.root.append(this.code, tools, this.screen, this.evidence)
    this.busy(false)
  }

  arrive() {
    if (!this.terminal) {
      this.terminal = new Terminal({
        fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
        fontSize: 20, convertEol: true, disableStdin: true, cursorStyle: 'bar', cursorInactiveStyle: 'none',
        scrollback: 2000,
        theme: { background: '#2b211b', foreground: '#f3e9dc', cursor: '#2b211b', selectionBackground: '#8a4b2d' },
      })
      const fit = new FitAddon.FitAddon()
      this.terminal.loadAddon(fit)
      this.terminal.open(this.screen)
      fit.fit()
    }
  }

  print(bytes) {
    this.terminal?.write(bytes)
  }

  run() {
    this.terminal.reset()
    this.busy(true)
    this.live.send({ do: 'run', code: this.code.value })
  }

  again() {
    this.edited = undefined
    this.shown = undefined
    this.terminal.reset()
    this.live.send({ do: 'reset' })
  }

  busy(now) {
    this.root.dataset.busy = now
    this.buttons.run.disabled = now
    this.buttons.stop.disabled = !now
    this.buttons.reset.disabled = now
    this.buttons.hint.disabled = now
    this.buttons.solution.disabled = now
    if (now) this.evidence.replaceChildren(element('p', 'quiet', this.words.running))
  }

  speak(language) {
    this.words = words[language]
    for (const [name, made] of Object.entries(this.buttons)) made.textContent = this.words[name]
    this.code.setAttribute('aria-label', this.words.code)
    this.evidence.setAttribute('aria-label', this.words.evidence)
    this.screen.setAttribute('aria-label', this.words.terminal)
  }

  trouble(message) {
    this.busy(false)
    this.evidence.replaceChildren(element('p', 'verdict failed', message))
  }

  show(view) {
    const ran = this.root.dataset.busy === 'true'
    this.busy(false)
    if (view.code !== this.shown) {
      this.shown = view.code
      this.code.value = view.code
    }
    if (ran && view.attempt) this.printValues(view.attempt)
    this.evidence.replaceChildren(...this.parts(view))
    this.evidence.scrollTop = 0
  }

  /** What the boxes printed was captured outside of the session; a box must not steer the terminal. */
  printValues(attempt) {
    attempt.boxes.forEach(({ stdout, stderr }) => this.terminal.write(plain(stdout) + plain(stderr)))
    attempt.values.forEach((value) => this.terminal.write(value + '\n'))
    attempt.faults.forEach((fault) => this.terminal.write('\x1b[38;2;240;150;110m' + fault + '\x1b[0m\n'))
  }

  parts(view) {
    const parts = []
    if (view.missing.length) {
      parts.push(element('p', 'verdict failed', this.words.missing))
      view.missing.forEach((line) => parts.push(element('p', 'reason', line)))
    }
    if (view.noticeHtml) parts.push(html('div', 'notice', view.noticeHtml))
    if (view.attempt) parts.push(...this.attempt(view.attempt))
    else if (!view.noticeHtml) parts.push(element('p', 'quiet', this.words.waiting))
    if (view.attempt && view.question) parts.push(...this.answers(view.question))
    return parts
  }

  attempt(attempt) {
    const parts = [this.verdict(attempt)]
    if (attempt.reason) parts.push(element('p', 'reason', attempt.reason))
    if (attempt.hintHtml) parts.push(html('div', 'notice', attempt.hintHtml))
    if (attempt.end) parts.push(element('p', 'reason', this.words.ends[attempt.end] ?? attempt.end))
    attempt.boxes.slice(-1).forEach((box) => parts.push(this.box(box)))
    if (attempt.evidenceHtml) parts.push(html('div', 'look', attempt.evidenceHtml))
    return parts
  }

  verdict({ passed }) {
    const state = passed === null ? 'unjudged' : passed ? 'passed' : 'failed'
    const sign = { passed: '✓ ', failed: '✗ ', unjudged: '· ' }[state]
    return element('p', 'verdict ' + state, sign + this.words[state])
  }

  box(box) {
    const made = element('div', 'box')
    made.append(element('p', 'command', '$ ' + box.command), this.ending(box))
    if (box.failure?.hint) made.append(element('p', 'reason', box.failure.hint))
    if (box.root) made.append(this.fact(this.words.root, box.root.replace(/^.*\/work\//, '…/')))
    const names = Object.entries(box.namespaces)
    if (names.length) made.append(this.namespaces(names))
    if (box.calls.length) made.append(this.calls(box.calls))
    return made
  }

  ending(box) {
    if (box.failure) return element('p', 'refused', this.words.refused + ': ' + box.failure.call + ' → ' + box.failure.errno)
    if (box.signal) return this.fact(this.words.signal, box.signal)
    if (box.exit !== null) return this.fact(this.words.exit, box.exit)
    return element('p', 'fact', this.words.alive)
  }

  fact(name, value) {
    const made = element('p', 'fact', name + ' ')
    made.append(element('code', '', String(value)))
    return made
  }

  namespaces(names) {
    const made = element('div', 'namespaces')
    names.sort(([a], [b]) => a.localeCompare(b)).forEach(([name, { own }]) => {
      const chip = element('span', own ? 'own' : 'shared')
      chip.append(element('b', '', name), ' ' + (own ? this.words.own : this.words.shared))
      chip.dataset.namespace = name
      made.append(chip)
    })
    return made
  }

  calls(calls) {
    const made = element('ol', 'calls')
    calls.forEach(({ text, result, errno }) => {
      const line = element('li', errno ? 'bad' : result === null ? 'unreached' : 'good')
      line.append(element('code', '', text), ' ', element('b', '', errno ?? (result === null ? '' : '= ' + result)))
      made.append(line)
    })
    return made
  }

  answers(question) {
    if (!question.answer) return []
    return question.choices
      .filter(({ id, hands }) => hands || id === question.answer)
      .map(({ id, textHtml, replyHtml, hands }) => {
        const made = element('div', id === question.answer ? 'answer right' : 'answer')
        const said = html('div', 'said', textHtml)
        said.append(element('span', 'hands', hands ? hands + this.words.hands : ''))
        made.append(said, html('div', 'reply', replyHtml))
        return made
      })
  }
}
