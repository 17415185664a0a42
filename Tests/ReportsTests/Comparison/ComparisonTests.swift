import Records
import Reports
import Statistics
import Testing

@Suite struct ComparisonTests {
  private func compare(
    _ candidate: MeasuredRun, with baseline: MeasuredRun, _ metrics: [String] = []
  ) throws -> Comparison {
    var choice = Comparison.Choice()
    if !metrics.isEmpty { choice.metrics = try metrics.map { try #require(Metric.named($0)) } }
    return try Comparison(candidate, with: baseline, choice)
  }

  private func only(_ comparison: Comparison) throws -> MetricDifference {
    #expect(comparison.differences.count == 1)
    return try #require(comparison.differences.first)
  }

  @Test func namesOfMetricsAreUnique() {
    #expect(Set(Metric.all.map(\.name)).count == Metric.all.count)
    #expect(Metric.usual.allSatisfy { Metric.named($0.name) != nil })
  }

  /// The median over repeats, then over blocks; one slow repeat in three changes nothing.
  @Test func timesAreMediansOfMedians() throws {
    let baseline = RecordedRows.run(RecordedRows.blocks("refined"))
    let candidate = RecordedRows.run(
      RecordedRows.blocks("refined") { row in
        row.total = (row.total ?? 0) + (row.identity.repetition == 2 ? 9_000_000 : 300_000)
      })
    let difference = try only(compare(candidate, with: baseline, ["total"]))
    let paired = try #require(difference.paired)
    #expect(paired.second == 2_030_000)
    #expect(paired.first == 2_330_000)
    #expect(paired.interval == Interval(low: 300_000, high: 300_000))
    #expect([paired.higher, paired.lower, paired.equal] == [20, 0, 0])
    #expect(difference.verdict == .worse)
    #expect(try only(compare(baseline, with: candidate, ["total"])).verdict == .better)
  }

  @Test func everyMetricReadsItsOwnColumn() throws {
    let values: [(String, Double)] = [
      ("count-parallelism", 5), ("gas-parallelism", 3), ("first-attempt", 1), ("fallback", 0),
      ("attempts", 1), ("efficiency-8", 0.5), ("makespan-8", 2_500_000), ("exec", 1_000_000),
      ("total", 2_030_000), ("merkle", 400_000), ("wasted", 0),
    ]
    let run = RecordedRows.run(
      RecordedRows.blocks("refined", 1...21) { $0.phases.exec = 1_000_000 })
    for (name, value) in values {
      for difference in try compare(run, with: run, [name]).differences {
        #expect(difference.paired?.first == value, "\(name) \(difference.statistic)")
        #expect(difference.verdict == .noDifferenceShown, "\(name)")
      }
    }
    #expect(try only(compare(run, with: run, ["makespan-16"])).paired == nil)
  }

  @Test func fallbacksAreCountedAsSuch() throws {
    let baseline = RecordedRows.run(RecordedRows.blocks("refined"))
    let candidate = RecordedRows.run(
      RecordedRows.blocks("refined") { row in
        guard row.identity.blockNumber <= 8 else { return }
        row.attempts = 2
        row.acceptedTier = row.identity.blockNumber == 8 ? nil : 1
        if row.acceptedTier == nil { row.status = .failed }
      })
    let comparison = try compare(
      candidate, with: baseline, ["first-attempt", "fallback", "attempts"])
    #expect(comparison.differences.map { $0.paired?.first } == [0.6, 0.4, 1.4])
    #expect(comparison.differences.map(\.verdict) == [.worse, .worse, .worse])
  }

  /// What is not in both is said, never compared.
  @Test func onlyTheSameBlocksUnderTheSameStrategyArePaired() throws {
    let baseline = RecordedRows.run(
      RecordedRows.blocks("refined", options: "mode=a", label: "refined")
        + RecordedRows.blocks("heuristic"))
    let candidate = RecordedRows.run(
      RecordedRows.blocks("refined", 11...25, options: "mode=a", label: "refined(a)")
        + RecordedRows.blocks("refined", options: "mode=b", label: "refined(b)")
        + RecordedRows.blocks("refined", options: "mode=a", label: "refined(a)", workers: 2))
    let comparison = try compare(candidate, with: baseline, ["gas-parallelism"])
    #expect(comparison.differences.map(\.label) == ["refined(a)", "refined(a)"])
    #expect(comparison.differences.map(\.statistic) == [.mean, .median])
    #expect(comparison.differences.first?.paired?.pairs == 10)
    #expect(comparison.differences.first?.unpairedBlocks == 15)
    #expect(comparison.onlyInBaseline == ["set: heuristic, 1 worker"])
    #expect(
      comparison.onlyInCandidate == ["set: refined(b), 1 worker", "set: refined(a), 2 workers"])
  }

  @Test func otherBlocksOfTheSameNumbersAreNotPaired() throws {
    let baseline = RecordedRows.run(RecordedRows.blocks("refined"))
    let candidate = RecordedRows.run(RecordedRows.blocks("refined", hash: "0y"))
    #expect(throws: ComparisonError.nothingInCommon) {
      try compare(candidate, with: baseline)
    }
  }

