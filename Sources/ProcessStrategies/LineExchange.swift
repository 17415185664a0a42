import Foundation

/// Sends lines to a child and takes its answers, whatever it does meanwhile: both directions and
/// its errors are served at once, so that no full pipe can hold up the two.
final class LineExchange {
  private static let chunk = 1 << 16

  private let child: ChildProcess
  private let errors: ErrorOutput
  private var received: [UInt8] = []
  private var errorsAreOpen = true

  init(with child: ChildProcess, errors: ErrorOutput) {
    self.child = child
    self.errors = errors
  }

  /// Sends a line and waits for the next one.
  ///
  /// - Returns: The line without its newline.
  func ask(
    _ request: [UInt8], seconds: Double, awaiting: ProcessFailure.Awaited
  ) throws(ProcessFailure) -> [UInt8] {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var unsent = request[...]
    unsent.append(UInt8(ascii: "\n"))
    received.removeAll(keepingCapacity: true)
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero, let ready = wait(left, canSend: !unsent.isEmpty) else {
        readErrors()
        throw .timedOut(seconds: seconds, awaiting: awaiting, receivedBytes: received.count)
      }
      if ready.errors { readErrors() }
      if ready.input { send(&unsent) }
      if ready.output, let line = try receive(awaiting: awaiting) {
        readErrors()
        guard unsent.isEmpty else {
          throw .malformed(
            reason: "it came before the request was read", awaiting: awaiting,
            line: ProcessProtocol.excerpt(line))
        }
        return line
      }
    }
  }

  // MARK: Waiting

  private typealias Ready = (input: Bool, output: Bool, errors: Bool)

  /// What can be served, at the latest after a time; nil when there is nothing.
  private func wait(_ limit: Duration, canSend: Bool) -> Ready? {
    let none = Int16(0)
    var files = [
      pollfd(fd: child.output, events: Int16(POLLIN), revents: none),
      pollfd(fd: errorsAreOpen ? child.errors : -1, events: Int16(POLLIN), revents: none),
      pollfd(fd: canSend ? child.input : -1, events: Int16(POLLOUT), revents: none),
    ]
    let (seconds, attoseconds) = limit.components
    // Rounded up: a wait of nothing would spin.
    let milliseconds = Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
    let count = poll(&files, nfds_t(files.count), milliseconds)
    if count < 0, errno == EINTR { return (false, false, false) }
    guard count > 0 else { return nil }
    return (files[2].revents != 0, files[0].revents != 0, files[1].revents != 0)
  }

  // MARK: Sending

  private func send(_ unsent: inout ArraySlice<UInt8>) {
    let count = Self.writeWithoutSignal(unsent.prefix(Self.chunk), to: child.input)
    if count > 0 {
      unsent = unsent.dropFirst(count)
    } else if count < 0, errno != EAGAIN, errno != EINTR {
      // Nobody reads any more. How it ended shows at the other pipe.
      child.closeInput()
    }
  }

  /// Writes to a pipe that may have no reader. The signal of that would end the workbench, and is
  /// taken from this thread alone: how signals are handled belongs to the whole program.
  private static func writeWithoutSignal(_ bytes: ArraySlice<UInt8>, to file: Int32) -> Int {
    var pipeSignal = sigset_t()
    var previous = sigset_t()
    sigemptyset(&pipeSignal)
    sigaddset(&pipeSignal, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipeSignal, &previous)
    let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    let code = errno
    if count < 0, code == EPIPE {
      var noTime = timespec()
      sigtimedwait(&pipeSignal, nil, &noTime)
    }
    pthread_sigmask(SIG_SETMASK, &previous, nil)
    errno = code
    return count
  }

  // MARK: Receiving

  /// Takes what has come; the line, if that completes one.
  private func receive(awaiting: ProcessFailure.Awaited) throws(ProcessFailure) -> [UInt8]? {
    let before = received.count
    switch read(child.output) {
    case .nothing: return nil
    case .end: throw ended(awaiting: awaiting)
    case .bytes(let bytes): received += bytes
    }
    guard let newline = received[before...].firstIndex(of: UInt8(ascii: "\n")) else {
      guard received.count <= ProcessProtocol.longestLine else {
        throw .lineTooLong(limit: ProcessProtocol.longestLine, awaiting: awaiting)
      }
      return nil
    }
    let line = Array(received[..<newline])
    guard newline == received.count - 1 else {
      throw .malformed(
        reason: "more than one line came", awaiting: awaiting,
        line: ProcessProtocol.excerpt(line))
    }
    return line
  }

  private func ended(awaiting: ProcessFailure.Awaited) -> ProcessFailure {
    let how = child.awaitEnding(milliseconds: 500) ?? "closed its standard output"
    readErrors()
    return .ended(
      how: how, awaiting: awaiting, receivedBytes: received.count, lastError: errors.lastLine)
  }

  /// Takes what stands in the pipe of errors, and no more than a pipe can hold: a process that
  /// never stops writing would never let go.
  private func readErrors() {
    for _ in 0..<16 where errorsAreOpen {
      switch read(child.errors) {
      case .nothing: return
      case .end: errorsAreOpen = false
      case .bytes(let bytes): errors.append(bytes)
      }
    }
  }

  private enum Reading {
    case nothing
    case end
    case bytes([UInt8])
  }

  private func read(_ file: Int32) -> Reading {
    var isEnd = false
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
      let result = Foundation.read(file, buffer.baseAddress, Self.chunk)
      isEnd = result == 0 || (result < 0 && errno != EAGAIN && errno != EINTR)
      count = max(0, result)
    }
    if isEnd { return .end }
    return bytes.isEmpty ? .nothing : .bytes(bytes)
  }
}
