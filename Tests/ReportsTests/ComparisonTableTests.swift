import Records
import Reports
import Testing

@Suite struct ComparisonTableTests {
  private static let manifest = RunManifest(
    experiment: "quickstart", question: "Which?", startedAt: "2026-01-01T00:00:00Z",
    planDigest: "00", arguments: [], workingDirectory: "/", seed: 0,
    build: .init(
      gitRevision: nil, gitDirty: nil, swiftVersion: "6.3", buildMode: "release",
      executableDigest: ""),
    machine: .init(cpuModel: "x", cores: 2, operatingSystem: "Linux"),
    blockSets: [
      .init(name: "mixed", source: "", digest: "00", seed: 7, absence: nil),
      .init(name: "real", source: "/x", digest: nil, seed: nil, absence: "no such file"),
    ], strategies: [], tiers: [])

  private static func row(_ label: String, workers: Int) -> SummaryRow {
    var row = SummaryRow()
    row.blockSet = "mixed"
    row.strategy = label
    row.label = label
    row.workers = workers
    row.blocks = 40
    row.transactions = 4400
    row.countParallelismMean = 7.25
    row.countParallelismMin = 1
    row.countParallelismMax = 110
    row.gasParallelismMedian = 6.5
    row.firstAttemptSuccess = 0.85
    row.firstAttemptSuccessInterval.low = 0.7092
    row.firstAttemptSuccessInterval.high = 0.9294
    row.medianTotalInterval.low = 2_900_000
    row.medianTotalInterval.high = 3_250_000
    row.acceptedByTier = "34/6/0"
    row.fallbacks = 6
    row.mainTrigger = "receipts"
    row.allMatchReference = true
    row.worstBlockNumber = 12
    row.worstCountParallelism = 1
    row.worstAttempts = 3
    row.worstTrigger = "gas"
    row.worstBlockChain = "tests/blocks.py::test[hot-seed_0]"
    row.worstAcceptedStrategy = "sequential"
    row.wasted = 12_340_000
    row.medianExec = UInt64(2_000_000 / workers)
    row.medianTotal = 3_000_000
    row.maxTotal = 9_000_000
    return row
  }

  private func lines(
    _ rows: [SummaryRow], manifest: RunManifest = Self.manifest
  ) -> [String] {
    ComparisonTable(RecordedRun(manifest: manifest, summary: rows)).lines
  }

