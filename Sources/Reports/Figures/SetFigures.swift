import Records

/// What was recorded of one block set.
struct SetFigures: Sendable {
  let input: RunManifest.BlockSetInput
  /// Why no verdict is given on times, if so.
  let timesObstacle: String?
  /// Every block, in the order in which the tables first name it.
  private(set) var blocks: [BlockFacts] = []
  /// Every way of running, in the order of the experiment.
  private(set) var ways: [WayFigures] = []
  /// The places of the ways whose outcomes are told, among `ways`: others change times alone.
  private(set) var told: [Int] = []
  /// The parallelism of the virtual schedule of single transactions, by number of workers.
  private(set) var virtualBounds: [Int: BlockValues] = [:]
  private var blockNumbers = BlockNumbers()
  private var wayPlaces: [WayOfRunning: Int] = [:]

  init(_ input: RunManifest.BlockSetInput, of run: RecordedRun) {
    self.input = input
    timesObstacle = run.manifest.timesObstacle
    let rows = run.summary.filter { $0.blockSet == input.name }
    guard let first = rows.first(where: { $0.blocks > 0 }) ?? rows.first else { return }
    var seen: Set<WayOfRunning> = []
    // A shard may hold other numbers of workers of one way than of another.
    let once = rows.filter { seen.insert($0.way.onAnyWorkers).inserted }
    let all = once.map(\.way.onAnyWorkers)
    ways = once.map { WayFigures($0, among: all, of: run) }
    wayPlaces = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
    blocks.reserveCapacity(rows.map(\.blocks).max() ?? 0)
    told = run.outcomes(among: once, first: first).compactMap { wayPlaces[$0.way.onAnyWorkers] }
  }

  /// The ways whose outcomes are told.
  var toldWays: [WayFigures] { told.map { ways[$0] } }

  /// The numbers of workers, ascending.
  var workers: [Int] { Set(ways.flatMap(\.times.keys)).sorted() }

  /// The transactions of all blocks that were run.
  var transactionCount: Int {
    let run = Set(ways.flatMap { $0.outcomes.map(\.block) })
    return run.reduce(0) { $0 + blocks[$1].transactionCount }
  }

  /// Names the run of a block whose outcome stands for all.
  func run(of outcome: BlockOutcome, _ way: WayFigures) -> RowIdentity? {
    guard var run = way.base else { return nil }
    let block = blocks[outcome.block]
    run.chain = block.key.chain
    run.blockNumber = block.key.number
    run.blockHash = block.key.hash
    run.fork = block.fork
    return run
  }

  // MARK: Gathering

  mutating func add(_ row: BlockRow) {
    guard let place = wayPlaces[WayOfRunning(row.identity).onAnyWorkers] else { return }
    let block = blockNumbers.number(of: row.identity)
    if block == blocks.count {
      blocks.append(BlockFacts(row))
    } else {
      blocks[block].add(row.bounds)
    }
    ways[place].add(row, block: block)
  }

  mutating func add(_ row: AttemptRow) {
    guard let place = wayPlaces[WayOfRunning(row.identity).onAnyWorkers] else { return }
    ways[place].add(row)
  }

  mutating func add(_ row: MakespanRow) {
    guard let place = wayPlaces[WayOfRunning(row.identity).onAnyWorkers],
      let block = blockNumbers[row.identity], let bound = row.boundMakespanGas,
      bound > 0
    else { return }
    // One worker needs the gas of all transactions; its row is the first of a block.
    if row.virtualWorkers == 1 { blocks[block].gas = bound }
    let gas = blocks[block].gas
    virtualBounds[row.virtualWorkers, default: BlockValues()]
      .set(block, to: Double(gas) / Double(bound))
    ways[place].add(row, block: block, gas: gas)
  }

  /// Says what the accounts of missed dependencies are, by their resources.
  mutating func nameAccounts(_ labels: [String: String]) {
    for place in ways.indices { ways[place].nameAccounts(labels) }
  }
}
