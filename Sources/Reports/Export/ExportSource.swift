import Records

/// What an export is made from: the recorded files of a run, its blocks and its configurations.
struct ExportSource {
  let folder: RunFolder
  let manifest: RunManifest
  /// The blocks, in the order of `blocks.csv`.
  private(set) var blocks: [ExportedBlock] = []
  /// The configurations, in the order of `blocks.csv`.
  private(set) var configurations: [ExportedConfiguration] = []

  private var blockNumbers: [ExportedBlockKey: Int] = [:]
  private var configurationNumbers: [ConfigurationKey: Int] = [:]

  /// Reads what there is of a run but for its larger tables.
  init(_ folder: RunFolder) throws {
    self.folder = folder
    manifest = try JSONFile.read(RunManifest.self, from: folder.manifest)
    try forEach(BlockRow.table) { row in add(row) }
    try forEach(ChainBlockRow.table) { row in
      guard let number = blockNumbers[ExportedBlockKey(row.identity)] else {
        throw ExportError.unknownBlock(ChainBlockRow.table.fileName, row.identity)
      }
      blocks[number].chainBlock = row
    }
  }

  /// Whether the reference run is recorded of every block that was run; not so in a shard.
  var hasEveryTruth: Bool {
    blocks.allSatisfy { $0.row.attempts == 0 || $0.chainBlock != nil }
  }

  /// Passes on the rows of a table one after another.
  func forEach<Row>(_ table: Table<Row>, _ body: (Row) throws -> Void) throws {
    try table.scan(file: folder.table(table), body)
  }

  /// Passes on the rows of a table of blocks with the numbers that stand for what they are of.
  func forEachKeyed<Row: BlockTableRow>(
    _ table: Table<Row>, _ body: (Keyed<Row>) throws -> Void
  ) throws {
    try forEach(table) { row in
      guard let block = blockNumbers[ExportedBlockKey(row.identity)] else {
        throw ExportError.unknownBlock(table.fileName, row.identity)
      }
      let configuration = configurationNumbers[ConfigurationKey(row.identity)]
      try body(Keyed(block: block, configuration: configuration, row: row))
    }
  }

  /// The number that stands for the configuration of a summary.
  func configuration(of row: SummaryRow) -> Int? { configurationNumbers[ConfigurationKey(row)] }

  private mutating func add(_ row: BlockRow) {
    let block = ExportedBlockKey(row.identity)
    if let number = blockNumbers[block] {
      // A block that failed under one configuration has its bounds under another.
      if blocks[number].row.bounds.spanParallelism == nil { blocks[number].row = row }
    } else {
      blockNumbers[block] = blocks.count
      blocks.append(ExportedBlock(number: blocks.count, row: row))
    }
    let configuration = ConfigurationKey(row.identity)
    guard configurationNumbers[configuration] == nil else { return }
    configurationNumbers[configuration] = configurations.count
    configurations.append(
      ExportedConfiguration(
        number: configurations.count, identity: row.identity,
        strategy: manifest.strategies.first { $0.label == row.identity.label }))
  }
}
