// One connection for the page. News comes in by `hear`; questions go out by `ask`; whatever happened in between is
// caught up with in `onConnect`, for Socket.IO keeps no missed news.
import { io } from "../../vendor/socket.io-client/socket.io.esm.min.js"

const PATIENCE = 5000
const SOON = [250, 1500] // milliseconds until it is tried again, at first and at most
const NOW_AND_THEN = [10_000, 15_000]
let socket

export function hear(news, listener) {
  line().on(news, listener)
}

export async function ask(question, payload) {
  try {
    return await line().timeout(PATIENCE).emitWithAck(question, payload)
  } catch {
    return undefined
  }
}

export function onConnect(listener) {
  line().on("connect", listener)
  if (socket.connected) listener()
}

export function isConnected() {
  return line().connected
}

function line() {
  if (socket) return socket
  socket = io({
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    randomizationFactor: 0.5,
    timeout: 8000, // longer than a browser holds back a page whose tries have often failed
  })
  pace(SOON)
  socket.on("disconnect", reconnect)
  window.addEventListener("offline", () => pace(NOW_AND_THEN))
  window.addEventListener("online", goOn)
  return socket
}

// Chromium lets a page wait for seconds before each try once some sixteen have failed. Where the browser itself knows
// that there is no network, they are few; a server on the same machine is found all the same.
function pace([first, most]) {
  socket.io.reconnectionDelay(first)
  socket.io.reconnectionDelayMax(most)
}

function goOn() {
  pace(SOON)
  if (!socket.connected) socket.disconnect().connect()
}

function reconnect(reason) {
  if (reason === "io server disconnect") setTimeout(() => socket.connect(), 1000)
}
