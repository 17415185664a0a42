import Records
import Scheduling

/// One grouping of one block, with the truth that it is held against; from recorded files alone.
package struct ExplainedBlock: Sendable {
  /// The experiment's name.
  package let experiment: String
  let block: BlockRow
  /// All attempts at the block under the strategy.
  let attempts: [AttemptRow]
  /// The attempt whose grouping is explained.
  let attempt: AttemptRow
  let transactions: [TransactionRow]
  let dependencies: BlockDependencies
  let grouping: Grouping
  /// The unions that the strategy made without need.
  let falseEdges: [ConflictCause]
  /// What each missed dependency did, in the words of `conflicts.csv`.
  let missedEdges: [(edge: ConflictCause, effect: String)]
  private let labels: [Resource: String]

  /// Reads what a run folder holds of the chosen grouping.
  ///
  /// - Throws: `ExplanationError`, or why a file cannot be read.
  package init(_ choice: ExplanationChoice, in folder: RunFolder) throws {
    let manifest = try JSONFile.read(RunManifest.self, from: folder.manifest)
    let block = try choice.row(of: try RecordedRun.blocks(of: folder))
    let rows = try ExplanationRows(of: [block.identity], in: folder)
    try self.init(
      block, attempt: try choice.attempt(of: rows.attempts(block.identity)), rows: rows,
      experiment: manifest.experiment)
  }

  /// Puts an explanation together from rows that were read already.
  init(
    _ block: BlockRow, attempt: AttemptRow, rows: ExplanationRows, experiment: String
  ) throws {
    let run = block.identity
    self.experiment = experiment
    self.block = block
    self.attempt = attempt
    attempts = rows.attempts(run)
    transactions = rows.transactions(BlockIdentity(run))
    let count = transactions.count
    grouping = try Grouping(
      checking: rows.groups(run, attempt: attempt.attempt).map { row in
        row.transactions.split(separator: " ").compactMap { Int($0) }.map { TransactionIndex($0) }
      }, transactionCount: count)
    var labels: [Resource: String] = [:]
    func edge(_ recorded: RecordedEdge, of table: String) throws(ExplanationError) -> ConflictCause
    {
      let cause = try ConflictCause(recorded, of: table, transactionCount: count)
      if let label = recorded.resourceLabel { labels[cause.resource] = label }
      return cause
    }
    dependencies = BlockDependencies(
      transactionCount: count,
      edges: try rows.dependencies(BlockIdentity(run))
        .map { try edge($0, of: "dependencies.csv") })
    let conflicts = rows.conflicts(run, attempt: attempt.attempt)
    falseEdges = try conflicts.filter { $0.classification == "false" }
      .map { try edge($0.edge, of: "conflicts.csv") }
    missedEdges = try conflicts.filter { $0.classification != "false" }
      .map { (try edge($0.edge, of: "conflicts.csv"), $0.classification) }
    self.labels = labels
  }

  var gas: [UInt64] { transactions.map(\.gasUsed) }

  /// The number of the group that a transaction is in.
  func group(of transaction: TransactionIndex) -> Int {
    guard let group = grouping.groups.firstIndex(where: { $0.contains(transaction) }) else {
      preconditionFailure("a partition lacks transaction \(transaction.rawValue)")
    }
    return group
  }

  /// A resource with its label where it has one.
  func text(_ resource: Resource) -> String {
    "\(resource)" + (labels[resource].map { " [\($0)]" } ?? "")
  }

  /// An edge in words.
  func text(_ edge: ConflictCause) -> String {
    "\(edge.first.rawValue)–\(edge.second.rawValue) \(edge.kind.rawValue) \(text(edge.resource))"
  }

  func label(of resource: Resource) -> String? { labels[resource] }

  /// The transaction of a number given by a user.
  package func transaction(_ number: Int) throws(ExplanationError) -> TransactionIndex {
    guard transactions.indices.contains(number) else {
      throw .unknown(
        what: "transaction", given: "\(number)",
        known: transactions.isEmpty ? [] : ["0 to \(transactions.count - 1)"])
    }
    return TransactionIndex(number)
  }
}

extension ConflictCause {
  fileprivate init(
    _ recorded: RecordedEdge, of table: String, transactionCount: Int
  ) throws(ExplanationError) {
    guard let kind = ConflictKind(rawValue: recorded.kind),
      let resource = Resource(recorded.resource), recorded.first >= 0,
      recorded.first < recorded.second, recorded.second < transactionCount
    else {
      throw .damaged(
        table: table,
        value: "\(recorded.first)–\(recorded.second) \(recorded.kind) \(recorded.resource)")
    }
    self.init(
      kind: kind, resource: resource, first: TransactionIndex(recorded.first),
      second: TransactionIndex(recorded.second))
  }
}
