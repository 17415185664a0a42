import Records

/// What was recorded of one way of running on one block set.
struct WayFigures: Sendable {
  /// The way, workers apart.
  let way: WayOfRunning
  /// The name in this report, without the mark of hypothetical knowledge.
  let name: String
  let isHypothetical: Bool
  /// The run whose outcomes stand for those of all workers and repeats: the first.
  private(set) var base: RowIdentity?
  /// By block, in the order of the table; blocks that were not run are left out.
  private(set) var outcomes: [BlockOutcome] = []
  /// The blocks that were not accepted, by what became of them.
  private(set) var unaccepted: [BlockRow.Status: Int] = [:]
  /// Whether every accepted outcome of every repeat equals the reference run's.
  let matchesReference: Bool?
  /// By number of workers.
  private(set) var times: [Int: TimeSamples] = [:]
  /// Of the first attempts that were executed.
  private(set) var edges = EdgeTotals()
  private(set) var causes: [FallbackCause: CauseCount] = [:]
  /// Gas / gas until the virtual schedule of all attempts ends, by number of workers.
  private(set) var virtualParallelism: [Int: BlockValues] = [:]
  private var isRun: [Bool] = []

  init(_ row: SummaryRow, among ways: [WayOfRunning], of run: RecordedRun) {
    way = row.way.onAnyWorkers
    name = WayName.text(way, label: row.label, among: ways)
    isHypothetical = run.isHypothetical(row.label)
    matchesReference = row.allMatchReference
    outcomes.reserveCapacity(row.blocks)
  }

  /// The blocks that were accepted at the first attempt.
  var acceptedAtOnce: Int { outcomes.count(where: \.isAcceptedAtOnce) }

  var fallbacks: Int { outcomes.count(where: \.isFallback) }

  /// The parallelism of accepted blocks by transactions, in the order of the table.
  var countParallelism: [Double] { outcomes.compactMap(\.countParallelism) }

  /// The worst outcomes, the very worst first.
  func worst(_ limit: Int) -> [BlockOutcome] {
    var worst: [BlockOutcome] = []
    for outcome in outcomes {
      // Of equally bad ones the first stays in front.
      let place = worst.firstIndex { $0.isBetter(than: outcome) } ?? worst.count
      guard place < limit else { continue }
      worst.insert(outcome, at: place)
      if worst.count > limit { worst.removeLast() }
    }
    return worst
  }

  // MARK: Gathering

  mutating func add(_ row: BlockRow, block: Int) {
    times[row.identity.workers, default: TimeSamples()].add(row, block: block)
    if base == nil { base = row.identity }
    guard isBase(row.identity) else { return }
    if row.status != .accepted { unaccepted[row.status, default: 0] += 1 }
    guard row.attempts > 0 else { return }
    while isRun.count <= block { isRun.append(false) }
    isRun[block] = true
    outcomes.append(BlockOutcome(row, block: block))
  }

  mutating func add(_ row: AttemptRow) {
    guard isBase(row.identity) else { return }
    if row.attempt == 0, row.outcome != .rejected { edges.add(row.edges) }
    guard row.outcome != .accepted else { return }
    add(FallbackCause(row), CauseCount(row))
  }

  /// Says what the accounts of missed dependencies are, by their resources.
  mutating func nameAccounts(_ labels: [String: String]) {
    let unnamed = causes
    causes = [:]
    for (cause, count) in unnamed {
      var cause = cause
      cause.nameAccount(labels)
      add(cause, count)
    }
  }

  private mutating func add(_ cause: FallbackCause, _ count: CauseCount) {
    if causes[cause] == nil {
      causes[cause] = count
    } else {
      causes[cause]?.add(count)
    }
  }

  mutating func add(_ row: MakespanRow, block: Int, gas: UInt64) {
    guard isBase(row.identity), let makespan = row.makespanGas, makespan > 0,
      block < isRun.count, isRun[block]
    else { return }
    virtualParallelism[row.virtualWorkers, default: BlockValues()]
      .set(block, to: Double(gas) / Double(makespan))
  }

  private func isBase(_ identity: RowIdentity) -> Bool {
    identity.workers == base?.workers && identity.repetition == base?.repetition
  }
}
