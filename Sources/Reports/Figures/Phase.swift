import Records

/// A part of the time that a block's run takes.
enum Phase: Int, CaseIterable, Sendable {
  case wasted, groups, transport, exec, merge, send, verify, wait, merkle, total

  /// Those that follow each other, so that together they make up about the whole.
  static let sequence: [Phase] = [
    .wasted, .groups, .transport, .exec, .merge, .send, .verify, .wait,
  ]

  /// What it is called.
  var title: String {
    switch self {
    case .wasted: "failed attempts"
    case .wait: "wait for root"
    case .merkle: "merkle (beside)"
    case .groups, .transport, .exec, .merge, .send, .verify, .total: "\(self)"
    }
  }

  /// The column of `blocks.csv` that holds it.
  var column: String {
    switch self {
    case .wait: "merkle_wait_ns"
    case .wasted, .groups, .transport, .exec, .merge, .send, .verify, .merkle, .total:
      "\(self)_ns"
    }
  }

  /// The time in a row; 0 where the phase did not take place.
  func time(in row: BlockRow) -> UInt64 {
    let time =
      switch self {
      case .wasted: row.wasted
      case .groups: row.phases.groups
      case .transport: row.phases.transport
      case .exec: row.phases.exec
      case .merge: row.phases.merge
      case .send: row.phases.send
      case .verify: row.phases.verify
      case .wait: row.phases.merkleWait
      case .merkle: row.phases.merkle
      case .total: row.total
      }
    return time ?? 0
  }
}
