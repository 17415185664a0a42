import Records
import Reports
import Testing

@Suite struct ReferenceTableTests {
  private static func manifest(_ reference: ReferenceFigures?) -> RunManifest {
    var manifest = RunManifest(
      experiment: "x", question: "", startedAt: "", planDigest: "", arguments: [],
      workingDirectory: "/", seed: 0,
      build: .init(
        gitRevision: nil, gitDirty: nil, swiftVersion: "", buildMode: "", executableDigest: ""),
      machine: .init(cpuModel: "", cores: 1, operatingSystem: ""), blockSets: [], strategies: [],
      tiers: [])
    manifest.compareWith = reference
    return manifest
  }

  private static func block(
    _ number: UInt64, tier: Int, exec: UInt64, wasted: UInt64, strategy: String = "refined",
    workers: Int = 1, repetition: Int = 1
  ) -> BlockRow {
    var row = BlockRow()
    row.identity.blockSet = "set"
    row.identity.blockNumber = number
    row.identity.label = strategy
    row.identity.workers = workers
    row.identity.repetition = repetition
    row.transactionCount = 110
    row.acceptedTier = tier
    row.phases.exec = exec
    row.wasted = wasted
    return row
  }

  private static let summary: SummaryRow = {
    var row = SummaryRow()
    row.blockSet = "set"
    row.label = "refined"
    row.workers = 1
    row.blocks = 3
    row.countParallelismMean = 7.25
    row.countParallelismMin = 3.1
    row.countParallelismMax = 11
    return row
  }()

  @Test func figuresStandBesideThoseOfTheExperiment() throws {
    let reference = ReferenceFigures(
      source: "a report", blockSet: "set", strategy: "refined",
      figures: [
        .init(metric: .blocks, low: 160, high: 160),
        .init(metric: .transactionsPerBlock, low: 110, high: 110),
        .init(metric: .countParallelismMean, low: 7.2, high: 7.2),
        .init(metric: .tier0Blocks, low: 142, high: 142),
        .init(metric: .tier1Blocks, low: 18, high: 18),
        .init(metric: .execMs, low: 1, high: 31),
        .init(metric: .sendMs, low: 0, high: 0.1),
        .init(metric: .wastedMsPerFallback, low: 15, high: 15),
      ])
    let rows = [
      Self.block(1, tier: 0, exec: 1_000_000, wasted: 0),
      // The median of its repeats counts.
      Self.block(2, tier: 1, exec: 2_000_000, wasted: 4_000_000),
      Self.block(2, tier: 1, exec: 9_000_000, wasted: 9_000_000, repetition: 2),
      Self.block(2, tier: 1, exec: 3_000_000, wasted: 5_000_000, repetition: 3),
      Self.block(3, tier: 0, exec: 5_000_000, wasted: 0),
      // Of other strategies and numbers of workers.
      Self.block(4, tier: 2, exec: 99_000_000, wasted: 0, strategy: "heuristic"),
      Self.block(4, tier: 2, exec: 99_000_000, wasted: 0, workers: 2),
    ]
    let run = RecordedRun(manifest: Self.manifest(reference), summary: [Self.summary])
    var table = try #require(ReferenceTable(run))
    for row in rows { table.add(row) }
    #expect(
      table.lines == [
        "set under refined, 1 worker, beside", "a report", "",
        "figure                          here  median  reference",
        "blocks                             3       –        160",
        "transactions a block             110     110        110",
        "count parallelism, mean          7.2       –        7.2",
        "blocks accepted at tier 0          2       –        142",
        "blocks accepted at tier 1          1       –         18",
        "exec, ms                   1.00–5.00    3.00       1–31",
        "send, ms                           –       –      ≤ 0.1",
        "wasted, ms a fallback           5.00    5.00         15",
        "times are those of the accepted attempt, from the least to the greatest block",
      ])
  }

  @Test func anExperimentWithoutFiguresHasNoTable() {
    let run = RecordedRun(manifest: Self.manifest(nil), summary: [Self.summary])
    #expect(ReferenceTable(run) == nil)
  }
}
