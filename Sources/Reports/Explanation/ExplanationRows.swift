import Records

/// The rows that explanations of some runs of blocks need, from one pass over the tables.
struct ExplanationRows: Sendable {
  private var blocks: [RowIdentity: BlockRow] = [:]
  private var attempts: [RowIdentity: [AttemptRow]] = [:]
  private var groups: [RowIdentity: [GroupRow]] = [:]
  private var transactions: [BlockIdentity: [TransactionRow]] = [:]
  private var dependencies: [BlockIdentity: [RecordedEdge]] = [:]
  private var conflicts: [BlockIdentity: [ConflictRow]] = [:]

  /// - Parameter runs: The runs of blocks that are to be explained.
  init(of runs: [RowIdentity], in folder: RunFolder) throws {
    let runs = Set(runs)
    let blocks = Set(runs.map(BlockIdentity.init))
    try BlockRow.table.scan(file: folder.table(BlockRow.table)) { row in
      if runs.contains(row.identity) { self.blocks[row.identity] = row }
    }
    try AttemptRow.table.scan(file: folder.table(AttemptRow.table)) { row in
      if runs.contains(row.identity) { attempts[row.identity, default: []].append(row) }
    }
    try TransactionRow.table.scan(file: folder.table(TransactionRow.table)) { row in
      let block = BlockIdentity(row.identity)
      if blocks.contains(block) { transactions[block, default: []].append(row) }
    }
    try GroupRow.table.scan(file: folder.table(GroupRow.table)) { row in
      if runs.contains(row.identity) { groups[row.identity, default: []].append(row) }
    }
    try DependencyRow.table.scan(file: folder.table(DependencyRow.table)) { row in
      let block = BlockIdentity(row.identity)
      if blocks.contains(block) { dependencies[block, default: []].append(row.edge) }
    }
    try ConflictRow.table.scan(file: folder.table(ConflictRow.table)) { row in
      let block = BlockIdentity(row.identity)
      if blocks.contains(block) { conflicts[block, default: []].append(row) }
    }
  }

  /// The row of one of the runs.
  func block(_ run: RowIdentity) -> BlockRow? { blocks[run] }

  /// The attempts at a block in one run of it.
  func attempts(_ run: RowIdentity) -> [AttemptRow] { attempts[run] ?? [] }

  /// The groups of one of these attempts.
  func groups(_ run: RowIdentity, attempt: Int) -> [GroupRow] {
    (groups[run] ?? []).filter { $0.attempt == attempt }
  }

  /// The transactions of a block.
  func transactions(_ block: BlockIdentity) -> [TransactionRow] { transactions[block] ?? [] }

  /// The true dependencies of a block.
  func dependencies(_ block: BlockIdentity) -> [RecordedEdge] { dependencies[block] ?? [] }

  /// The edges in which an attempt's grouping differs from the truth; they are recorded once for
  /// all ways of running a strategy.
  func conflicts(_ run: RowIdentity, attempt: Int) -> [ConflictRow] {
    (conflicts[BlockIdentity(run)] ?? [])
      .filter { $0.identity.label == run.label && $0.attempt == attempt }
  }
}
