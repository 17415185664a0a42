import Experiments
import Records
import Testing

@Suite struct SummaryTests {
  private func row(
    _ block: UInt64, repetition: Int = 1, tier: Int? = 0, attempts: Int = 1,
    parallelism: Double = 4, trigger: String? = nil, exec: UInt64 = 10, wasted: UInt64 = 0
  ) -> BlockRow {
    var row = BlockRow()
    row.identity.blockSet = "set"
    row.identity.label = "refined"
    row.identity.strategy = "refined"
    row.identity.workers = 2
    row.identity.blockNumber = block
    row.identity.repetition = repetition
    row.transactionCount = 100
    row.attempts = attempts
    row.acceptedTier = tier
    row.acceptedStrategy = tier.map { "tier\($0)" }
    row.shape.countParallelism = tier == nil ? nil : parallelism
    row.shape.gasParallelism = tier == nil ? nil : parallelism / 2
    row.fallbackTrigger = trigger
    row.matchesReference = tier == nil ? nil : true
    row.phases.exec = exec
    row.total = exec * 2
    row.wasted = wasted
    row.status = tier == nil ? .failed : .accepted
    return row
  }

  private func summary(_ rows: [BlockRow]) throws -> SummaryRow {
    var summary = Summary()
    for row in rows { summary.add(row) }
    #expect(summary.rows.count == 1)
    return try #require(summary.rows.first)
  }

  @Test func countsBlocksOnceAndTakesMediansOverRepeats() throws {
    var rows: [BlockRow] = []
    for (repetition, exec) in [(1, 30), (2, 10), (3, 20)] as [(Int, UInt64)] {
      rows += [
        row(1, repetition: repetition, parallelism: 8, exec: exec),
        row(
          2, repetition: repetition, tier: 1, attempts: 2, parallelism: 2, trigger: "gas",
          exec: exec + 100, wasted: exec),
        row(
          3, repetition: repetition, tier: 2, attempts: 3, parallelism: 1, trigger: "receipts",
          exec: exec + 200, wasted: exec),
        row(
          4, repetition: repetition, tier: 1, attempts: 2, parallelism: 4, trigger: "receipts",
          exec: exec + 300),
      ]
    }
    let summary = try summary(rows)
    #expect(summary.blocks == 4)
    #expect(summary.transactions == 400)
    #expect(summary.countParallelismMean == 3.75)
    #expect(summary.countParallelismMin == 1)
    #expect(summary.countParallelismMax == 8)
    #expect(summary.gasParallelismMedian == 1.5)
    #expect(summary.firstAttemptSuccess == 0.25)
    #expect(summary.acceptedByTier == "1/2/1")
    #expect(summary.fallbacks == 3)
    #expect(summary.mainTrigger == "receipts")
    #expect(summary.allMatchReference == true)
    #expect(summary.worstBlockNumber == 3)
    #expect(summary.worstTrigger == "receipts")
    #expect(summary.worstAcceptedStrategy == "tier2")
    #expect(summary.wasted == 40)
    #expect(summary.medianExec == 170)
    #expect(summary.medianTotal == 340)
    #expect(summary.maxTotal == 640)
  }

  @Test func equallyFrequentTriggersAreInAlphabeticalOrder() throws {
    let rows = [
      row(1, tier: 1, trigger: "state-root"), row(2, tier: 1, trigger: "gas"),
      row(3, tier: 1, trigger: "receipts"),
    ]
    for rows in [rows, rows.reversed()] {
      #expect(try summary(rows).mainTrigger == "gas")
    }
  }

  @Test func aBlockNotAcceptedIsTheWorst() throws {
    let summary = try summary([
      row(1, tier: 2, attempts: 3, parallelism: 1), row(2, tier: nil, attempts: 1, trigger: "gas"),
    ])
    #expect(summary.worstBlockNumber == 2)
    #expect(summary.failed == 1)
    #expect(summary.fallbacks == 2)
    #expect(summary.firstAttemptSuccess == 0)
    #expect(summary.countParallelismMean == 1)
  }

  @Test func blocksThatWereNotRunCountApart() throws {
    var invalid = row(1, tier: nil, attempts: 0)
    invalid.status = .invalid
    var unsupported = row(2, tier: nil, attempts: 0)
    unsupported.status = .unsupported
    let summary = try summary([invalid, unsupported, row(3)])
    #expect(summary.blocks == 1)
    #expect(summary.invalid == 1)
    #expect(summary.unsupported == 1)
    #expect(summary.failed == 0)
    #expect(summary.firstAttemptSuccess == 1)
  }