  @Test func theTableShowsEveryStrategyOnceAndItsTimesByWorkers() {
    let lines = lines([
      Self.row("refined", workers: 1), Self.row("refined", workers: 2),
      Self.row("heuristic", workers: 1), Self.row("heuristic", workers: 2),
    ])
    #expect(
      lines == [
        "quickstart: Which?", "", "mixed: 40 blocks, 4400 transactions", "",
        "strategy   ∥ mean  ∥ min   ∥ max  gas ∥  1st %  95 %    tiers  rej.  fallbacks   = ref",
        "refined      7.25   1.00  110.00   6.50   85.0  71–93  34/6/0     0  6 receipts  yes",
        "heuristic    7.25   1.00  110.00   6.50   85.0  71–93  34/6/0     0  6 receipts  yes",
        "∥ transactions / largest group of the accepted attempt; gas ∥ the same for gas, median;",
        "1st % accepted at the first attempt, with a 95 % interval; tiers: blocks accepted at tier 0/1/…;",
        "rej. rejected plans; fallbacks with their main trigger; = ref: every outcome equals the reference",
        "",
        "times in ms, by workers: medians over blocks of the medians over repeats; 95 % intervals",
        "           exec        total             worst  wasted",
        "strategy      1     2      1  95 %           1  in all",
        "refined    2.00  1.00   3.00  2.90–3.25   9.00   12.34",
        "heuristic  2.00  1.00   3.00  2.90–3.25   9.00   12.34",
        "", "worst block of each: most attempts, then least parallelism",
        "strategy   block     ∥  attempts  accepted as  first trigger  chain",
        "refined       12  1.00         3  sequential   gas            …est[hot-seed_0]",
        "heuristic     12  1.00         3  sequential   gas            …est[hot-seed_0]",
        "",
        "real: not there, left out (no such file)",
      ])
  }

  @Test func groupingsAreSetBesideTheTruth() throws {
    var exact = Self.row("exact", workers: 1)
    exact.spanParallelismMedian = 6.333
    exact.efficiency = [1: 1, 2: 1, 8: 0.957, 64: 0.9]
    exact.edges.trueEdges = Self.edges(5, 4, 3)
    exact.edges.falseEdges = Self.edges(0, 0, 0)
    exact.edges.missedHarmful = Self.edges(0, 0, 0)
    exact.edges.missedBenign = Self.edges(0, 0, 0)
    exact.edges.missedUnknown = Self.edges(0, 0, 0)
    var loose = exact
    loose.label = "loose"
    loose.strategy = "loose"
    loose.efficiency = [:]
    loose.edges.unexplainedFalseEdges = 7
    loose.edges.missedHarmful = Self.edges(1, 0, 2)
    let rows = lines([exact, loose])
    let start = try #require(rows.firstIndex { $0.hasPrefix("truth: edges of first attempts") })
    #expect(
      rows[(start + 1)...].prefix(5) == [
        "without need, missed; efficiency on 2, 8, 64 virtual workers, median; span parallelism 6.33",
        "                         missed          eff. %",
        "strategy   true  false  harmful  benign       2   8  64",
        "exact     5/4/3      0        0       0     100  96  90",
        "loose     5/4/3   0 +7    1/0/2       0       –   –   –",
      ])
    loose.edges.missedUnknown = Self.edges(0, 1, 0)
    #expect(
      lines([loose]).contains("loose     5/4/3   0 +7    1/0/2       0    0/1/0       –  –   –"))
  }

  private static func edges(_ writeWrite: Int, _ readAfterWrite: Int, _ sameSender: Int)
    -> EdgeCounts
  {
    var counts = EdgeCounts()
    counts.writeWrite = writeWrite
    counts.readAfterWrite = readAfterWrite
    counts.sameSender = sameSender
    return counts
  }

  @Test func storesAreComparedByTheirTimesOnly() {
    var rows: [SummaryRow] = []
    for store in ["memory", "lmdb", "latency(80us x16)"] {
      var row = Self.row("refined", workers: 1)
      row.store = store
      row.coldReads = 1234
      if store != "memory" { row.medianExec = 8_000_000 }
      rows.append(row)
    }
    let lines = lines(rows)
    #expect(lines.count { $0.hasPrefix("refined   ") } == 2)
    #expect(lines.contains { $0.hasSuffix("in all  reads") })
    #expect(
      lines.contains("refined, memory             2.00   3.00  2.90–3.25   9.00   12.34   1234"))
    #expect(
      lines.contains("refined, latency(80us x16)  8.00   3.00  2.90–3.25   9.00   12.34   1234"))
    // A store that fails changes more than times.
    rows[1].failed = 3
    let failing = self.lines(rows)
    #expect(failing.contains { $0.hasSuffix("4400 transactions, 3 FAILED") })
    #expect(failing.count { $0.hasPrefix("refined, lmdb") } == 3)
    #expect(failing.allSatisfy { $0.count <= 100 })
  }

  @Test func noLineIsWiderThanATerminal() {
    var rows: [SummaryRow] = []
    for workers in 1...20 {
      for gasCheck in [true, false] {
        var row = Self.row("attributed-reads(attribution=read-only-slots)", workers: workers)
        row.gasCheckBeforeMerkle = gasCheck
        row.mainTrigger = "fee-recipient-overdrawn"
        row.acceptedByTier = "142/18/0"
        rows.append(row)
      }
    }
    let lines = lines(rows)
    #expect(lines.allSatisfy { $0.count <= 100 }, "\(lines.filter { $0.count > 100 })")
    #expect(lines.contains { $0.contains("20") })
  }

  @Test func aWrongOutcomeCannotBeOverlooked() {
    var row = Self.row("refined", workers: 1)
    row.allMatchReference = false
    row.failed = 2
    row.unsupported = 3
    let lines = lines([row])
    #expect(lines.contains { $0.hasSuffix("  NO") })
    #expect(
      lines[2] == "mixed: 40 blocks, 4400 transactions, 3 not supported by this build, 2 FAILED")
  }

  @Test func hypotheticalKnowledgeIsMarked() {
    var manifest = Self.manifest
    manifest.strategies = [
      .init(
        label: "exact", name: "exact", version: "1", options: "",
        needs: ["attributed-reads", "block-access-list"]),
      .init(label: "real", name: "real", version: "1", options: "", needs: ["block-access-list"]),
    ]
    let lines = lines(
      [Self.row("exact", workers: 1), Self.row("real", workers: 1)], manifest: manifest)
    #expect(lines.count { $0.hasPrefix("exact *  ") } == 3)
    #expect(lines.count { $0.hasPrefix("real     ") } == 3)
    #expect(
      lines.contains("* hypothetical: needs attributed-reads, which no client has in advance"))
  }

  @Test func aSetWithoutRunsHasNoTable() {
    var row = Self.row("refined", workers: 1)
    row.blocks = 0
    row.transactions = 0
    row.unsupported = 40
    var manifest = Self.manifest
    for reason in ["old rules", "no pairings", "old rules"] {
      manifest.unsupported.append(.init(blockSet: "mixed", subject: "b", message: reason))
    }
    #expect(
      lines([row], manifest: manifest)[2...4] == [
        "mixed: 0 blocks, 0 transactions, 40 not supported by this build", "  2 × old rules",
        "  1 × no pairings",
      ])
    #expect(lines([])[2] == "mixed: no cell was recorded")
  }
}
