import Records

/// What a report shows of a run: numbers by block set, way of running and block, gathered from the
/// tables row by row, so that no table is in memory.
struct RunFigures: Sendable {
  /// Blocks that are explained in a report, over all block sets.
  static let explainedLimit = 12

  let run: RecordedRun
  private(set) var sets: [SetFigures]
  /// The run's figures beside those of elsewhere that its experiment names.
  private(set) var reference: ReferenceTable?
  /// Explanations of the worst blocks, by the run that is explained.
  private(set) var explanations: [ExplainedBlock] = []

  /// Reads a run folder.
  init(folder: RunFolder) throws {
    let run = try RecordedRun(folder: folder)
    self.run = run
    sets = run.manifest.blockSets.map { SetFigures($0, of: run) }
    let places = Dictionary(
      sets.enumerated().map { ($1.input.name, $0) }, uniquingKeysWith: { first, _ in first })
    reference = ReferenceTable(run)
    try BlockRow.table.scan(file: folder.table(BlockRow.table)) { row in
      guard let place = places[row.identity.blockSet] else { return }
      sets[place].add(row)
      reference?.add(row)
    }
    try AttemptRow.table.scan(file: folder.table(AttemptRow.table)) { row in
      if let place = places[row.identity.blockSet] { sets[place].add(row) }
    }
    try MakespanRow.table.scan(file: folder.table(MakespanRow.table)) { row in
      if let place = places[row.identity.blockSet] { sets[place].add(row) }
    }
    try nameAccounts(in: folder)
    try explain(in: folder)
  }

  /// The blocks of all block sets.
  var blockCount: Int { sets.reduce(0) { $0 + $1.blocks.count } }

  /// Finds what the accounts of missed dependencies are.
  private mutating func nameAccounts(in folder: RunFolder) throws {
    let missed = Set(sets.flatMap { $0.ways.flatMap { $0.causes.keys.compactMap(\.resource) } })
    guard !missed.isEmpty else { return }
    var labels: [String: String] = [:]
    try DependencyRow.table.scan(file: folder.table(DependencyRow.table)) { row in
      guard let label = row.edge.resourceLabel, missed.contains(row.edge.resource) else { return }
      labels[row.edge.resource] = label
    }
    for place in sets.indices { sets[place].nameAccounts(labels) }
  }

  /// Explains the worst block of each strategy: those with a failed attempt before others.
  private mutating func explain(in folder: RunFolder) throws {
    let worst = sets.flatMap { set in
      set.toldWays.flatMap { way in
        way.worst(1).compactMap { outcome in
          set.run(of: outcome, way).map { (run: $0, hasFailed: outcome.attempts > 1) }
        }
      }
    }
    let chosen = worst.filter(\.hasFailed) + worst.filter { !$0.hasFailed }
    let runs = chosen.prefix(Self.explainedLimit).map(\.run)
    guard !runs.isEmpty else { return }
    let rows = try ExplanationRows(of: runs, in: folder)
    explanations = try worst.map(\.run).filter(runs.contains).compactMap { run in
      // The strategy's own attempt says what it missed; a rejected plan has no groups. Of several
      // shards one records the transactions.
      guard let block = rows.block(run), !rows.transactions(BlockIdentity(run)).isEmpty,
        let attempt = rows.attempts(run).first(where: { $0.outcome != .rejected })
      else { return nil }
      return try ExplainedBlock(
        block, attempt: attempt, rows: rows, experiment: self.run.manifest.experiment)
    }
  }
}
