// Builds the slides out of deck.json, switches the language, and tells the speaker's window where we are.
import { words } from './words.js'
import { Live, element } from './demo.js'

const deck = await (await fetch('deck.json')).json()
const slides = document.querySelector('.slides')
const channel = new BroadcastChannel('hangari-' + crypto.randomUUID())
const live = new Live()
let language = deck.language

function html(tag, kind, content) {
  const made = element(tag, kind)
  made.innerHTML = content // rendered by the server, which escapes any HTML in the deck's text
  return made
}

function section(slide) {
  const made = element('section', slide.kind)
  made.id = slide.id
  made.append(element('h2', 'title'), element('div', 'body'))
  if (slide.kind === 'ask') made.append(live.ask(slide))
  if (slide.kind === 'demo') made.append(live.demo(slide))
  return made
}

function speak(now) {
  language = now
  document.documentElement.lang = now
  document.title = deck.titles[now]
  document.querySelector('.deck-title').textContent = deck.titles[now]
  document.querySelector('#language').textContent = words[now].language
  document.querySelector('#speaker').textContent = words[now].speaker
  for (const slide of deck.slides) {
    const made = document.getElementById(slide.id)
    const text = slide.words[now]
    made.querySelector('.title').textContent = text.title
    made.querySelector('.body').replaceWith(html('div', 'body', text.bodyHtml))
  }
  live.speak(now)
  Reveal.layout()
}

function current() {
  return deck.slides[Reveal.getIndices().h]
}

function tell() {
  const at = Reveal.getIndices().h
  channel.postMessage({ deck, at, language })
}

function arrived() {
  const slide = current()
  if (slide.kind !== 'talk') live.open(slide)
  tell()
}

deck.slides.forEach((slide) => slides.append(section(slide)))
await Reveal.initialize({
  width: 1280, height: 720, margin: 0, hash: true, center: false, transition: 'none', backgroundTransition: 'none',
  controls: true, controlsTutorial: false, slideNumber: 'c/t', progress: true, overview: true, postMessage: false,
  keyboardCondition: (event) => !event.target.closest?.('.xterm, textarea, input'),
})
speak(language)
Reveal.on('slidechanged', arrived)
arrived()

document.querySelector('#language').addEventListener('click', () => {
  speak(language === 'ko' ? 'en' : 'ko')
  tell()
})
document.querySelector('#speaker').addEventListener('click', () => {
  window.open('speaker.html#' + channel.name, 'hangari-speaker', 'width=900,height=700')
})
channel.onmessage = ({ data }) => {
  if (data === 'next') Reveal.next()
  if (data === 'back') Reveal.prev()
  if (data === 'where') tell()
}
document.body.dataset.ready = 'true'