  @Test(arguments: [
    RecordedRows.manifest(
      machine: .init(cpuModel: "y", cores: 2, operatingSystem: "Linux")),
    RecordedRows.manifest(buildMode: "debug"),
  ])
  func timesOnUnlikeTermsGetNoVerdict(manifest: RunManifest) throws {
    let slow = RecordedRows.blocks("refined") { row in
      row.total = 9_000_000
      row.shape.gasParallelism = 2
    }
    let baseline = RecordedRows.run(RecordedRows.blocks("refined"))
    let candidate = RecordedRows.run(slow, manifest)
    for (one, other) in [(candidate, baseline), (baseline, candidate)] {
      let comparison = try compare(one, with: other, ["total", "gas-parallelism"])
      #expect(comparison.timesObstacle != nil)
      #expect(comparison.differences.first?.verdict == nil)
      #expect(comparison.differences.last?.verdict != .noDifferenceShown)
      let lines = ComparisonText(comparison, baseline: "a", candidate: "b").lines
      #expect(lines.contains { $0.hasPrefix("warning: no verdict on times: ") })
    }
  }

  @Test func provenanceIsCompared() throws {
    let baseline = RecordedRows.run(RecordedRows.blocks("refined"))
    let candidate = RecordedRows.run(
      RecordedRows.blocks("refined"),
      RecordedRows.manifest(revision: "fedcba98765432", strategyVersion: "2"))
    #expect(try compare(baseline, with: baseline).provenance == [])
    #expect(
      try compare(candidate, with: baseline).provenance.map {
        [$0.what, $0.baseline, $0.candidate]
      }
        == [
          ["revision", "0123456789ab", "fedcba987654"], ["version of refined", "1", "2"],
        ])
  }

  @Test func strategiesAreComparedWithTheFirstThatIsNotSequential() throws {
    let run = RecordedRows.run(
      RecordedRows.blocks("sequential") { $0.shape.gasParallelism = 1 }
        + RecordedRows.blocks("refined")
        + RecordedRows.blocks("attributed-reads") { $0.shape.gasParallelism = 6 }
        + RecordedRows.blocks("attributed-reads", workers: 2))
    var choice = Comparison.Choice()
    choice.metrics = [try #require(Metric.named("gas-parallelism"))]
    let comparison = try Comparison(strategiesOf: run, with: nil, choice)
    #expect(comparison.baselineLabel == "refined")
    // There is no refined with two workers.
    let means = comparison.differences.filter { $0.statistic == .mean }
    #expect(means.map(\.label) == ["sequential", "attributed-reads"])
    #expect(means.map(\.verdict) == [.worse, .better])
    #expect(means.map { $0.paired?.difference } == [-2, 3])
    let named = try Comparison(strategiesOf: run, with: "attributed-reads", choice)
    #expect(named.differences.map(\.label).contains("refined"))
    choice.strategies = ["sequential"]
    #expect(try Comparison(strategiesOf: run, with: nil, choice).differences.count == 2)
  }

  @Test func wrongNamesAreErrorsThatSayWhatThereIs() throws {
    let run = RecordedRows.run(
      RecordedRows.blocks("sequential") + RecordedRows.blocks("refined"))
    let known = ["sequential", "refined"]
    #expect(throws: ComparisonError.unknown(what: "strategy", given: "x", known: known)) {
      try Comparison(strategiesOf: run, with: "x", .init())
    }
    var choice = Comparison.Choice()
    choice.strategies = ["y"]
    #expect(throws: ComparisonError.unknown(what: "strategy", given: "y", known: known)) {
      try Comparison(run, with: run, choice)
    }
    #expect(throws: ComparisonError.oneStrategy("refined")) {
      try Comparison(
        strategiesOf: RecordedRows.run(RecordedRows.blocks("refined")), with: nil, .init())
    }
  }
}
