// One connection for the page. News comes in by `hear`; questions go out by `ask`; whatever happened in between is
// caught up with in `onConnect`, for Socket.IO keeps no missed news.
import { io } from "../../vendor/socket.io-client/socket.io.esm.min.js"

const PATIENCE = 5000
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
    reconnectionDelay: 250,
    reconnectionDelayMax: 1500,
    randomizationFactor: 0.5,
    timeout: 4000,
  })
  socket.on("disconnect", reconnect)
  return socket
}

function reconnect(reason) {
  if (reason === "io server disconnect") setTimeout(() => socket.connect(), 1000)
}
