import BlockSets

/// Why a node did not answer a question.
package enum RPCError: Error, Sendable, CustomStringConvertible {
  /// No connection, or one that ended in the middle of the answer.
  case transport(String)
  /// No whole answer within this many seconds.
  case timeout(seconds: Double)
  /// An HTTP status other than 200, and after how many seconds the server wants to be asked again.
  case status(Int, retryAfterSeconds: Double?)
  /// An answer of more than this many bytes.
  case tooLarge(limit: Int)
  /// The answer is not the JSON that the method gives.
  case malformed(JSONError)
  /// The node's own error (JSON-RPC 2.0, section 5.1).
  case server(code: Int, message: String)
  /// The node does not have the method.
  case methodMissing(String)
  /// The node has the method, and nothing under the number that was asked for.
  case absent(String)
  /// What was still wrong after the last attempt.
  indirect case exhausted(attempts: Int, last: RPCError)

  /// JSON-RPC's "method not found", and "method not supported" of EIP-1474.
  static let methodNotFoundCodes: Set<Int> = [-32601, -32004]
  /// "Limit exceeded" of EIP-1474, and "internal error", which providers give when overloaded.
  private static let transientCodes: Set<Int> = [-32005, -32603]

  /// Whether the same question may be answered at another time.
  var isTransient: Bool {
    switch self {
    // An answer may be garbled on its way, or come from a node behind a balancer that is behind.
    case .transport, .timeout, .malformed: true
    case .status(let status, _): status == 408 || status == 429 || status >= 500
    case .server(let code, _): Self.transientCodes.contains(code)
    case .tooLarge, .methodMissing, .absent, .exhausted: false
    }
  }

  var retryAfterSeconds: Double? {
    if case .status(_, let seconds) = self { seconds } else { nil }
  }

  package var description: String {
    switch self {
    case .transport(let reason): reason
    case .timeout(let seconds): "no answer within \(seconds) s; see --timeout"
    case .status(let status, _): "HTTP status \(status)"
    case .tooLarge(let limit): "an answer of more than \(limit) bytes"
    case .malformed(let error): "\(error); if that goes on, use another node"
    case .server(let code, let message): "the node answers with error \(code): \(message)"
    case .methodMissing(let method): "the node has no \(method)"
    case .absent(let what): "the node has no \(what)"
    case .exhausted(let attempts, let last):
      "\(last) (\(attempts) attempt\(attempts == 1 ? "" : "s"))"
    }
  }
}
