/// Why a process gave no plan. After any of these it is ended, and started again for the next
/// block; only a strategy that says itself that it has no plan is kept.
package enum ProcessFailure: Error, Equatable, Sendable {
  /// The operating system did not start it.
  case notStarted(reason: String)
  /// No whole line came in time.
  case timedOut(seconds: Double, awaiting: Awaited, receivedBytes: Int)
  /// It ended, or closed its standard output, before a whole line came.
  case ended(how: String, awaiting: Awaited, receivedBytes: Int, lastError: String?)
  /// The line is longer than any plan.
  case lineTooLong(limit: Int, awaiting: Awaited)
  /// The line is not what the protocol says.
  case malformed(reason: String, awaiting: Awaited, line: String)
  /// It speaks another version of the protocol.
  case wrongVersion(String)
  /// It said that it has no plan, and why.
  case declined(reason: String)

  /// What a process was to send.
  package enum Awaited: String, Sendable {
    case handshake = "the handshake"
    case plan = "a plan"
  }

  /// Whether the process can be asked again.
  var leavesProcessUsable: Bool {
    if case .declined = self { return true }
    return false
  }
}

extension ProcessFailure: CustomStringConvertible {
  /// What happened and what was expected, in one line.
  package var description: String {
    switch self {
    case .notStarted(let reason): "the process could not be started: \(reason)"
    case .timedOut(let seconds, let awaiting, 0):
      "no answer within \(seconds) s, awaiting \(awaiting.rawValue)"
    case .timedOut(let seconds, let awaiting, let count):
      "no whole line within \(seconds) s, awaiting \(awaiting.rawValue):"
        + " \(count) bytes came without a newline; is the output flushed?"
    case .ended(let how, let awaiting, let count, let lastError):
      "the process \(how), awaiting \(awaiting.rawValue)"
        + (count > 0 ? "; \(count) bytes came without a newline" : "")
        + (lastError.map { "; its last words: \($0)" } ?? "")
    case .lineTooLong(let limit, let awaiting):
      "more than \(limit) bytes came without a newline, awaiting \(awaiting.rawValue)"
    case .malformed(let reason, let awaiting, let line):
      "malformed answer, awaiting \(awaiting.rawValue): \(reason); the line: \(line)"
    case .wrongVersion(let version):
      "the process speaks version \(version) of \(ProcessProtocol.name);"
        + " this workbench speaks version \(ProcessProtocol.version)"
    case .declined(let reason): "the process has no plan: \(reason)"
    }
  }
}