  @Test func oneWrongOutcomeInAnyRepeatShows() throws {
    var wrong = row(1, repetition: 2)
    wrong.matchesReference = false
    #expect(try summary([row(1), wrong]).allMatchReference == false)
  }

  @Test func figuresHaveIntervalsWhereThereAreEnoughBlocks() throws {
    // Powers, so that a column that holds another one's figure shows.
    let rows = (1...9).flatMap { (block: UInt64) in
      (1...3).map { repetition in
        row(
          block, repetition: repetition, tier: block == 9 ? 1 : 0, attempts: block == 9 ? 2 : 1,
          parallelism: Double(1 << block), exec: 1_000 * block + UInt64(repetition))
      }
    }
    let summary = try summary(rows)
    // The second and the eighth of nine values, by the tables of the binomial distribution.
    #expect(summary.countParallelismMedian == 32)
    #expect(summary.countParallelismMedianInterval.low == 4)
    #expect(summary.countParallelismMedianInterval.high == 256)
    #expect(summary.gasParallelismMedianInterval.low == 2)
    #expect(summary.medianExecInterval.low == 2_002)
    #expect(summary.medianExecInterval.high == 8_002)
    #expect(summary.medianTotalInterval.high == 16_004)
    let mean = try #require(summary.countParallelismMean)
    #expect(try #require(summary.countParallelismMeanInterval.low) < mean)
    #expect(try #require(summary.countParallelismMeanInterval.high) > mean)
    // Wilson's interval of 8 of 9.
    #expect(abs(try #require(summary.firstAttemptSuccessInterval.low) - 0.5650) < 0.0001)
    #expect(abs(try #require(summary.firstAttemptSuccessInterval.high) - 0.9801) < 0.0001)
    // Distances of 1 from medians of 1002 to 9002, their middle one.
    #expect(abs(try #require(summary.totalDeviation) - 1.0 / 5_002) < 1e-12)
    let few = try self.summary(Array(rows.prefix(3 * 5)))
    #expect(few.countParallelismMeanInterval == RecordedInterval())
    #expect(few.medianTotalInterval == RecordedInterval())
    #expect(few.firstAttemptSuccessInterval.low != nil)
  }

  @Test func groupingsAreComparedWithTheTruthOnce() throws {
    let rows = (1...3).flatMap { (block: UInt64) in (1...2).map { row(block, repetition: $0) } }
    var attempts: [AttemptRow] = []
    var makespans: [MakespanRow] = []
    for row in rows {
      for number in 0...1 {
        var attempt = AttemptRow()
        attempt.identity = row.identity
        attempt.attempt = number
        attempt.edges.trueEdges.writeWrite = number == 0 ? 10 : 1_000
        attempt.edges.trueEdges.readAfterWrite = 2
        attempt.edges.trueEdges.sameSender = 3
        attempt.edges.unexplainedFalseEdges = row.identity.blockNumber == 2 ? nil : 4
        attempts.append(attempt)
      }
      for workers in [1, 8] {
        var makespan = MakespanRow()
        makespan.identity = row.identity
        makespan.virtualWorkers = workers
        makespan.efficiency = Double(workers) / 10 + Double(row.identity.blockNumber) / 100
        makespans.append(makespan)
      }
    }
    var collected = Summary()
    for row in rows { collected.add(row) }
    for row in attempts { collected.add(row) }
    for row in makespans { collected.add(row) }
    let summary = try #require(collected.rows.first)
    #expect(summary.edges.trueEdges.writeWrite == 30)
    #expect(summary.edges.trueEdges.sum == 45)
    #expect(summary.edges.unexplainedFalseEdges == 8)
    #expect(summary.edges.missedHarmful == EdgeCounts())
    #expect(summary.efficiency.keys.sorted() == [1, 8])
    #expect(abs(try #require(summary.efficiency[8]) - 0.82) < 1e-12)
    let line = SummaryRow.table.line(summary)
    let read = try SummaryRow.table.read(Array((SummaryRow.table.header + line).utf8), file: "t")
    #expect(read.map(\.efficiency) == [summary.efficiency])
    #expect(read.map(SummaryRow.table.line) == [line])
  }

  @Test func everyWayOfRunningHasItsRow() {
    var summary = Summary()
    var other = row(1)
    other.identity.workers = 1
    var late = row(1)
    late.identity.gasCheckBeforeMerkle = true
    for row in [row(1), other, late, row(2)] { summary.add(row) }
    #expect(summary.rows.map(\.blocks) == [2, 1, 1])
  }
}
