import Records

/// A row of a recorded table, with the numbers that stand for its block and its configuration.
struct Keyed<Row> {
  let block: Int
  /// `nil` in tables that say the same of a block under every configuration.
  let configuration: Int?
  let row: Row
}

/// A block of a run, whatever ran it.
struct ExportedBlock {
  let number: Int
  /// A row of the block; any will do for what is the same in all.
  let row: BlockRow
  /// What the reference run recorded of it, if it accepted it.
  let chainBlock: ChainBlockRow?
}

/// A way in which blocks were run, whatever the blocks.
struct ExportedConfiguration {
  let number: Int
  /// The identity of one of its rows.
  let identity: RowIdentity
  let strategy: RunManifest.StrategyInput?
}

/// What tells configurations apart.
struct ConfigurationKey: Hashable {
  private let label: String
  private let way: WayOfRunning

  init(_ row: RowIdentity) { self.init(row.label, WayOfRunning(row)) }

  init(_ row: SummaryRow) { self.init(row.label, row.way) }

  private init(_ label: String, _ way: WayOfRunning) {
    var way = way
    // A configuration runs every block set.
    way.blockSet = ""
    self.label = label
    self.way = way
  }
}
