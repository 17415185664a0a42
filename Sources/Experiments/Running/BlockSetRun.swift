import BlockSets
import EVM
import EthereumTypes
import Execution
import Records

/// Runs one block set in all its ways, and records every run.
///
/// Block by block, not cell by cell: a block is prepared once, and the strategies to compare run
/// on it one right after the other. The cells of the set are complete together at its end.
final class BlockSetRun {
  private let plan: ExperimentPlan
  private let input: LoadedBlockSet
  private let cells: [Cell]
  private let machines: MachinePool
  private let recorders: [String: CellRecorder]
  private let stores: StoreSet
  private let errors: StrategyErrors
  private let labels: AccountLabels
  private let report: (RunEvent) -> Void
  private var chainOrdinal = 0
  private var blockOrdinal = 0
  private var isWarm = false

  /// Begins recording the cells of a block set, whose stores it opens.
  ///
  /// - Parameter storeRoot: Where databases lie for which the plan names no folder.
  init(
    _ input: LoadedBlockSet, cells: [Cell], plan: ExperimentPlan, machines: MachinePool,
    folder: RunFolder, storeRoot: String, errors: StrategyErrors,
    report: @escaping (RunEvent) -> Void
  ) throws {
    self.plan = plan
    self.input = input
    self.cells = cells
    self.machines = machines
    self.errors = errors
    self.report = report
    var recorders: [String: CellRecorder] = [:]
    for cell in cells { recorders[cell.key] = try CellRecorder(cell, in: folder) }
    self.recorders = recorders
    labels =
      if case .generated(let parameters) = input.plan.source {
        AccountLabels(parameters)
      } else {
        AccountLabels()
      }
    stores = StoreSet(plan.execution.stores, for: input, defaultRoot: storeRoot) { reason in
      report(.filling(blockSet: input.plan.name, reason: reason))
    }
  }

  /// What `run.json` says of the stores.
  var storeDescriptions: [RunManifest.StoreInput] { stores.descriptions }

  /// Runs all blocks; an input that breaks off is reported, and what was recorded before it stands.
  func run() throws {
    do {
      try input.blocks.forEachStream(walk)
    } catch let error as BlockSetError {
      fail("input", "\(error)")
    }
    for message in stores.warnings {
      report(.warning(blockSet: input.plan.name, message: message))
    }
  }

  /// Makes the cells complete.
  func complete() throws(FileError) {
    for cell in cells { try recorders[cell.key]?.commit() }
  }

  // MARK: Chains

  private func walk(_ stream: ChainStream) throws {
    let chain = stream.head
    var obstacle: Obstacle?
    var runner: ChainRunner?
    do throws(ChainError) {
      runner = try ChainRunner(chain, machines: machines)
    } catch {
      obstacle = Obstacle(error)
    }
    let opened = runner.map { stores.open(on: $0, chain: chainOrdinal) } ?? [:]
    chainOrdinal += 1
    try stream.forEachBlock { block in
      let subject = BlockSubject(block, chain: chain)
      if obstacle == nil, let runner { obstacle = try run(block, subject, on: runner, opened) }
      if let found = obstacle {
        try record(found, subject)
        // The state after this block is not known, so that the next one has none to start from.
        obstacle = found.endsChain ? found.following(subject) : nil
      }
      try errors.forward()
      blockOrdinal += 1
      report(
        .progressed(
          blockSet: input.plan.name, done: blockOrdinal * cells.count,
          total: max(input.count, blockOrdinal) * cells.count))
    }
  }

  /// Runs a block in every way, or finds out why it cannot be run.
  private func run(
    _ block: InputBlock, _ subject: BlockSubject, on runner: ChainRunner,
    _ opened: StoreSet.Opened
  ) throws -> Obstacle? {
    let prepared: PreparedBlock
    do throws(BlockInvalidity) {
      prepared = try runner.prepare(block)
    } catch {
      return Obstacle(error, isExpected: block.expectedException != nil)
    }
    if let expected = block.expectedException {
      return Obstacle(
        status: .failed, reason: "accepted, though its test expects \(expected)", endsChain: true)
    }
    warmUp(prepared, on: runner, opened)
    let runs = ExperimentMatrix.turns(of: cells, block: blockOrdinal, seed: plan.seed).map { cell in
      (
        cell,
        Result { () throws(BlockInvalidity) in
          try run(prepared, under: cell, on: runner, opened)
        }
      )
    }
    // After the last run, so that nothing but runs lies between two of them.
    let truth = BlockTruth(prepared, on: runner, labels: labels)
    for (cell, run) in runs {
      try record(rows(of: run, subject, under: cell, truth), under: cell)
    }
    runner.advance(past: prepared)
    return nil
  }

  private func rows(
    of run: Result<BlockRun, BlockInvalidity>, _ subject: BlockSubject, under cell: Cell,
    _ truth: BlockTruth
  ) -> BlockRows {
    switch run {
    case .success(let run):
      BlockRows(
        subject, cell: cell, run: run, truth: truth, recordsSpans: plan.execution.spans)
    case .failure(let error):
      BlockRows(subject, cell: cell, status: .failed, reason: "\(error)")
    }
  }

  private func run(
    _ block: PreparedBlock, under cell: Cell, on runner: ChainRunner, _ opened: StoreSet.Opened
  ) throws(BlockInvalidity) -> BlockRun {
    guard let store = opened[cell.store.label] else {
      preconditionFailure("the store \(cell.store.label) was not opened")
    }
    return try runner.run(
      block, tiers: tiers(of: cell), options: options(of: cell),
      store: try store.mapError { BlockInvalidity.execution(.stateRead($0)) }.get())
  }

  private func warmUp(
    _ block: PreparedBlock, on runner: ChainRunner, _ opened: StoreSet.Opened
  ) {
    guard !isWarm else { return }
    isWarm = true
    for _ in 0..<plan.execution.warmup {
      for cell in cells where cell.repetition == 1 {
        _ = try? run(block, under: cell, on: runner, opened)
      }
    }
  }

  private func tiers(of cell: Cell) -> [Tier] {
    cell.tiers.map(\.tier)
  }

  private func options(of cell: Cell) -> ExecutionOptions {
    plan.execution.options(of: cell)
  }

  // MARK: Records

  private func record(_ rows: BlockRows, under cell: Cell) throws {
    try recorders[cell.key]?.record(rows)
    if rows.block.status == .failed {
      fail(
        "\(rows.block.identity.chain) block \(rows.block.identity.blockNumber), \(cell.way)",
        rows.block.reason ?? "unknown reason")
    }
  }

  private func record(_ obstacle: Obstacle, _ subject: BlockSubject) throws {
    for cell in cells {
      let rows = BlockRows(
        subject, cell: cell, status: obstacle.status, reason: obstacle.reason)
      try recorders[cell.key]?.record(rows)
    }
    let incident = RunManifest.Incident(
      blockSet: input.plan.name, subject: subject.title, message: obstacle.reason)
    switch obstacle.status {
    case .unsupported: report(.unsupported(incident))
    case .invalid where obstacle.isExpected, .accepted: break
    case .invalid, .failed: report(.failed(incident))
    }
  }

  private func fail(_ subject: String, _ message: String) {
    let incident = RunManifest.Incident(
      blockSet: input.plan.name, subject: subject, message: message)
    report(.failed(incident))
  }
}
