import Records

/// Who did what when in one run of one block.
package struct Timeline: Sendable {
  /// What picks the run.
  package struct Choice: Sendable {
    package var blockNumber: UInt64
    package var blockSet: String?
    package var strategy: String?
    package var workers: Int?
    package var repetition: Int?
    package var store: String?
    package var warmer: String?
    package var stream: String?

    package init(blockNumber: UInt64) { self.blockNumber = blockNumber }

    func includes(_ identity: RowIdentity) -> Bool {
      identity.blockNumber == blockNumber
        && blockSet.map { $0 == identity.blockSet } ?? true
        && strategy.map { $0 == identity.label || $0 == identity.strategy } ?? true
        && workers.map { $0 == identity.workers } ?? true
        && repetition.map { $0 == identity.repetition } ?? true
        && store.map { identity.store.hasPrefix($0) } ?? true
        && warmer.map { $0 == identity.warmer } ?? true
        && stream.map { $0 == identity.stream } ?? true
    }
  }

  /// Why there is no timeline.
  package enum Absence: Error, CustomStringConvertible {
    /// The run recorded no spans at all.
    case noSpans
    /// No recorded run fits the choice; what there is to choose from.
    case noSuchRun(blocks: [UInt64], strategies: [String], workers: [Int])

    package var description: String {
      switch self {
      case .noSpans:
        "the run recorded no spans; run the experiment with execution: {spans: true}"
      case .noSuchRun(let blocks, let strategies, let workers):
        "no recorded run fits; there are the blocks \(Self.list(blocks.map(String.init))), the"
          + " strategies \(Self.list(strategies)), the workers \(Self.list(workers.map(String.init)))"
      }
    }

    private static func list(_ names: [String]) -> String {
      names.count <= 8
        ? names.joined(separator: ", ")
        : names.prefix(7).joined(separator: ", ") + " … \(names.last ?? "")"
    }
  }

  /// The run that is shown.
  package let identity: RowIdentity
  /// How many recorded runs fit the choice; the first is shown.
  package let candidateCount: Int
  /// By start.
  package let spans: [SpanRow]

  /// The first run among `rows` that fits `choice`.
  package init(_ rows: [SpanRow], _ choice: Choice) throws(Absence) {
    guard !rows.isEmpty else { throw .noSpans }
    let fitting = rows.filter { choice.includes($0.identity) }
    guard let first = fitting.first else {
      throw .noSuchRun(
        blocks: Set(rows.map(\.identity.blockNumber)).sorted(),
        strategies: Set(rows.map(\.identity.label)).sorted(),
        workers: Set(rows.map(\.identity.workers)).sorted())
    }
    identity = first.identity
    var runs: [RowIdentity] = []
    for row in fitting where runs.last != row.identity && !runs.contains(row.identity) {
      runs.append(row.identity)
    }
    candidateCount = runs.count
    spans = fitting.filter { $0.identity == first.identity }
      .sorted { ($0.start ?? 0, $0.end ?? 0) < ($1.start ?? 0, $1.end ?? 0) }
  }

  /// The threads, in the order in which they are drawn.
  package var threads: [String] {
    func rank(_ thread: String) -> Int {
      ["owner", "worker", "merkleizer", "warmer"].firstIndex { thread.hasPrefix($0) } ?? 4
    }
    return Set(spans.map(\.thread)).sorted { (rank($0), $0) < (rank($1), $1) }
  }

  /// The end of the last span, in nanoseconds.
  package var end: UInt64 { spans.compactMap(\.end).max() ?? 0 }

  /// The run in words.
  package var title: String {
    "block \(identity.blockNumber) of \(identity.blockSet), \(identity.label),"
      + " \(NumberText.count(identity.workers, "worker")), repeat \(identity.repetition),"
      + " store \(identity.store), warmer \(identity.warmer), stream \(identity.stream)"
  }
}
