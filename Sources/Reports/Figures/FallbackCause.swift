import Records

/// Why an attempt was not accepted.
struct FallbackCause: Hashable, Sendable {
  /// The place of the attempt among those at its block, from 0.
  let attempt: Int
  /// The strategy that planned it.
  let strategy: String
  let outcome: AttemptRow.Outcome
  /// The check or error that ended it.
  let trigger: String
  /// The kind of the dependency that the grouping missed.
  let edgeKind: String?
  /// The rule of the approximations that leaves that dependency out.
  let excludedBy: String?
  /// By what the later transaction touches its resource.
  let opcode: String?
  /// The resource; once accounts were named, what its account is, or its kind where nobody knows.
  private(set) var resource: String?

  init(_ row: AttemptRow) {
    attempt = row.attempt
    strategy = row.tierStrategy
    outcome = row.outcome
    trigger = row.trigger ?? "unknown"
    edgeKind = row.missedEdgeKind
    excludedBy = row.missedEdgeExcludedBy
    opcode = row.missedEdgeOpcode
    resource = row.missedEdgeResource
  }

  /// Says of the resource only what its account is, so that causes of one kind are counted
  /// together: by its label, or else by the resource's kind.
  mutating func nameAccount(_ labels: [String: String]) {
    guard let text = resource else { return }
    resource = labels[text] ?? String(text.prefix { $0 != "(" })
  }

  /// The cause in a few words: what was missed, and why.
  var title: String {
    guard outcome != .rejected else { return "plan rejected: \(trigger)" }
    guard let edgeKind else { return "\(trigger), no missed dependency known" }
    return "missed \(edgeKind), \(excludedBy ?? "unknown")"
  }
}

/// How often a cause came up, and where first.
struct CauseCount: Sendable {
  private(set) var count: Int
  private(set) var firstBlock: UInt64
  /// The call depths at which the resources were touched, from the least to the greatest.
  private(set) var callDepths: ClosedRange<Int>?

  /// The count of one attempt.
  init(_ row: AttemptRow) {
    count = 1
    firstBlock = row.identity.blockNumber
    callDepths = row.missedEdgeCallDepth.map { $0...$0 }
  }

  mutating func add(_ other: CauseCount) {
    count += other.count
    firstBlock = min(firstBlock, other.firstBlock)
    guard let depths = other.callDepths else { return }
    let known = callDepths ?? depths
    callDepths =
      min(known.lowerBound, depths.lowerBound)...max(known.upperBound, depths.upperBound)
  }

  /// Where the later transactions touch the resources.
  func site(of cause: FallbackCause) -> String {
    guard let callDepths else { return NumberText.none }
    guard let opcode = cause.opcode else { return "by the transaction itself" }
    let (least, greatest) = (callDepths.lowerBound, callDepths.upperBound)
    return "\(opcode) at call depth \(least)" + (least == greatest ? "" : "–\(greatest)")
  }
}
