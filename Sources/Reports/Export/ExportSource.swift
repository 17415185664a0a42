import Records

/// What an export is made from: the recorded files of a run, its blocks and its configurations.
struct ExportSource {
  let folder: RunFolder
  let manifest: RunManifest
  /// The configurations, in the order of `blocks.csv`.
  private(set) var configurations: [ExportedConfiguration] = []

  private var blocks = BlockNumbers()
  /// Where in `blocks.csv` the row is that tells of a block, by the block's number.
  private var rowPlaces: [Int32] = []
  /// Whether that row has the block's bounds.
  private var hasBounds: [Bool] = []
  /// Whether that row is of a block that was run.
  private var wasRun: [Bool] = []
  private var chainBlocks = RowTexts<ChainBlockRow>()
  private var configurationNumbers: [ConfigurationKey: Int] = [:]

  /// Reads what there is of a run but for its larger tables: of a block less than 100 bytes, besides
  /// its key.
  init(_ folder: RunFolder) throws {
    self.folder = folder
    manifest = try JSONFile.read(RunManifest.self, from: folder.manifest)
    var place: Int32 = 0
    try forEach(BlockRow.table) { row in
      add(row, at: place)
      place += 1
    }
    try forEach(ChainBlockRow.table) { row in
      guard let number = blocks[row.identity] else {
        throw ExportError.unknownBlock(ChainBlockRow.table.fileName, row.identity)
      }
      // What it says of the block's identity, `blocks.csv` says too.
      var row = row
      row.identity = RowIdentity()
      chainBlocks.set(number, to: row)
    }
  }

  /// Whether the reference run is recorded of every block that was run; not so in a shard.
  var hasEveryTruth: Bool {
    wasRun.indices.allSatisfy { !wasRun[$0] || chainBlocks.has($0) }
  }

  /// Passes on the blocks one after another, in the order in which `blocks.csv` names them.
  func forEachBlock(_ body: (ExportedBlock) throws -> Void) throws {
    // A block that failed under the first configuration has its row later: those after it wait.
    var waiting: [Int: BlockRow] = [:]
    var next = 0
    var place: Int32 = 0
    try forEach(BlockRow.table) { row in
      defer { place += 1 }
      guard let number = blocks[row.identity], rowPlaces[number] == place else { return }
      waiting[number] = row
      while let row = waiting.removeValue(forKey: next) {
        try body(ExportedBlock(number: next, row: row, chainBlock: try chainBlocks.row(next)))
        next += 1
      }
    }
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
      guard let block = blocks[row.identity] else {
        throw ExportError.unknownBlock(table.fileName, row.identity)
      }
      let configuration = configurationNumbers[ConfigurationKey(row.identity)]
      try body(Keyed(block: block, configuration: configuration, row: row))
    }
  }

  /// The number that stands for the configuration of a summary.
  func configuration(of row: SummaryRow) -> Int? { configurationNumbers[ConfigurationKey(row)] }

  private mutating func add(_ row: BlockRow, at place: Int32) {
    let number = blocks.number(of: row.identity)
    let isBounded = row.bounds.spanParallelism != nil
    if number == rowPlaces.count {
      rowPlaces.append(place)
      hasBounds.append(isBounded)
      wasRun.append(row.attempts > 0)
    } else if !hasBounds[number] {
      // A block that failed under one configuration has its bounds under another.
      rowPlaces[number] = place
      hasBounds[number] = isBounded
      wasRun[number] = row.attempts > 0
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
