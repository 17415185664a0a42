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
  var row: BlockRow
  /// What the reference run recorded of it, if it accepted it.
  var chainBlock: ChainBlockRow?
}

/// A way in which blocks were run, whatever the blocks.
struct ExportedConfiguration {
  let number: Int
  /// The identity of one of its rows.
  let identity: RowIdentity
  let strategy: RunManifest.StrategyInput?
}

/// What tells blocks apart.
struct ExportedBlockKey: Hashable {
  private let blockSet: String
  private let block: BlockKey

  init(_ identity: RowIdentity) {
    blockSet = identity.blockSet
    block = BlockKey(identity)
  }
}

/// What tells configurations apart.
struct ConfigurationKey: Hashable {
  private var identity = RowIdentity()

  init(_ row: RowIdentity) {
    identity.strategy = row.strategy
    identity.options = row.options
    identity.label = row.label
    identity.workers = row.workers
    identity.gasCheckBeforeMerkle = row.gasCheckBeforeMerkle
    identity.store = row.store
    identity.warmer = row.warmer
    identity.stream = row.stream
    identity.stateRootFromBal = row.stateRootFromBal
  }

  init(_ row: SummaryRow) {
    identity.strategy = row.strategy
    identity.options = row.options
    identity.label = row.label
    identity.workers = row.workers
    identity.gasCheckBeforeMerkle = row.gasCheckBeforeMerkle
    identity.store = row.store
    identity.warmer = row.warmer
    identity.stream = row.stream
    identity.stateRootFromBal = row.stateRootFromBal
  }
}
