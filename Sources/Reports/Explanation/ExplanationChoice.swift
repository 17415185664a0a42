import Records

/// Which grouping of a run is to be explained.
package struct ExplanationChoice: Sendable {
  /// The block's number in its header.
  package var block: UInt64
  /// The block set, where several hold such a block.
  package var blockSet: String?
  /// The chain within the block set, where several hold such a block.
  package var chain: String?
  /// The strategy's label or name; the first of the run if none is given.
  package var strategy: String?
  /// The attempt, from 0; the last executed one if none is given.
  package var attempt: Int?

  package init(block: UInt64) { self.block = block }

  /// The first row of the chosen block under the chosen strategy: what is explained is the same
  /// in all ways of running it.
  func row(of blocks: [BlockRow]) throws(ExplanationError) -> BlockRow {
    var rows = blocks
    if let blockSet {
      try require(blockSet, "block set", among: rows.map(\.identity.blockSet))
      rows = rows.filter { $0.identity.blockSet == blockSet }
    }
    if let chain {
      try require(chain, "chain", among: rows.map(\.identity.chain))
      rows = rows.filter { $0.identity.chain == chain }
    }
    try require("\(block)", "block", among: rows.map { "\($0.identity.blockNumber)" })
    rows = rows.filter { $0.identity.blockNumber == block }
    try requireOne("--block-set", rows.map(\.identity.blockSet))
    try requireOne("--chain", rows.map(\.identity.chain))
    if let strategy {
      let labels = distinct(rows.map(\.identity.label))
      let named = rows.filter {
        $0.identity.label == strategy || $0.identity.strategy == strategy
      }
      guard !named.isEmpty else {
        throw .unknown(what: "strategy", given: strategy, known: labels)
      }
      rows = named
    }
    guard let row = rows.first else {
      throw .unknown(what: "block", given: "\(block)", known: [])
    }
    guard row.attempts > 0 else {
      throw .notRun(block: block, reason: row.reason ?? row.status.rawValue)
    }
    return row
  }

  /// The chosen attempt, among those at the block.
  func attempt(of attempts: [AttemptRow]) throws(ExplanationError) -> AttemptRow {
    let executed = attempts.last { $0.outcome != .rejected }
    guard
      let chosen = attempt.map({ number in attempts.first { $0.attempt == number } })
        ?? (executed ?? attempts.last)
    else {
      throw .unknown(
        what: "attempt", given: "\(attempt ?? 0)", known: attempts.map { "\($0.attempt)" })
    }
    guard chosen.outcome != .rejected else {
      throw .rejected(attempt: chosen.attempt, reason: chosen.message ?? "")
    }
    return chosen
  }

  private func require(
    _ given: String, _ what: String, among all: [String]
  ) throws(ExplanationError) {
    guard !all.contains(given) else { return }
    throw .unknown(what: what, given: given, known: distinct(all))
  }

  private func requireOne(_ option: String, _ all: [String]) throws(ExplanationError) {
    let choices = distinct(all)
    if choices.count > 1 { throw .ambiguous(option: option, block: block, choices: choices) }
  }

  /// Each name once, in the order of the table.
  private func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
