// The speaker's window: the notes of the slide that is shown, what comes next, and the clock.
import { words } from './words.js'

const channel = new BroadcastChannel(location.hash.slice(1))
const at = (id) => document.getElementById(id)
let start = Date.now()
let state

function minutesBefore(index) {
  return state.deck.slides.slice(0, index).reduce((sum, slide) => sum + slide.minutes, 0)
}

function draw() {
  const { deck, at: index, language } = state
  const said = words[language]
  const slide = deck.slides[index]
  document.documentElement.lang = language
  document.title = said.speaker + ': ' + deck.titles[language]
  at('place').textContent = `${index + 1} / ${deck.slides.length} · ${slide.minutes} ${said.minutes}`
  at('title').textContent = slide.words[language].title
  at('notes').innerHTML = slide.words[language].notesHtml // rendered by the server, which escapes any HTML
  at('after-word').textContent = index + 1 < deck.slides.length ? said.upNext : said.last
  at('after').textContent = deck.slides[index + 1]?.words[language].title ?? ''
  for (const name of ['next', 'back', 'restart']) at(name).textContent = said[name]
  tick()
}

function tick() {
  if (!state) return
  const said = words[state.language]
  const seconds = Math.floor((Date.now() - start) / 1000)
  const from = minutesBefore(state.at)
  const until = from + state.deck.slides[state.at].minutes
  at('elapsed').textContent = Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0')
  at('planned').textContent = ` / ${state.deck.minutes} ${said.minutes} (${from}–${until})`
  const behind = Math.ceil(seconds / 60 - until)
  const ahead = Math.floor(from - seconds / 60)
  at('pace').className = behind > 0 ? 'behind' : ''
  at('pace').textContent = behind > 0 ? behind + ' ' + said.behind : ahead > 0 ? ahead + ' ' + said.ahead : said.onTime
}

channel.onmessage = ({ data }) => {
  if (!data.deck) return
  state = data
  draw()
}
for (const name of ['next', 'back']) at(name).addEventListener('click', () => channel.postMessage(name))
at('restart').addEventListener('click', () => {
  start = Date.now()
  tick()
})
addEventListener('keydown', ({ key, target }) => {
  if (target.closest('button') && key === ' ') return
  if (['ArrowRight', 'PageDown', ' '].includes(key)) channel.postMessage('next')
  if (['ArrowLeft', 'PageUp'].includes(key)) channel.postMessage('back')
})
setInterval(tick, 1000)
channel.postMessage('where')
