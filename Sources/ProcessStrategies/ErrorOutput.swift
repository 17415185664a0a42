import Synchronization

/// What a process writes to its standard error, until somebody takes it.
package final class ErrorOutput: Sendable {
  /// So much is held for whoever takes it; a process that floods between two blocks loses the rest.
  package static let capacity = 16 << 20

  private struct State {
    var bytes: [UInt8] = []
    var lostBytes = 0
    var lastLine: [UInt8] = []
    var endsLine = true
  }

  private let state = Mutex(State())

  package init() {}

  /// Takes everything that came since the last time, and the number of bytes that were lost.
  package func take() -> (bytes: [UInt8], lostBytes: Int) {
    state.withLock { state in
      defer {
        state.bytes = []
        state.lostBytes = 0
      }
      return (state.bytes, state.lostBytes)
    }
  }

  /// The line that was begun last, for messages; nil if none was.
  var lastLine: String? {
    state.withLock { $0.lastLine.isEmpty ? nil : ProcessProtocol.excerpt($0.lastLine) }
  }

  func append(_ bytes: [UInt8]) {
    state.withLock { state in
      let kept = min(bytes.count, Self.capacity - state.bytes.count)
      state.bytes += bytes[..<kept]
      state.lostBytes += bytes.count - kept
      for byte in bytes {
        if byte == UInt8(ascii: "\n") {
          state.endsLine = true
        } else {
          if state.endsLine { state.lastLine.removeAll(keepingCapacity: true) }
          state.endsLine = false
          if state.lastLine.count < 256 { state.lastLine.append(byte) }
        }
      }
    }
  }
}
